package io.weir.runtime.connector.format;

import io.weir.runtime.text.Utf8Buffer;
import io.weir.runtime.vector.Column;
import java.util.List;

/**
 * Writes rows of a text format. Bound to the columns of one batch at a time, used by one thread at
 * a time.
 */
public interface RowEncoder {
  /** Takes the columns of a batch, in the order of the schema, from which rows follow. */
  void bind(List<Column> columns);

  /**
   * As {@link #bind(List)}, for formats that say what a row does to the table.
   *
   * @param rowKinds by row, or null if all are inserts
   */
  default void bind(List<Column> columns, byte[] rowKinds) {
    bind(columns);
  }

  /** Whether a row is a message without a value, for which nothing is to be encoded. */
  default boolean isNothing(int row) {
    return false;
  }

  /**
   * Appends one row with its line end. If it throws, {@code out} holds part of the row.
   *
   * @throws io.weir.runtime.error.WeirException if the format cannot hold a value
   */
  void encode(int row, Utf8Buffer out);
}
