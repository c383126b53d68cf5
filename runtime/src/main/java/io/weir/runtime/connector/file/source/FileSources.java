package io.weir.runtime.connector.file.source;

import io.weir.runtime.connector.BadRecords;
import io.weir.runtime.connector.Metadata;
import io.weir.runtime.connector.Option;
import io.weir.runtime.connector.OptionException;
import io.weir.runtime.connector.Options;
import io.weir.runtime.connector.RateLimit;
import io.weir.runtime.connector.Source;
import io.weir.runtime.connector.TableDescriptor;
import io.weir.runtime.connector.format.FileDecoder;
import io.weir.runtime.connector.format.ReadFormat;
import io.weir.runtime.connector.format.ReadFormat.FileColumns;
import io.weir.runtime.connector.format.ReadFormats;
import io.weir.runtime.error.Suggestions;
import io.weir.runtime.time.Clock;
import io.weir.runtime.type.Field;
import io.weir.runtime.type.LogicalType;
import io.weir.runtime.type.Schema;
import io.weir.runtime.type.TypeKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Makes the source of a table of files from its options. */
public final class FileSources {
  private static final String PATH = "path";
  private static final String FORMAT = "format";
  private static final String REGEX = "source.path.regex-pattern";
  private static final String MONITOR_INTERVAL = "source.monitor-interval";
  private static final String TIME_ORDER = "source.files-in-time-order";
  private static final String RATE = "scan.rate-limit.rows-per-second";
  private static final String DEFAULT_PARTITION = "partition.default-name";

  /** The options that reading heeds, and those that reading and writing share. */
  public static final List<Option> OPTIONS =
      List.of(
          Option.required(
              PATH, Option.Kind.TEXT, "a file, a directory with all that is below it, or a glob"),
          Option.required(FORMAT, Option.Kind.TEXT, "how rows are written in the files"),
          Option.optional(
              REGEX,
              Option.Kind.TEXT,
              null,
              "a regular expression for the absolute paths of the files to be read"),
          Option.optional(
              MONITOR_INTERVAL,
              Option.Kind.DURATION,
              null,
              "how often to look for new files, each of which is read once, to the length that it"
                  + " has when it is found; without it, the files that are there at the start are"
                  + " all"),
          Option.choice(
              "source.report-statistics",
              List.of("ALL", "NONE"),
              "ALL",
              "understood for Flink's sake: has no effect"),
          Option.optional(
              TIME_ORDER,
              Option.Kind.BOOLEAN,
              "false",
              "whether each file begins where the one before it ends in event time, in the order of"
                  + " their paths; a file not yet read then does not hold the watermark"),
          BadRecords.TABLE,
          Option.optional(
              RATE,
              Option.Kind.INTEGER,
              null,
              "the most rows a second to read from the table, to slow down a demonstration"),
          Option.optional(
              DEFAULT_PARTITION,
              Option.Kind.TEXT,
              "__DEFAULT_PARTITION__",
              "the directory's value where a partition column is NULL or empty"));

  /** What is known about files. */
  public static final List<Metadata> METADATA =
      List.of(
          Metadata.read("file.path", LogicalType.string(), "the absolute path of the row's file"),
          Metadata.read("file.name", LogicalType.string(), "the last part of its path"),
          Metadata.read("file.size", LogicalType.bigint(), "its length in bytes"),
          Metadata.read(
              "file.modification-time", LogicalType.timestampLtz(3), "when it was last changed"));

  private FileSources() {}

  /**
   * The source of a table. Contacts nothing.
   *
   * @param options of the table, checked against {@link #OPTIONS} and those of its format
   * @param columns positions in the table's schema that are needed, ascending
   * @throws OptionException if options do not fit
   */
  public static Source create(
      TableDescriptor table, Options options, List<Integer> columns, Clock clock) {
    ReadFormat format = ReadFormats.named(options.text(FORMAT));
    List<Field> inFile = new ArrayList<>();
    List<Integer> needed = new ArrayList<>();
    List<Field> constantFields = new ArrayList<>();
    List<FileConstant> constants = new ArrayList<>();
    List<Integer> places = new ArrayList<>();
    for (int i = 0; i < table.schema().size(); i++) {
      Field field = table.schema().field(i);
      boolean isNeeded = columns.contains(i);
      FileConstant constant = constant(table, field, options);
      if (constant == null) {
        if (isNeeded) {
          places.add(-1 - needed.size());
          needed.add(inFile.size());
        }
        inFile.add(field);
      } else if (isNeeded) {
        places.add(constants.size());
        constants.add(constant);
        constantFields.add(field);
      }
    }
    FileDecoder decoder =
        format.createDecoder(new FileColumns(table.name(), new Schema(inFile), needed), options);
    return new FileSource(
        format,
        pattern(options),
        decoder,
        new ConstantColumns.Layout(
            table.schema().project(columns), new Schema(constantFields), places),
        constants,
        new FileSource.Reading(
            options.flag(TIME_ORDER), monitorMillis(options), rateLimit(options, clock), false));
  }

  private static long monitorMillis(Options options) {
    if (!options.has(MONITOR_INTERVAL)) {
      return 0;
    }
    long millis = options.duration(MONITOR_INTERVAL).toMillis();
    if (millis < 1) {
      throw new OptionException(
          MONITOR_INTERVAL,
          "option '" + MONITOR_INTERVAL + "' must be at least 1 ms",
          "leave it out to read only the files that are there when the job starts");
    }
    return millis;
  }

  private static FilePattern pattern(Options options) {
    String regex = options.textIfPresent(REGEX).orElse(null);
    try {
      return FilePattern.of(options.text(PATH), regex);
    } catch (IllegalArgumentException e) {
      String key = e.getCause() == null ? PATH : REGEX;
      throw new OptionException(key, "option '" + key + "': " + e.getMessage(), null);
    }
  }

  private static RateLimit rateLimit(Options options, Clock clock) {
    if (!options.has(RATE)) {
      return null;
    }
    if (options.integer(RATE) < 1) {
      throw new OptionException(
          RATE, "option '" + RATE + "' must be at least 1, not " + options.integer(RATE), null);
    }
    return new RateLimit(options.integer(RATE), clock);
  }

  /** What a column is that lies not in the files, else null. */
  private static FileConstant constant(TableDescriptor table, Field field, Options options) {
    Map<String, String> metadata = table.metadata();
    String key = metadata.get(field.name());
    if (key != null) {
      checkMetadata(field, key);
      return FileConstant.metadata(key);
    }
    return table.partitionKeys().contains(field.name())
        ? FileConstant.partition(field.name(), options.text(DEFAULT_PARTITION))
        : null;
  }

  private static void checkMetadata(Field field, String key) {
    if (!FileConstant.METADATA_KEYS.contains(key)) {
      String near = Suggestions.didYouMean(key, FileConstant.METADATA_KEYS);
      throw new OptionException(
          key,
          "files have no metadata \"" + key + "\"",
          near != null ? near : "there are: " + String.join(", ", FileConstant.METADATA_KEYS));
    }
    TypeKind kind = field.type().kind();
    String expected =
        switch (key) {
          case "file.size" -> kind.isInteger() ? null : "BIGINT";
          case "file.modification-time" ->
              kind == TypeKind.TIMESTAMP_LTZ ? null : "TIMESTAMP_LTZ(3)";
          default -> kind == TypeKind.VARCHAR ? null : "STRING";
        };
    if (expected != null) {
      throw new OptionException(
          key,
          "metadata \""
              + key
              + "\" is "
              + expected
              + ", but column \""
              + field.name()
              + "\" is "
              + field.type(),
          "declare the column as " + expected);
    }
  }
}
