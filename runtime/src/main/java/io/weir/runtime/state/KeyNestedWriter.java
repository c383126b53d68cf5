package io.weir.runtime.state;

import io.weir.runtime.type.LogicalType;
import io.weir.runtime.type.TypeKind;
import io.weir.runtime.vector.Memory;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.StructVector;

/** Writes ROW and ARRAY values by the writers of what they are made of. */
abstract class KeyNestedWriter extends KeyColumnWriter {
  private KeyNestedWriter(int fixedWidth) {
    super(fixedWidth);
  }

  static KeyColumnWriter of(LogicalType type) {
    return type.kind() == TypeKind.ROW ? new Rows(type) : new Arrays(type);
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

  private static final class Arrays extends KeyNestedWriter {
    private final KeyColumnWriter element;

    Arrays(LogicalType type) {
      super(KeyEncoding.NOT_FIXED);
      element = KeyColumnWriter.of(type.fields().get(0).type());
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
}
