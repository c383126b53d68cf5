package io.weir.runtime.operator.aggregate;

import io.weir.runtime.type.LogicalType;
import io.weir.runtime.type.Schema;
import io.weir.runtime.vector.Column;
import io.weir.runtime.vector.Memory;
import io.weir.runtime.vector.ValueHash;
import java.util.List;

/**
 * Hashes and compares the values of a column by their bits: values of equal bits are equal, while
 * others may be so too, as 0.0 and -0.0 are.
 */
final class RawColumn {
  private static final long FACTOR = 0x9E3779B97F4A7C15L;

  private enum Form {
    LONG,
    INT,
    BYTES,
    NONE
  }

  private final int position;
  private final Form form;
  private Column column;

  private RawColumn(int position, Form form) {
    this.position = position;
    this.form = form;
  }

  /** Whether columns at these positions can be compared so. */
  static boolean areComparable(Schema schema, List<Integer> positions) {
    return !positions.isEmpty()
        && positions.stream().allMatch(p -> form(schema.type(p)) != Form.NONE);
  }

  static RawColumn[] of(Schema schema, List<Integer> positions) {
    return positions.stream()
        .map(position -> new RawColumn(position, form(schema.type(position))))
        .toArray(RawColumn[]::new);
  }

  private static Form form(LogicalType type) {
    return switch (type.kind()) {
      case BIGINT, DOUBLE, TIMESTAMP, TIMESTAMP_LTZ, INTERVAL_DAY_TIME -> Form.LONG;
      case INT, FLOAT, DATE, TIME, INTERVAL_YEAR_MONTH -> Form.INT;
      case CHAR, VARCHAR, BINARY, VARBINARY -> Form.BYTES;
      default -> Form.NONE;
    };
  }

  /** Whether values of the column that is bound have the same hash only if they are the same. */
  boolean hashIsExact() {
    return form != Form.BYTES && !column.hasNulls();
  }

  int position() {
    return position;
  }

  void bind(Column column) {
    this.column = column;
  }

  /** Stirs the value of each row into the hash at the same place. */
  void hash(int[] rows, int count, long[] hashes) {
    if (column.hasNulls()) {
      for (int i = 0; i < count; i++) {
        hashes[i] = stir(hashes[i], column.isNull(rows[i]) ? 0 : bits(rows[i]));
      }
      return;
    }
    switch (form) {
      case LONG -> {
        for (int i = 0; i < count; i++) {
          hashes[i] = stir(hashes[i], column.getLong(rows[i]));
        }
      }
      case INT -> {
        for (int i = 0; i < count; i++) {
          hashes[i] = stir(hashes[i], column.getInt(rows[i]));
        }
      }
      default -> {
        for (int i = 0; i < count; i++) {
          hashes[i] = stir(hashes[i], hashOfBytes(rows[i]));
        }
      }
    }
  }

  private long bits(int row) {
    return switch (form) {
      case LONG -> column.getLong(row);
      case INT -> column.getInt(row);
      default -> hashOfBytes(row);
    };
  }

  private long hashOfBytes(int row) {
    return ValueHash.ofBytes(column.getAddress(row), column.getLength(row));
  }

  /** A bijection of either argument. */
  private static long stir(long hash, long value) {
    long h = (hash ^ value) * FACTOR;
    return h ^ h >>> 32;
  }

  /** Whether two rows have the same bits, or are both NULL. */
  boolean areSame(int left, int right) {
    if (column.hasNulls()) {
      boolean isNull = column.isNull(left);
      if (isNull || column.isNull(right)) {
        return isNull && column.isNull(right);
      }
    }
    return switch (form) {
      case LONG -> column.getLong(left) == column.getLong(right);
      case INT -> column.getInt(left) == column.getInt(right);
      default -> {
        int length = column.getLength(left);
        yield length == column.getLength(right)
            && Memory.equals(column.getAddress(left), column.getAddress(right), length);
      }
    };
  }
}
