package io.weir.runtime.parquet;

import io.weir.runtime.type.LogicalType;
import io.weir.runtime.vector.Column;
import io.weir.runtime.vector.Memory;
import java.math.BigInteger;
import org.apache.arrow.vector.BaseFixedWidthVector;
import org.apache.arrow.vector.FieldVector;

/** Fills fixed-width vectors from numbers. */
final class NumberFiller implements VectorFiller {
  private final Conversion conversion;
  private final boolean isUnsignedInt;
  private final BigInteger decimalFactor;
  private long[] scratch = new long[0];
  private FieldVector vector;
  private Column out;
  private int width;
  private int rows;

  NumberFiller(ParquetColumn column, LogicalType type, Conversion conversion) {
    this.conversion = conversion;
    this.isUnsignedInt =
        column.physical() == PhysicalType.INT32
            && column.annotation().meaning() == ParquetColumn.Meaning.UNSIGNED_INTEGER;
    this.decimalFactor =
        conversion == Conversion.NUMBER_TO_DECIMAL
            ? BigInteger.TEN.pow(type.scale() - column.annotation().scale())
            : BigInteger.ONE;
  }

  @Override
  public void begin(FieldVector vector, int count) {
    BaseFixedWidthVector fixed = (BaseFixedWidthVector) vector;
    fixed.allocateNew(count);
    this.vector = vector;
    out = Column.forWriting(vector);
    width = fixed.getTypeWidth();
    rows = count;
    if (scratch.length < count) {
      scratch = new long[count];
    }
    Memory.fill(out.validityAddress(), (count + 7) >>> 3, (byte) 0);
  }

  @Override
  public void addMissing(int row, int count) {}

  @Override
  public void addNumbers(NumberDecoder values, int row, int count) throws ParquetException {
    if (values == null) {
      throw new ParquetException("a page has fewer values than it claims");
    }
    values.read(scratch, count);
    convert(count);
    write(row, count);
    Validity.set(out.validityAddress(), row, count);
  }

  @Override
  public void addBytes(BytesDecoder values, int row, int count) {
    throw new AssertionError("a column of numbers got bytes");
  }

  @Override
  public void end() {
    vector.setValueCount(rows);
  }

  private void convert(int count) {
    switch (conversion) {
      case KEEP -> {
        if (isUnsignedInt) {
          for (int i = 0; i < count; i++) {
            scratch[i] &= 0xFFFFFFFFL;
          }
        }
      }
      case FLOAT_TO_DOUBLE -> {
        for (int i = 0; i < count; i++) {
          scratch[i] = Double.doubleToRawLongBits(Float.intBitsToFloat((int) scratch[i]));
        }
      }
      case MILLIS_TO_MICROS -> {
        for (int i = 0; i < count; i++) {
          scratch[i] *= 1000;
        }
      }
      case NANOS_TO_MICROS, MICROS_TO_MILLIS -> {
        for (int i = 0; i < count; i++) {
          scratch[i] = Math.floorDiv(scratch[i], 1000L);
        }
      }
      case NANOS_TO_MILLIS -> {
        for (int i = 0; i < count; i++) {
          scratch[i] = Math.floorDiv(scratch[i], 1_000_000L);
        }
      }
      default -> {}
    }
  }

  private void write(int row, int count) {
    switch (width) {
      case 8 -> {
        long address = out.dataAddress() + ((long) row << 3);
        for (int i = 0; i < count; i++) {
          Memory.putLong(address + ((long) i << 3), scratch[i]);
        }
      }
      case 4 -> {
        for (int i = 0; i < count; i++) {
          out.putInt(row + i, (int) scratch[i]);
        }
      }
      case 2 -> {
        for (int i = 0; i < count; i++) {
          out.putShort(row + i, (short) scratch[i]);
        }
      }
      case 1 -> {
        for (int i = 0; i < count; i++) {
          out.putByte(row + i, (byte) scratch[i]);
        }
      }
      case 16 -> writeDecimals(row, count);
      default -> {
        for (int i = 0; i < count; i++) {
          out.putBoolean(row + i, scratch[i] != 0);
        }
      }
    }
  }

  private void writeDecimals(int row, int count) {
    for (int i = 0; i < count; i++) {
      if (decimalFactor.equals(BigInteger.ONE)) {
        out.putDecimal(row + i, scratch[i], scratch[i] >> 63);
      } else {
        BigInteger scaled = BigInteger.valueOf(scratch[i]).multiply(decimalFactor);
        out.putDecimal(row + i, scaled.longValue(), scaled.shiftRight(64).longValue());
      }
    }
  }
}
