package io.weir.runtime.state;

import io.weir.runtime.type.LogicalType;
import io.weir.runtime.type.Schema;
import io.weir.runtime.vector.Memory;

/**
 * Where things lie in a row of bytes that {@link RowEncoder} makes and {@link RowDecoder} reads:
 *
 * <pre>
 * fixed   the values of columns of fixed width, in column order, little-endian, zeros for NULL
 * ends    4 bytes for each other column: where its bytes end, counted from the start of the bytes
 * nulls   one bit a column, set for NULL
 * bytes   the values of the other columns
 * </pre>
 *
 * Equal rows have equal bytes. Part of every checkpoint's format: a change needs another version of
 * the tables that hold such rows.
 */
final class RowFormat {
  static final int NOT_FIXED = -1;

  final int columns;

  /** For each column, where its value or its end lies. */
  final int[] offsets;

  /** The width of each column's value, or {@link #NOT_FIXED}. */
  final int[] widths;

  /** Where the null bits begin. */
  final int nulls;

  /** Where the bytes begin: the length of a row without any. */
  final int bytes;

  /** Where the end of the first column lies that is not of fixed width. */
  private final int firstEnd;

  RowFormat(Schema schema) {
    columns = schema.size();
    offsets = new int[columns];
    widths = new int[columns];
    int at = 0;
    for (int c = 0; c < columns; c++) {
      widths[c] = width(schema.type(c));
      if (widths[c] != NOT_FIXED) {
        offsets[c] = at;
        at += widths[c];
      }
    }
    firstEnd = at;
    for (int c = 0; c < columns; c++) {
      if (widths[c] == NOT_FIXED) {
        offsets[c] = at;
        at += 4;
      }
    }
    nulls = at;
    bytes = at + (columns + 7) / 8;
  }

  /** Where the bytes of a column that is not of fixed width begin. */
  long start(long row, int column) {
    int offset = offsets[column];
    return row + bytes + (offset == firstEnd ? 0 : Memory.getInt(row + offset - 4));
  }

  static int width(LogicalType type) {
    return switch (type.kind()) {
      case NULL -> 0;
      case BOOLEAN, TINYINT -> 1;
      case SMALLINT -> 2;
      case INT, DATE, TIME, INTERVAL_YEAR_MONTH, FLOAT -> 4;
      case BIGINT, TIMESTAMP, TIMESTAMP_LTZ, INTERVAL_DAY_TIME, DOUBLE -> 8;
      case DECIMAL -> 16;
      case CHAR, VARCHAR, BINARY, VARBINARY, ARRAY, MAP, MULTISET, ROW -> NOT_FIXED;
    };
  }
}
