package io.weir.runtime.connector.format.json;

import io.weir.runtime.text.TimestampStyle;

/**
 * How values look in JSON.
 *
 * @param timestamps how points in time look
 * @param ignoresNullFields whether fields that are NULL are left out
 * @param nullKeys what becomes of a map's entry whose key is NULL
 * @param nullKeyLiteral the key that stands for NULL with {@link NullKeys#LITERAL}
 * @param writesPlainDecimals whether small DECIMALs are written without an exponent
 * @param isReadAgain whether readers are to get the same values: maps whose keys are no strings are
 *     refused, rather than shown with the texts of their keys
 */
record JsonSettings(
    TimestampStyle timestamps,
    boolean ignoresNullFields,
    NullKeys nullKeys,
    String nullKeyLiteral,
    boolean writesPlainDecimals,
    boolean isReadAgain) {
  /** What becomes of a map's entry whose key is NULL. */
  enum NullKeys {
    FAIL,
    DROP,
    LITERAL
  }
}
