package io.weir.runtime.vector;

import io.weir.runtime.type.LogicalType;
import io.weir.runtime.type.TypeKind;
import java.util.ArrayList;
import java.util.List;

/**
 * The generic operation <i>hash</i>, for any type: values that {@link ValueOrder} calls equal have
 * equal hashes. For tables in memory only: key groups and state use the key encoding's hash.
 */
@FunctionalInterface
public interface ValueHash {
  /** The hash of the value in {@code row}; of NULL too. */
  int hash(int row);

  /** The hashes of a column, valid as long as the column is. */
  static ValueHash of(LogicalType type, Column column) {
    ValueHash values = ofNonNull(type, column);
    return column.hasNulls() ? row -> column.isNull(row) ? 0 : values.hash(row) : values;
  }

  private static ValueHash ofNonNull(LogicalType type, Column column) {
    if (column.isAlwaysNull()) {
      return row -> 0;
    }
    return switch (type.kind()) {
      case BOOLEAN -> row -> mix(column.getBoolean(row) ? 1 : 2);
      case TINYINT -> row -> mix(column.getByte(row));
      case SMALLINT -> row -> mix(column.getShort(row));
      case INT, DATE, TIME, INTERVAL_YEAR_MONTH -> row -> mix(column.getInt(row));
      case BIGINT, TIMESTAMP, TIMESTAMP_LTZ, INTERVAL_DAY_TIME -> row -> mix(column.getLong(row));
      case FLOAT -> row -> ofDouble(column.getFloat(row));
      case DOUBLE -> row -> ofDouble(column.getDouble(row));
      case DECIMAL -> row -> mix(column.getDecimalLow(row) + 31 * column.getDecimalHigh(row));
      case CHAR, VARCHAR, BINARY, VARBINARY ->
          row -> ofBytes(column.getAddress(row), column.getLength(row));
      case ROW -> rows(type, column);
      case ARRAY -> arrays(type, column);
      case MAP, MULTISET -> maps(type, column);
      case NULL -> row -> 0;
    };
  }

  /** Spreads the bits of a number (the finaliser of MurmurHash3, Appleby 2011). */
  static int mix(long value) {
    long h = value;
    h = (h ^ (h >>> 33)) * 0xff51afd7ed558ccdL;
    h = (h ^ (h >>> 33)) * 0xc4ceb9fe1a85ec53L;
    return (int) (h ^ (h >>> 32));
  }

  /** The hash of a byte string. */
  static int ofBytes(long address, int length) {
    long h = length * 0x9E3779B97F4A7C15L;
    int i = 0;
    for (; i + 8 <= length; i += 8) {
      h = (h ^ Memory.getLong(address + i)) * 0x9E3779B97F4A7C15L;
      h ^= h >>> 29;
    }
    long rest = 0;
    for (int shift = 0; i < length; i++, shift += 8) {
      rest |= (Memory.getByte(address + i) & 0xFFL) << shift;
    }
    return mix(h ^ rest);
  }

  private static int ofDouble(double value) {
    return mix(Double.doubleToLongBits(value == 0 ? 0.0 : value));
  }

  private static ValueHash rows(LogicalType type, Column column) {
    List<ValueHash> hashes = new ArrayList<>();
    for (int f = 0; f < type.fields().size(); f++) {
      hashes.add(of(type.fields().get(f).type(), column.child(f)));
    }
    return row -> {
      int sum = 1;
      for (ValueHash hash : hashes) {
        sum = 31 * sum + hash.hash(row);
      }
      return mix(sum);
    };
  }

  private static ValueHash arrays(LogicalType type, Column column) {
    ValueHash elements = of(type.fields().get(0).type(), column.child(0));
    return row -> {
      int sum = 1;
      for (int slot = column.getStart(row); slot < column.getEnd(row); slot++) {
        sum = 31 * sum + elements.hash(slot);
      }
      return mix(sum);
    };
  }

  private static ValueHash maps(LogicalType type, Column column) {
    LogicalType valueType =
        type.kind() == TypeKind.MAP ? type.fields().get(1).type() : LogicalType.int32();
    ValueHash keys = of(type.fields().get(0).type(), column.child(0).child(0));
    ValueHash values = of(valueType, column.child(0).child(1));
    return row -> {
      int sum = 0;
      for (int slot = column.getStart(row); slot < column.getEnd(row); slot++) {
        sum += mix(31L * keys.hash(slot) + values.hash(slot));
      }
      return mix(sum);
    };
  }
}
