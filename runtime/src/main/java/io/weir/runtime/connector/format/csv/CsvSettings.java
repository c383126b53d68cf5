package io.weir.runtime.connector.format.csv;

import java.nio.charset.StandardCharsets;

/**
 * The characters of a CSV dialect.
 *
 * @param delimiter between fields
 * @param quote around fields that need it, or null for none
 * @param escape in front of quotes and itself within quotes, or null where quotes are doubled; in
 *     front of what needs it where there are no quotes
 * @param nullLiteral what is written for NULL
 * @param elementDelimiter between the elements of an array and the fields of a ROW
 * @param hasHeader whether each file starts with the names of the columns
 * @param writesPlainDecimals whether small DECIMALs are written without an exponent
 * @param isReadAgain whether readers are to get the same values: what they would take for something
 *     else is refused, rather than shown as well as can be
 */
record CsvSettings(
    String delimiter,
    Character quote,
    Character escape,
    String nullLiteral,
    String elementDelimiter,
    boolean hasHeader,
    boolean writesPlainDecimals,
    boolean isReadAgain) {
  /** Comma, double quotes, empty fields for NULL, a header: for results that are shown. */
  static final CsvSettings FOR_PEOPLE = new CsvSettings(",", '"', null, "", ";", true, true, false);

  static byte[] utf8(Object text) {
    return text == null ? new byte[0] : text.toString().getBytes(StandardCharsets.UTF_8);
  }
}
