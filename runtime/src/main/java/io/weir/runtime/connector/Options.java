package io.weir.runtime.connector;

import io.weir.runtime.error.Suggestions;
import java.math.BigInteger;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * The options of one table, checked against the declared {@link Option}s: every key is known, every
 * required one is there, every value can be read. Getters then cannot fail, except for a key that
 * was not declared, which is a fault of the connector.
 */
public final class Options {
  private static final Map<String, Long> NANOS_BY_UNIT = new HashMap<>();
  private static final Map<String, Long> BYTES_BY_UNIT = new HashMap<>();

  static {
    unit(NANOS_BY_UNIT, 1L, "ns", "nano", "nanos", "nanosecond", "nanoseconds");
    unit(NANOS_BY_UNIT, 1_000L, "µs", "us", "micro", "micros", "microsecond", "microseconds");
    unit(NANOS_BY_UNIT, 1_000_000L, "", "ms", "milli", "millis", "millisecond", "milliseconds");
    unit(NANOS_BY_UNIT, 1_000_000_000L, "s", "sec", "secs", "second", "seconds");
    unit(NANOS_BY_UNIT, 60_000_000_000L, "m", "min", "mins", "minute", "minutes");
    unit(NANOS_BY_UNIT, 3_600_000_000_000L, "h", "hour", "hours");
    unit(NANOS_BY_UNIT, 86_400_000_000_000L, "d", "day", "days");
    unit(BYTES_BY_UNIT, 1L, "", "b", "byte", "bytes");
    unit(BYTES_BY_UNIT, 1L << 10, "k", "kb", "kib", "kibibyte", "kibibytes");
    unit(BYTES_BY_UNIT, 1L << 20, "m", "mb", "mib", "mebibyte", "mebibytes");
    unit(BYTES_BY_UNIT, 1L << 30, "g", "gb", "gib", "gibibyte", "gibibytes");
    unit(BYTES_BY_UNIT, 1L << 40, "t", "tb", "tib", "tebibyte", "tebibytes");
  }

  private final Map<String, Option> declared;
  private final Map<String, String> values;
  private final Map<String, Object> parsed;

  private Options(
      Map<String, Option> declared, Map<String, String> values, Map<String, Object> parsed) {
    this.declared = declared;
    this.values = values;
    this.parsed = parsed;
  }

  /**
   * Checks the options of a table. {@code connector} needs no declaration, nor do {@link
   * ForeignOptions}.
   *
   * @param values as written in WITH
   * @param declared all options that a table of this kind may have; one that is declared twice must
   *     be the same
   * @throws OptionException for the first key that is unknown, missing or does not fit
   */
  public static Options of(SortedMap<String, String> values, List<Option> declared) {
    Map<String, Option> byKey = new HashMap<>();
    Map<String, Option> byFallback = new HashMap<>();
    for (Option option : declared) {
      byKey.put(option.key(), option);
      option.fallbackKeys().forEach(name -> byFallback.put(name, option));
    }
    Map<String, Object> parsed = new HashMap<>();
    for (Map.Entry<String, String> entry : values.entrySet()) {
      String key = entry.getKey();
      if (byKey.containsKey(key)) {
        parsed.put(key, parse(byKey.get(key), entry.getValue()));
      } else if (byFallback.containsKey(key)) {
        Option option = byFallback.get(key);
        Object value = parse(option.named(key), entry.getValue());
        if (!values.containsKey(option.key())) {
          parsed.put(option.key(), value);
        }
      } else if (!key.equals("connector") && !ForeignOptions.isTaken(key)) {
        throw unknown(key, byKey);
      }
    }
    for (Option option : declared) {
      if (parsed.containsKey(option.key())) {
        continue;
      }
      if (option.isRequired()) {
        throw new OptionException(
            option.key(),
            "option '" + option.key() + "' is missing",
            "add '" + option.key() + "' = '…': " + option.description());
      }
      if (option.defaultText() != null) {
        parsed.put(option.key(), parse(option, option.defaultText()));
      }
    }
    return new Options(byKey, Map.copyOf(values), parsed);
  }

  private static OptionException unknown(String key, Map<String, Option> declared) {
    List<String> keys = new ArrayList<>(declared.keySet());
    keys.sort(null);
    String near = Suggestions.didYouMean(key, keys);
    return new OptionException(
        key,
        "option '" + key + "' is not known",
        near != null ? near : "known options: " + String.join(", ", keys));
  }

  /**
   * Whether the option is written in the table, perhaps under an older name, as opposed to absent
   * or defaulted.
   */
  public boolean isSet(String key) {
    return values.containsKey(key)
        || option(key).fallbackKeys().stream().anyMatch(values::containsKey);
  }

  /** Whether the option has a value, written or by default. */
  public boolean has(String key) {
    option(key);
    return parsed.containsKey(key);
  }

  /** The value of a TEXT, SECRET or CHOICE option; a choice is spelled as declared. */
  public String text(String key) {
    return (String) value(key);
  }

  /** The value of a TEXT, SECRET or CHOICE option that may be absent. */
  public Optional<String> textIfPresent(String key) {
    return has(key) ? Optional.of(text(key)) : Optional.empty();
  }

  /** The value of a BOOLEAN option. */
  public boolean flag(String key) {
    return (Boolean) value(key);
  }

  /** The value of an INTEGER option. */
  public long integer(String key) {
    return (Long) value(key);
  }

  /** The value of a DURATION option. */
  public Duration duration(String key) {
    return (Duration) value(key);
  }

  /** The value of a MEMORY_SIZE option, in bytes. */
  public long sizeBytes(String key) {
    return (Long) value(key);
  }

  private Object value(String key) {
    option(key);
    Object value = parsed.get(key);
    if (value == null) {
      throw new AssertionError("option " + key + " has neither value nor default");
    }
    return value;
  }

  private Option option(String key) {
    Option option = declared.get(key);
    if (option == null) {
      throw new AssertionError("option " + key + " is not declared");
    }
    return option;
  }

  private static Object parse(Option option, String text) {
    return switch (option.kind()) {
      case TEXT, SECRET -> text;
      case BOOLEAN -> bool(option, text);
      case INTEGER -> integer(option, text);
      case DURATION -> duration(option, text);
      case MEMORY_SIZE -> quantity(option, text, BYTES_BY_UNIT, "128 mb");
      case CHOICE -> choice(option, text);
    };
  }

  private static Boolean bool(Option option, String text) {
    return switch (text.strip().toLowerCase(Locale.ROOT)) {
      case "true" -> true;
      case "false" -> false;
      default -> throw misfit(option, text, "'true' or 'false'");
    };
  }

  private static Duration duration(Option option, String text) {
    if (text.strip().toUpperCase(Locale.ROOT).startsWith("P")) {
      try {
        Duration duration = Duration.parse(text.strip());
        if (!duration.isNegative()) {
          return duration;
        }
      } catch (DateTimeParseException e) {
        // Then it is no number with a unit either, which says what is expected.
      }
    }
    return Duration.ofNanos(quantity(option, text, NANOS_BY_UNIT, "10 s"));
  }

  private static Long integer(Option option, String text) {
    try {
      return Long.valueOf(text.strip());
    } catch (NumberFormatException e) {
      throw misfit(option, text, "a whole number");
    }
  }

  private static String choice(Option option, String text) {
    for (String allowed : option.allowed()) {
      if (allowed.equalsIgnoreCase(text.strip())) {
        return allowed;
      }
    }
    String expected = "one of '" + String.join("', '", option.allowed()) + "'";
    throw misfit(option, text, expected, Suggestions.didYouMean(text, option.allowed()));
  }

  private static long quantity(
      Option option, String text, Map<String, Long> units, String example) {
    String trimmed = text.strip();
    int digits = 0;
    while (digits < trimmed.length()
        && trimmed.charAt(digits) >= '0'
        && trimmed.charAt(digits) <= '9') {
      digits++;
    }
    Long factor = units.get(trimmed.substring(digits).strip().toLowerCase(Locale.ROOT));
    if (digits == 0 || factor == null) {
      throw misfit(option, text, "a number and a unit such as '" + example + "'");
    }
    BigInteger product =
        new BigInteger(trimmed.substring(0, digits)).multiply(BigInteger.valueOf(factor));
    if (product.bitLength() > 63) {
      throw misfit(option, text, "a smaller number");
    }
    return product.longValue();
  }

  private static OptionException misfit(Option option, String text, String expected) {
    return misfit(option, text, expected, null);
  }

  private static OptionException misfit(Option option, String text, String expected, String hint) {
    String shown = option.kind() == Option.Kind.SECRET ? "(hidden)" : "'" + text + "'";
    return new OptionException(
        option.key(),
        "option '" + option.key() + "' has the value " + shown + ", expected " + expected,
        hint);
  }

  private static void unit(Map<String, Long> units, long factor, String... names) {
    for (String name : names) {
      units.put(name, factor);
    }
  }
}
