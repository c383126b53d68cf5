package io.weir.runtime.state;

import io.weir.runtime.type.LogicalType;
import io.weir.runtime.vector.Memory;
import java.util.Arrays;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.StructVector;

/** Writes ROW, ARRAY, MAP and MULTISET values by the writers of what they are made of. */
abstract class KeyNestedWriter extends KeyColumnWriter {
  private KeyNestedWriter(int fixedWidth) {
    super(fixedWidth);
  }

  static KeyColumnWriter of(LogicalType type) {
    return switch (type.kind()) {
      case ROW -> new Rows(type);
      case ARRAY -> new Lists(type);
      default -> new Maps(type);
    };
  }

  private static final class Rows extends KeyNestedWriter {
    private final KeyColumnWriter[] fields;

    Rows(LogicalType type) {
      super(KeyEncoding.fixedWidth(type));
      fields =
          type.fields().stream()
              .map(field -> KeyColumnWriter.of(field.type()))
              .toArray(KeyColumnWriter[]::new);
    }

    @Override
    void bind(FieldVector vector) {
      super.bind(vector);
      for (int i = 0; i < fields.length; i++) {
        fields[i].bind((FieldVector) ((StructVector) vector).getChildByOrdinal(i));
      }
    }

    @Override
    int length(int row) {
      if (fixedWidth != KeyEncoding.NOT_FIXED) {
        return fixedWidth;
      }
      int length = 1;
      if (!column.isNull(row)) {
        for (KeyColumnWriter field : fields) {
          length += field.length(row);
        }
      }
      return length;
    }

    @Override
    long writeValue(int row, long address) {
      long at = address;
      for (KeyColumnWriter field : fields) {
        at = field.write(row, at);
      }
      return at;
    }
  }

  private static class Lists extends KeyNestedWriter {
    final KeyColumnWriter element;

    Lists(LogicalType type) {
      super(KeyEncoding.NOT_FIXED);
      element = KeyColumnWriter.of(type.elementType());
    }

    @Override
    void bind(FieldVector vector) {
      super.bind(vector);
      element.bind(((ListVector) vector).getDataVector());
    }

    @Override
    int length(int row) {
      if (column.isNull(row)) {
        return 1;
      }
      int length = 2;
      for (int i = column.getStart(row), end = column.getEnd(row); i < end; i++) {
        length += 1 + element.length(i);
      }
      return length;
    }

    @Override
    long writeValue(int row, long address) {
      long at = address;
      for (int i = column.getStart(row), end = column.getEnd(row); i < end; i++) {
        Memory.putByte(at, (byte) 1);
        at = element.write(i, at + 1);
      }
      Memory.putByte(at, (byte) 0);
      return at + 1;
    }
  }

  /** Entries in the order of their bytes. */
  private static final class Maps extends Lists {
    private long[] ends = new long[8];

    Maps(LogicalType type) {
      super(type);
    }

    @Override
    long writeValue(int row, long address) {
      int first = column.getStart(row);
      int count = column.getEnd(row) - first;
      if (ends.length <= count) {
        ends = new long[2 * count];
      }
      ends[0] = address;
      boolean isSorted = true;
      for (int i = 0; i < count; i++) {
        Memory.putByte(ends[i], (byte) 1);
        ends[i + 1] = element.write(first + i, ends[i] + 1);
        isSorted = isSorted && (i == 0 || compare(i - 1, i) <= 0);
      }
      if (!isSorted) {
        sort(count);
      }
      Memory.putByte(ends[count], (byte) 0);
      return ends[count] + 1;
    }

    private int compare(int one, int other) {
      return Memory.compare(ends[one], size(one), ends[other], size(other));
    }

    private int size(int entry) {
      return (int) (ends[entry + 1] - ends[entry]);
    }

    private void sort(int count) {
      byte[][] entries = new byte[count][];
      for (int i = 0; i < count; i++) {
        entries[i] = new byte[size(i)];
        Memory.copyToArray(ends[i], entries[i], 0, entries[i].length);
      }
      Arrays.sort(entries, Arrays::compareUnsigned);
      long at = ends[0];
      for (byte[] entry : entries) {
        Memory.copyFromArray(entry, 0, at, entry.length);
        at += entry.length;
      }
    }
  }
}
