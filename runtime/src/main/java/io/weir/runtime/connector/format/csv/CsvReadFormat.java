package io.weir.runtime.connector.format.csv;

import io.weir.runtime.connector.Option;
import io.weir.runtime.connector.Options;
import io.weir.runtime.connector.format.FileDecoder;
import io.weir.runtime.connector.format.ReadFormat;
import io.weir.runtime.connector.format.TextDecoder;
import io.weir.runtime.connector.format.text.TextConverter;
import io.weir.runtime.error.WeirException;
import io.weir.runtime.type.Field;
import io.weir.runtime.type.LogicalType;
import io.weir.runtime.type.TypeKind;
import java.util.List;

/** Reads {@code 'format' = 'csv'}. */
public final class CsvReadFormat implements ReadFormat {
  static final String DELIMITER = "csv.field-delimiter";
  static final String QUOTE = "csv.quote-character";
  static final String NO_QUOTES = "csv.disable-quote-character";
  static final String ESCAPE = "csv.escape-character";
  static final String COMMENTS = "csv.allow-comments";
  static final String NULL_LITERAL = "csv.null-literal";
  static final String ELEMENT_DELIMITER = "csv.array-element-delimiter";
  static final String HEADER = "csv.header";
  static final String IGNORE_ERRORS = "csv.ignore-parse-errors";
  static final String IGNORE_FIRST_LINE = "csv.ignore-first-line";
  static final String TRIM = "csv.trim-spaces";
  static final String IGNORE_EXTRA = "csv.ignore-trailing-unmappable";
  static final String TRAILING_DELIMITER = "csv.allow-trailing-comma";
  static final String FAIL_ON_MISSING = "csv.fail-on-missing-columns";
  static final String EMPTY_IS_NULL = "csv.empty-string-as-null";

  /** The options of the format that reading heeds. */
  public static final List<Option> OPTIONS =
      List.of(
          Option.optional(DELIMITER, Option.Kind.TEXT, ",", "what separates fields"),
          Option.optional(QUOTE, Option.Kind.TEXT, "\"", "what fields that need it are put in"),
          Option.optional(
              NO_QUOTES, Option.Kind.BOOLEAN, "false", "whether fields are never put in quotes"),
          Option.optional(
              ESCAPE,
              Option.Kind.TEXT,
              null,
              "what is put in front of a character that then stands for itself"),
          Option.optional(
              COMMENTS,
              Option.Kind.BOOLEAN,
              "false",
              "whether lines that begin with # are left out"),
          Option.optional(
              NULL_LITERAL,
              Option.Kind.TEXT,
              null,
              "what stands for NULL; an empty field is NULL anyway where it cannot be empty text,"
                  + " bytes or array"),
          Option.optional(
              ELEMENT_DELIMITER,
              Option.Kind.TEXT,
              ";",
              "what separates the elements of arrays and the fields of rows"),
          Option.optional(
              HEADER,
              Option.Kind.BOOLEAN,
              "false",
              "whether each file starts with a line of column names, by which columns are then"
                  + " found; an option that only Weir has"),
          Option.optional(
              IGNORE_ERRORS,
              Option.Kind.BOOLEAN,
              "false",
              "reads values that do not fit and fields that are missing as NULL, and skips records"
                  + " that cannot be read"),
          Option.optional(
              IGNORE_FIRST_LINE,
              Option.Kind.BOOLEAN,
              "false",
              "whether the first record of each file is passed over"),
          Option.optional(
              TRIM,
              Option.Kind.BOOLEAN,
              "false",
              "whether blanks around fields that are not quoted do not count"),
          Option.optional(
              IGNORE_EXTRA,
              Option.Kind.BOOLEAN,
              "false",
              "whether fields behind the last column are passed over"),
          Option.optional(
              TRAILING_DELIMITER,
              Option.Kind.BOOLEAN,
              "true",
              "whether one more field may follow the last column if it is blank"),
          Option.optional(
              FAIL_ON_MISSING,
              Option.Kind.BOOLEAN,
              "false",
              "whether a record of too few fields cannot be read, also with"
                  + " 'csv.ignore-parse-errors'"),
          Option.optional(
              EMPTY_IS_NULL,
              Option.Kind.BOOLEAN,
              "false",
              "whether empty texts are NULL, quoted or not"));

  @Override
  public String name() {
    return "csv";
  }

  @Override
  public List<Option> options() {
    return OPTIONS;
  }

  @Override
  public FileDecoder createDecoder(FileColumns columns, Options options) {
    CsvDialect dialect = CsvDialect.of(options);
    check(columns);
    return (TextDecoder)
        (input, position, kept, allocator) ->
            CsvRecords.open(
                input, position, new CsvRecords.Table(columns, dialect), kept, allocator);
  }

  /** Checks that the needed columns have types that can be read. */
  static void check(FileColumns columns) {
    for (int column : columns.needed()) {
      Field field = columns.schema().field(column);
      check(columns.table(), field.name(), field.type(), false);
    }
  }

  private static void check(String table, String path, LogicalType type, boolean isInside) {
    boolean hasFields = type.kind() == TypeKind.ARRAY || type.kind() == TypeKind.ROW;
    if (hasFields && !isInside) {
      type.fields().forEach(field -> check(table, path, field.type(), true));
    } else if (!TextConverter.supports(type.kind())) {
      throw WeirException.permanent(
          "table \"" + table + "\", column \"" + path + "\": format 'csv' cannot read " + type,
          isInside ? "elements and fields must not be nested again" : null);
    }
  }
}
