package io.weir.runtime.operator.aggregate;

import io.weir.runtime.state.TableSpec.Cell;
import io.weir.runtime.type.LogicalType;
import io.weir.runtime.vector.BytesAppender;
import io.weir.runtime.vector.Column;
import io.weir.runtime.vector.Memory;
import org.apache.arrow.vector.BaseVariableWidthVector;
import org.apache.arrow.vector.FieldVector;

/** MIN or MAX of strings or bytes, compared as unsigned bytes: UTF-8 keeps code point order. */
final class BytesExtremum extends ExtremumAccumulator {
  BytesExtremum(String name, Extremum which, int column, LogicalType type) {
    super(name, Cell.Kind.BYTES, which, column, type);
  }

  @Override
  void add(Fold fold) {
    Column values = fold.columns[column];
    for (int i = 0; i < fold.count; i++) {
      int row = fold.rows[i];
      improve(fold.groups[i], fold.bytes, values.getAddress(row), values.getLength(row));
    }
  }

  @Override
  void merge(
      long[] targets, BytesCells targetBytes, long[] sources, BytesCells sourceBytes, int count) {
    for (int i = 0; i < count; i++) {
      int length = sourceBytes.length(sources[i], firstCell());
      if (length >= 0) {
        improve(targets[i], targetBytes, sourceBytes.address(sources[i], firstCell()), length);
      }
    }
  }

  private void improve(long group, BytesCells bytes, long address, int length) {
    int present = bytes.length(group, firstCell());
    if (present >= 0) {
      int order = compare(address, length, bytes.address(group, firstCell()), present);
      if (which == Extremum.MIN ? order >= 0 : order <= 0) {
        return;
      }
    }
    bytes.put(group, firstCell(), address, length);
  }

  private static int compare(long left, int leftLength, long right, int rightLength) {
    int common = Math.min(leftLength, rightLength);
    int i = 0;
    for (; i + 8 <= common; i += 8) {
      long a = Memory.getLong(left + i);
      long b = Memory.getLong(right + i);
      if (a != b) {
        return Long.compareUnsigned(Long.reverseBytes(a), Long.reverseBytes(b));
      }
    }
    for (; i < common; i++) {
      int order = (Memory.getByte(left + i) & 0xff) - (Memory.getByte(right + i) & 0xff);
      if (order != 0) {
        return order;
      }
    }
    return leftLength - rightLength;
  }

  @Override
  void assign(long group, BytesCells bytes, Column value, int row) {
    bytes.put(group, firstCell(), value.getAddress(row), value.getLength(row));
  }

  @Override
  void write(
      long[] groups, int count, CountAccumulator counter, FieldVector out, int from, BytesCells b) {
    BytesAppender appender = new BytesAppender((BaseVariableWidthVector) out, from);
    for (int i = 0; i < count; i++) {
      if (counter.get(groups[i]) == 0) {
        appender.appendNull();
      } else {
        appender.append(b.address(groups[i], firstCell()), b.length(groups[i], firstCell()));
      }
    }
    appender.finish();
  }
}
