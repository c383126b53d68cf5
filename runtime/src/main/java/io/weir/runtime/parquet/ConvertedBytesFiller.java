package io.weir.runtime.parquet;

import io.weir.runtime.type.LogicalType;
import io.weir.runtime.vector.Column;
import io.weir.runtime.vector.Memory;
import java.math.BigInteger;
import org.apache.arrow.vector.BaseFixedWidthVector;
import org.apache.arrow.vector.FieldVector;

/**
 * Fills fixed-width vectors from values that are stored as bytes: decimals and 96-bit timestamps.
 */
final class ConvertedBytesFiller implements VectorFiller, BytesDecoder.Target {
  private static final long JULIAN_DAY_OF_EPOCH = 2_440_588;
  private static final long MICROS_PER_DAY = 86_400_000_000L;

  private final boolean isDecimal;
  private final BigInteger decimalFactor;
  private FieldVector vector;
  private Column out;
  private int rows;
  private int next;

  ConvertedBytesFiller(ParquetColumn column, LogicalType type, Conversion conversion) {
    isDecimal = conversion == Conversion.BYTES_TO_DECIMAL;
    decimalFactor =
        isDecimal ? BigInteger.TEN.pow(type.scale() - column.annotation().scale()) : BigInteger.ONE;
  }

  @Override
  public void begin(FieldVector vector, int count) {
    ((BaseFixedWidthVector) vector).allocateNew(count);
    this.vector = vector;
    out = Column.forWriting(vector);
    rows = count;
    Memory.fill(out.validityAddress(), (count + 7) >>> 3, (byte) 0);
  }

  @Override
  public void addMissing(int row, int count) {}

  @Override
  public void addNumbers(NumberDecoder values, int row, int count) {
    throw new AssertionError("a column of bytes got numbers");
  }

  @Override
  public void addBytes(BytesDecoder values, int row, int count) throws ParquetException {
    if (values == null) {
      throw new ParquetException("a page has fewer values than it claims");
    }
    next = row;
    values.read(this, count);
    Validity.set(out.validityAddress(), row, count);
  }

  @Override
  public void accept(byte[] bytes, int offset, int length) {
    if (isDecimal) {
      BigInteger value = new BigInteger(bytes, offset, length).multiply(decimalFactor);
      out.putDecimal(next++, value.longValue(), value.shiftRight(64).longValue());
    } else {
      long nanosOfDay = Bytes.getLong(bytes, offset);
      long day = Bytes.getInt(bytes, offset + 8) - JULIAN_DAY_OF_EPOCH;
      out.putLong(next++, day * MICROS_PER_DAY + Math.floorDiv(nanosOfDay, 1000L));
    }
  }

  @Override
  public void end() {
    vector.setValueCount(rows);
  }
}
