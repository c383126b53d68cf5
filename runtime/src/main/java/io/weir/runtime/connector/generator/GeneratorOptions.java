package io.weir.runtime.connector.generator;

import io.weir.runtime.connector.Option;
import io.weir.runtime.connector.OptionException;
import io.weir.runtime.connector.Options;
import io.weir.runtime.connector.TableDescriptor;
import java.math.BigDecimal;
import java.util.List;

/** The options that all made-up tables have, and how the numbers among options are read. */
public final class GeneratorOptions {
  private static final Option RATE =
      Option.optional(
          "rows-per-second", Option.Kind.INTEGER, "10000", "how many rows come in a second");
  private static final Option ROWS =
      Option.optional(
          "number-of-rows", Option.Kind.INTEGER, null, "how many rows there are; no end without");
  private static final Option SEED =
      Option.optional(
          "seed",
          Option.Kind.INTEGER,
          null,
          "what values are drawn from; without, every fresh start has its own");
  private static final Option PARALLELISM =
      Option.optional(
          "scan.parallelism",
          Option.Kind.INTEGER,
          null,
          "understood for Flink's sake: has no effect");

  /** The options. */
  public static final List<Option> ALL = List.of(RATE, ROWS, SEED, PARALLELISM);

  private GeneratorOptions() {}

  /** How many rows there are; {@link Long#MAX_VALUE} for no end. */
  public static long rows(Options options) {
    return options.has(ROWS.key()) ? atLeast(options, ROWS.key(), 0) : Long.MAX_VALUE;
  }

  /** How fast rows come. */
  public static long rowsPerSecond(Options options) {
    long rate = atLeast(options, RATE.key(), 1);
    if (rate > 1_000_000_000) {
      throw new OptionException(
          RATE.key(), "option '" + RATE.key() + "' must be at most 1000000000, not " + rate, null);
    }
    return rate;
  }

  /** The seed, or null. */
  public static Long seed(Options options) {
    return options.has(SEED.key()) ? options.integer(SEED.key()) : null;
  }

  /** The value of an INTEGER option that must not be smaller. */
  public static long atLeast(Options options, String key, long least) {
    long value = options.integer(key);
    if (value < least) {
      throw new OptionException(
          key, "option '" + key + "' must be at least " + least + ", not " + value, null);
    }
    return value;
  }

  /** The value of a TEXT option that is a number. */
  public static BigDecimal number(Options options, String key) {
    try {
      return new BigDecimal(options.text(key).strip());
    } catch (NumberFormatException e) {
      throw new OptionException(
          key,
          "option '" + key + "' has the value '" + options.text(key) + "', expected a number",
          null);
    }
  }

  /** The value of a TEXT option that is a share from 0 to 1. */
  public static double rate(Options options, String key) {
    double rate = number(options, key).doubleValue();
    if (rate < 0 || rate > 1) {
      throw new OptionException(
          key, "option '" + key + "' must be from 0 to 1, not " + options.text(key), null);
    }
    return rate;
  }

  /** Made-up tables have no metadata columns. */
  public static void rejectMetadata(TableDescriptor table, String connector) {
    table
        .metadata()
        .forEach(
            (column, key) -> {
              throw new OptionException(
                  key, "connector '" + connector + "' has no metadata \"" + key + "\"", null);
            });
  }
}
