package io.weir.runtime.connector.format.csv;

import io.weir.runtime.connector.OptionException;
import io.weir.runtime.connector.Options;

/**
 * How records are read.
 *
 * @param delimiter between fields
 * @param quote around fields that hold what would end them, or {@link #NONE}
 * @param escape in front of a character that stands for itself, or {@link #NONE}
 * @param hasComments whether lines that begin with {@code #} are left out
 * @param nullLiteral the text that stands for NULL, or null for none; an empty one only where the
 *     field is not quoted
 * @param elementDelimiter between the elements of an ARRAY and the fields of a ROW
 * @param hasHeader whether the first record of a file holds the names of its columns
 * @param ignoreErrors whether values that do not fit become NULL and records that cannot be read
 *     are skipped
 */
record CsvDialect(
    byte delimiter,
    byte quote,
    byte escape,
    boolean hasComments,
    String nullLiteral,
    String elementDelimiter,
    boolean hasHeader,
    boolean ignoreErrors) {
  /** No such character. Zero occurs in no text that people separate by commas. */
  static final byte NONE = 0;

  static CsvDialect of(Options options) {
    boolean hasQuotes = !options.flag(CsvReadFormat.NO_QUOTES);
    boolean hasEscape = options.has(CsvReadFormat.ESCAPE);
    CsvDialect dialect =
        new CsvDialect(
            character(options, CsvReadFormat.DELIMITER),
            hasQuotes ? character(options, CsvReadFormat.QUOTE) : NONE,
            hasEscape ? character(options, CsvReadFormat.ESCAPE) : NONE,
            options.flag(CsvReadFormat.COMMENTS),
            options.textIfPresent(CsvReadFormat.NULL_LITERAL).orElse(null),
            options.text(CsvReadFormat.ELEMENT_DELIMITER),
            options.flag(CsvReadFormat.HEADER),
            options.flag(CsvReadFormat.IGNORE_ERRORS));
    if (dialect.delimiter() == dialect.quote()) {
      throw new OptionException(
          CsvReadFormat.QUOTE,
          "options '" + CsvReadFormat.QUOTE + "' and '" + CsvReadFormat.DELIMITER + "' are equal",
          null);
    }
    if (dialect.elementDelimiter().isEmpty()) {
      throw new OptionException(
          CsvReadFormat.ELEMENT_DELIMITER,
          "option '" + CsvReadFormat.ELEMENT_DELIMITER + "' is empty",
          null);
    }
    return dialect;
  }

  private static byte character(Options options, String key) {
    String text = unescape(options.text(key));
    if (text.length() != 1 || text.charAt(0) > 0x7F || "\n\r\0".contains(text)) {
      throw new OptionException(
          key,
          "option '"
              + key
              + "' has the value '"
              + options.text(key)
              + "', expected one ASCII character that does not end lines",
          null);
    }
    return (byte) text.charAt(0);
  }

  /** Flink understands {@code \t} and the like as Java does. */
  private static String unescape(String text) {
    if (text.length() < 2 || text.charAt(0) != '\\') {
      return text;
    }
    if (text.length() == 6 && text.charAt(1) == 'u') {
      try {
        return String.valueOf((char) Integer.parseInt(text.substring(2), 16));
      } catch (NumberFormatException notHexadecimal) {
        return text;
      }
    }
    return switch (text) {
      case "\\t" -> "\t";
      case "\\\\" -> "\\";
      case "\\'" -> "'";
      case "\\\"" -> "\"";
      default -> text;
    };
  }
}
