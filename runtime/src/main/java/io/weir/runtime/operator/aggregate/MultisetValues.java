package io.weir.runtime.operator.aggregate;

import io.weir.runtime.state.CellView;
import io.weir.runtime.state.StatePart;
import io.weir.runtime.type.Field;
import io.weir.runtime.type.LogicalType;
import io.weir.runtime.type.Schema;
import io.weir.runtime.vector.Column;
import io.weir.runtime.vector.Memory;
import io.weir.runtime.vector.ValueCodec;

/** What a multiset counts: the values of rows as bytes, and how often each row counts. */
interface MultisetValues {
  /** Makes the rows of {@code fold} those that are read. */
  void bind(Fold fold);

  /** The bytes that {@link #write} needs. */
  int length(int row);

  /** Writes the value of a row; returns where it ends. */
  long write(int row, long address);

  /** What such a multiset is to whoever looks at state. */
  CellView view();

  /** What the bytes of a value are to whoever looks at state. */
  StatePart part();

  /** How many times the row counts. */
  default long weight(int row) {
    return 1;
  }

  /** Values as they are. */
  final class Plain implements MultisetValues {
    private final int column;
    private final LogicalType type;
    private final ValueCodec codec;
    private Column values;

    Plain(int column, LogicalType type) {
      this.column = column;
      this.type = type;
      this.codec = ValueCodec.of(type);
    }

    @Override
    public CellView view() {
      return CellView.of(CellView.Form.COUNTED_VALUES, LogicalType.multiset(type));
    }

    @Override
    public StatePart part() {
      return StatePart.of(StatePart.Kind.VALUE, Schema.of(new Field("value", type)));
    }

    @Override
    public void bind(Fold fold) {
      values = fold.columns[column];
    }

    @Override
    public int length(int row) {
      return codec.length(values, row);
    }

    @Override
    public long write(int row, long address) {
      return codec.write(values, row, address);
    }
  }

  /** Numbers as doubles, in bytes that have their order; with a column that says how often. */
  final class Numbers implements MultisetValues {
    private final int column;
    private final LogicalType type;
    private final int weightColumn;
    private final LogicalType weightType;
    private final int[] oneRow = new int[1];
    private final long[] oneLong = new long[1];
    private Column values;
    private Column weights;

    /**
     * @param weightColumn negative if each row counts once
     */
    Numbers(int column, LogicalType type, int weightColumn, LogicalType weightType) {
      this.column = column;
      this.type = type;
      this.weightColumn = weightColumn;
      this.weightType = weightType;
    }

    @Override
    public CellView view() {
      return CellView.of(
          CellView.Form.COUNTED_DOUBLES, LogicalType.multiset(LogicalType.float64()));
    }

    @Override
    public StatePart part() {
      Field value = new Field("value", LogicalType.float64().withNullable(false));
      return StatePart.of(StatePart.Kind.DOUBLE, Schema.of(value));
    }

    @Override
    public void bind(Fold fold) {
      values = fold.columns[column];
      weights = weightColumn < 0 ? null : fold.columns[weightColumn];
    }

    @Override
    public int length(int row) {
      return Long.BYTES;
    }

    @Override
    public long write(int row, long address) {
      long bits = Values.orderedBits(Values.readDouble(values, type, row)) ^ Long.MIN_VALUE;
      Memory.putLong(address, Long.reverseBytes(bits));
      return address + Long.BYTES;
    }

    /** The number that {@link #write} wrote. */
    static double read(long address) {
      return Values.doubleOf(Long.reverseBytes(Memory.getLong(address)) ^ Long.MIN_VALUE);
    }

    @Override
    public long weight(int row) {
      if (weights == null) {
        return 1;
      }
      oneRow[0] = row;
      Values.readLongs(weights, weightType, oneRow, 1, oneLong);
      return Math.max(0, oneLong[0]);
    }
  }
}
