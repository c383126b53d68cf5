package io.weir.runtime.connector.format.csv;

import io.weir.runtime.connector.OptionException;
import io.weir.runtime.connector.Options;
import io.weir.runtime.vector.Memory;

/**
 * How records are read.
 *
 * @param delimiter between fields
 * @param quote around fields that hold what would end them, or {@link #NONE}
 * @param escape in front of a character that stands for itself, or {@link #NONE}
 * @param hasComments whether lines that begin with {@code #} are left out
 * @param nullLiteral the text that stands for NULL, quoted or not, or null for none
 * @param elementDelimiter between the elements of an ARRAY and the fields of a ROW
 * @param trimsBlanks whether blanks around fields that are not quoted do not count
 * @param emptyIsNull whether an empty text is NULL, quoted or not
 * @param firstRecord what the first record of a file is
 * @param tolerance which records can be read that are not as the table has them
 */
record CsvDialect(
    byte delimiter,
    byte quote,
    byte escape,
    boolean hasComments,
    String nullLiteral,
    String elementDelimiter,
    boolean trimsBlanks,
    boolean emptyIsNull,
    FirstRecord firstRecord,
    Tolerance tolerance) {
  /** No such character. Zero occurs in no text that people separate by commas. */
  static final byte NONE = 0;

  /** What the first record of a file is. */
  enum FirstRecord {
    /** A row. */
    ROW,
    /** The names of the columns. */
    NAMES,
    /** Nothing that anybody wants. */
    IGNORED
  }

  /**
   * Which records can be read that are not as the table has them.
   *
   * @param ignoresErrors whether values that do not fit and fields that are missing are NULL, and
   *     records that cannot be read are skipped
   * @param failsOnMissing whether a record of too few fields cannot be read all the same
   * @param ignoresExtra whether there may be more fields than columns
   * @param allowsTrailingDelimiter whether there may be one more, if it is blank
   */
  record Tolerance(
      boolean ignoresErrors,
      boolean failsOnMissing,
      boolean ignoresExtra,
      boolean allowsTrailingDelimiter) {
    private static Tolerance of(Options options) {
      return new Tolerance(
          options.flag(CsvReadFormat.IGNORE_ERRORS),
          options.flag(CsvReadFormat.FAIL_ON_MISSING),
          options.flag(CsvReadFormat.IGNORE_EXTRA),
          options.flag(CsvReadFormat.TRAILING_DELIMITER));
    }
  }

  static CsvDialect of(Options options) {
    boolean hasQuotes = !options.flag(CsvReadFormat.NO_QUOTES);
    if (!hasQuotes && options.isSet(CsvReadFormat.QUOTE)) {
      throw new OptionException(
          CsvReadFormat.QUOTE,
          "options '"
              + CsvReadFormat.QUOTE
              + "' and '"
              + CsvReadFormat.NO_QUOTES
              + "' contradict each other",
          "leave one of them out");
    }
    boolean hasEscape = options.has(CsvReadFormat.ESCAPE);
    CsvDialect dialect =
        new CsvDialect(
            character(options, CsvReadFormat.DELIMITER),
            hasQuotes ? character(options, CsvReadFormat.QUOTE) : NONE,
            hasEscape ? character(options, CsvReadFormat.ESCAPE) : NONE,
            options.flag(CsvReadFormat.COMMENTS),
            options.textIfPresent(CsvReadFormat.NULL_LITERAL).orElse(null),
            options.text(CsvReadFormat.ELEMENT_DELIMITER),
            options.flag(CsvReadFormat.TRIM),
            options.flag(CsvReadFormat.EMPTY_IS_NULL),
            firstRecord(options),
            Tolerance.of(options));
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

  private static FirstRecord firstRecord(Options options) {
    if (!options.flag(CsvReadFormat.IGNORE_FIRST_LINE)) {
      return options.flag(CsvReadFormat.HEADER) ? FirstRecord.NAMES : FirstRecord.ROW;
    }
    if (options.flag(CsvReadFormat.HEADER)) {
      throw new OptionException(
          CsvReadFormat.IGNORE_FIRST_LINE,
          "options '"
              + CsvReadFormat.IGNORE_FIRST_LINE
              + "' and '"
              + CsvReadFormat.HEADER
              + "' contradict each other",
          "leave one of them out");
    }
    return FirstRecord.IGNORED;
  }

  /** Whether the first record of a file holds the names of its columns. */
  boolean hasHeader() {
    return firstRecord == FirstRecord.NAMES;
  }

  /** Whether a line is left out: a {@code #} comes first, perhaps behind blanks. */
  boolean isComment(long line) {
    if (!hasComments) {
      return false;
    }
    byte c = Memory.getByte(line);
    while (c == ' ' || c == '\t') {
      c = Memory.getByte(++line);
    }
    return c == '#';
  }

  boolean ignoreErrors() {
    return tolerance.ignoresErrors();
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
