package io.weir.runtime.state;

import io.weir.runtime.type.LogicalType;
import io.weir.runtime.vector.Memory;

/** Writes the fixed-width values that keys seldom have, a value at a time. */
final class KeyLeafWriter extends KeyColumnWriter {
  private final LogicalType type;

  KeyLeafWriter(LogicalType type, int fixedWidth) {
    super(fixedWidth);
    this.type = type;
  }

  @Override
  int length(int row) {
    return fixedWidth;
  }

  @Override
  long writeValue(int row, long address) {
    switch (type.kind()) {
      case BOOLEAN -> Memory.putByte(address, (byte) (column.getBoolean(row) ? 1 : 0));
      case TINYINT -> Memory.putByte(address, (byte) (column.getByte(row) ^ 0x80));
      case SMALLINT ->
          Memory.putShort(address, Short.reverseBytes((short) (column.getShort(row) ^ 0x8000)));
      case FLOAT ->
          Memory.putInt(
              address, Integer.reverseBytes(KeyEncoding.orderedBits(column.getFloat(row))));
      case DOUBLE ->
          Memory.putLong(
              address, Long.reverseBytes(KeyEncoding.orderedBits(column.getDouble(row))));
      case DECIMAL -> writeDecimal(row, address);
      default -> throw new AssertionError(type + " is not written by value");
    }
    return address + fixedWidth - 1;
  }

  private void writeDecimal(int row, long address) {
    long low = column.getDecimalLow(row);
    if (KeyEncoding.isShortDecimal(type)) {
      Memory.putLong(address, Long.reverseBytes(low ^ Long.MIN_VALUE));
    } else {
      long high = column.getDecimalHigh(row);
      Memory.putLong(address, Long.reverseBytes(high ^ Long.MIN_VALUE));
      Memory.putLong(address + 8, Long.reverseBytes(low));
    }
  }
}
