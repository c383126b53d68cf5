package io.weir.runtime.connector.format.json;

import io.weir.runtime.connector.Option;
import io.weir.runtime.connector.OptionException;
import io.weir.runtime.connector.Options;
import io.weir.runtime.connector.format.FileDecoder;
import io.weir.runtime.connector.format.ReadFormat;
import io.weir.runtime.connector.format.text.TextConverter;
import io.weir.runtime.connector.format.text.TimeParser.TimestampStandard;
import io.weir.runtime.error.WeirException;
import io.weir.runtime.type.Field;
import io.weir.runtime.type.LogicalType;
import java.util.List;

/** Reads {@code 'format' = 'json'}. */
public final class JsonReadFormat implements ReadFormat {
  static final String IGNORE_PARSE_ERRORS = "json.ignore-parse-errors";
  private static final String FAIL_ON_MISSING_FIELD = "json.fail-on-missing-field";
  private static final String TIMESTAMP_STANDARD = "json.timestamp-format.standard";

  /** The options of the format, for reading and writing. */
  public static final List<Option> OPTIONS =
      List.of(
          Option.optional(
              IGNORE_PARSE_ERRORS,
              Option.Kind.BOOLEAN,
              "false",
              "Skips lines that are not JSON, and reads values that do not fit their column as"
                  + " NULL."),
          Option.optional(
              FAIL_ON_MISSING_FIELD,
              Option.Kind.BOOLEAN,
              "false",
              "Whether a line that lacks a column is an error; else the column is NULL."),
          Option.choice(
              TIMESTAMP_STANDARD,
              List.of("SQL", "ISO-8601"),
              "SQL",
              "How timestamps are written: 2020-12-30 12:13:14.123 or 2020-12-30T12:13:14.123."),
          Option.choice(
              "json.map-null-key.mode",
              List.of("FAIL", "DROP", "LITERAL"),
              "FAIL",
              "What writing does with a NULL key of a MAP."),
          Option.optional(
              "json.map-null-key.literal",
              Option.Kind.TEXT,
              "null",
              "What is written for a NULL key of a MAP in LITERAL mode."),
          Option.optional(
              "json.encode.decimal-as-plain-number",
              Option.Kind.BOOLEAN,
              "false",
              "Whether decimals are written without an exponent."),
          Option.optional(
              "json.encode.ignore-null-fields",
              Option.Kind.BOOLEAN,
              "false",
              "Whether fields that are NULL are left out when writing."),
          Option.optional(
              "json.decode.json-parser.enabled",
              Option.Kind.BOOLEAN,
              "true",
              "Has no effect: accepted so that scripts written for Flink run."));

  @Override
  public String name() {
    return "json";
  }

  @Override
  public List<Option> options() {
    return OPTIONS;
  }

  @Override
  public FileDecoder createDecoder(FileColumns columns, Options options) {
    JsonRules rules = rules(columns, options);
    return (file, lengthBytes, position, allocator) ->
        new JsonLinesReader(file, lengthBytes, position, columns.neededSchema(), rules, allocator);
  }

  /** How the columns are read. */
  static JsonRules rules(FileColumns columns, Options options) {
    boolean ignoreErrors = options.flag(IGNORE_PARSE_ERRORS);
    boolean failOnMissing = options.flag(FAIL_ON_MISSING_FIELD);
    if (ignoreErrors && failOnMissing) {
      throw new OptionException(
          FAIL_ON_MISSING_FIELD,
          "options '"
              + FAIL_ON_MISSING_FIELD
              + "' and '"
              + IGNORE_PARSE_ERRORS
              + "' contradict each other",
          "set one of them to 'false'");
    }
    for (int column : columns.needed()) {
      Field field = columns.schema().field(column);
      check(columns.table(), field.name(), field.type());
    }
    return new JsonRules(ignoreErrors, failOnMissing, standard(options.text(TIMESTAMP_STANDARD)));
  }

  private static TimestampStandard standard(String text) {
    return text.equals("SQL") ? TimestampStandard.SQL : TimestampStandard.ISO_8601;
  }

  private static void check(String table, String path, LogicalType type) {
    switch (type.kind()) {
      case MAP, MULTISET -> {
        LogicalType key = type.fields().get(0).type();
        if (!key.kind().isCharacter()) {
          throw unsupported(table, path, type, "JSON has only strings as keys");
        }
        type.fields().forEach(field -> check(table, path, field.type()));
      }
      case ARRAY -> check(table, path, type.fields().get(0).type());
      case ROW -> type.fields().forEach(f -> check(table, path + "." + f.name(), f.type()));
      default -> {
        if (!TextConverter.supports(type.kind())) {
          throw unsupported(table, path, type, null);
        }
      }
    }
  }

  private static WeirException unsupported(
      String table, String path, LogicalType type, String hint) {
    return WeirException.permanent(
        "table \"" + table + "\", column \"" + path + "\": format 'json' cannot read " + type,
        hint);
  }
}
