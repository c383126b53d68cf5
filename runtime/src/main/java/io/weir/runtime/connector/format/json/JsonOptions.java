package io.weir.runtime.connector.format.json;

import io.weir.runtime.connector.Option;
import io.weir.runtime.connector.Options;
import io.weir.runtime.connector.format.ReadFormat.FileColumns;
import io.weir.runtime.connector.format.text.TextConverter;
import io.weir.runtime.connector.format.text.TimeParser.TimestampStandard;
import io.weir.runtime.error.WeirException;
import io.weir.runtime.text.TimestampStyle;
import io.weir.runtime.type.Field;
import io.weir.runtime.type.LogicalType;
import java.util.List;

/**
 * The options that all formats made of JSON have, each under its own name.
 *
 * @param format the format's name, which its keys begin with
 */
record JsonOptions(String format) {
  /** The key of the option that skips what cannot be read. */
  String ignoreParseErrors() {
    return key("ignore-parse-errors");
  }

  private String key(String name) {
    return format + "." + name;
  }

  /** The options, in the order of documentation. */
  List<Option> all() {
    return List.of(
        Option.optional(
            ignoreParseErrors(),
            Option.Kind.BOOLEAN,
            "false",
            "Skips lines that are not JSON, and reads values that do not fit their column as"
                + " NULL."),
        Option.choice(
            key("timestamp-format.standard"),
            List.of("SQL", "ISO-8601"),
            "SQL",
            "How timestamps are written: 2020-12-30 12:13:14.123 or 2020-12-30T12:13:14.123."),
        Option.choice(
            key("map-null-key.mode"),
            List.of("FAIL", "DROP", "LITERAL"),
            "FAIL",
            "What writing does with a NULL key of a MAP."),
        Option.optional(
            key("map-null-key.literal"),
            Option.Kind.TEXT,
            "null",
            "What is written for a NULL key of a MAP in LITERAL mode."),
        Option.optional(
            key("encode.decimal-as-plain-number"),
            Option.Kind.BOOLEAN,
            "false",
            "Whether decimals are written without an exponent."),
        Option.optional(
            key("encode.ignore-null-fields"),
            Option.Kind.BOOLEAN,
            "false",
            "Whether fields that are NULL are left out when writing."));
  }

  /** How the columns are read. */
  JsonRules rules(FileColumns columns, Options options, boolean failOnMissing) {
    for (int column : columns.needed()) {
      Field field = columns.schema().field(column);
      check(columns.table(), field.name(), field.type());
    }
    TimestampStandard standard =
        isSql(options) ? TimestampStandard.SQL : TimestampStandard.ISO_8601;
    return new JsonRules(options.flag(ignoreParseErrors()), failOnMissing, standard);
  }

  /** How values are written. */
  JsonSettings settings(Options options) {
    return new JsonSettings(
        isSql(options) ? TimestampStyle.SQL : TimestampStyle.ISO_8601,
        options.flag(key("encode.ignore-null-fields")),
        JsonSettings.NullKeys.valueOf(options.text(key("map-null-key.mode"))),
        options.text(key("map-null-key.literal")),
        options.flag(key("encode.decimal-as-plain-number")),
        true);
  }

  private boolean isSql(Options options) {
    return options.text(key("timestamp-format.standard")).equals("SQL");
  }

  private void check(String table, String path, LogicalType type) {
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

  private WeirException unsupported(String table, String path, LogicalType type, String hint) {
    return WeirException.permanent(
        "table \""
            + table
            + "\", column \""
            + path
            + "\": format '"
            + format
            + "' cannot read "
            + type,
        hint);
  }
}
