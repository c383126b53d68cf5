package io.weir.runtime.operator.aggregate;

import io.weir.runtime.state.CellView;
import io.weir.runtime.state.TableSpec.Cell;
import io.weir.runtime.type.LogicalType;
import io.weir.runtime.vector.Memory;
import java.util.List;
import java.util.stream.IntStream;

/** For each bit of whole numbers, how many of them have it, so that rows can leave again. */
final class BitCounts extends Accumulator {
  private final int column;
  private final LogicalType type;
  private final int bits;

  BitCounts(String name, int column, LogicalType type) {
    super(cells(name, type));
    this.column = column;
    this.type = type;
    this.bits = bits(type);
  }

  private static int bits(LogicalType type) {
    return switch (type.kind()) {
      case TINYINT -> Byte.SIZE;
      case SMALLINT -> Short.SIZE;
      case INT -> Integer.SIZE;
      default -> Long.SIZE;
    };
  }

  private static List<Cell> cells(String name, LogicalType type) {
    return IntStream.range(0, bits(type))
        .mapToObj(bit -> new Cell(name + " bit " + bit, Cell.Kind.LONG))
        .toList();
  }

  /** The number whose bits are those that enough values have. */
  long combine(long group, BitFunction.Operation operation, long values) {
    long result = 0;
    for (int bit = 0; bit < bits; bit++) {
      long count = Memory.getLong(group + offsets[bit]);
      boolean isSet =
          switch (operation) {
            case AND -> count == values;
            case OR -> count > 0;
            case XOR -> (count & 1) != 0;
          };
      result |= isSet ? 1L << bit : 0;
    }
    return result << (Long.SIZE - bits) >> (Long.SIZE - bits);
  }

  @Override
  CellView view() {
    LogicalType counts = LogicalType.array(LogicalType.bigint().withNullable(false));
    return CellView.of(CellView.Form.NUMBERS, counts, bits);
  }

  @Override
  void add(Fold fold) {
    long[] values = fold.longs();
    Values.readLongs(fold.columns[column], type, fold.rows, fold.count, values);
    long mask = -1L >>> (Long.SIZE - bits);
    for (int i = 0; i < fold.count; i++) {
      int sign = fold.kinds == null ? 1 : Fold.sign(fold.kinds[fold.rows[i]]);
      for (long rest = values[i] & mask; rest != 0; rest &= rest - 1) {
        long cell = fold.groups[i] + offsets[Long.numberOfTrailingZeros(rest)];
        Memory.putLong(cell, Memory.getLong(cell) + sign);
      }
    }
  }

  @Override
  void merge(
      long[] targets, BytesCells targetBytes, long[] sources, BytesCells sourceBytes, int count) {
    for (int i = 0; i < count; i++) {
      for (int bit = 0; bit < bits; bit++) {
        long cell = targets[i] + offsets[bit];
        Memory.putLong(cell, Memory.getLong(cell) + Memory.getLong(sources[i] + offsets[bit]));
      }
    }
  }
}
