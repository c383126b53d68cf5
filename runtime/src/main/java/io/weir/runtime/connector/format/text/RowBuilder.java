package io.weir.runtime.connector.format.text;

import io.weir.runtime.type.Field;
import io.weir.runtime.type.LogicalType;
import io.weir.runtime.vector.Memory;
import java.util.List;
import java.util.OptionalInt;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.complex.StructVector;

/** Writes ROW values: the entries of a MAP too. */
public final class RowBuilder extends ValueBuilder {
  private final List<ValueBuilder> fields;
  private StructVector vector;
  private long validity;

  RowBuilder(LogicalType type) {
    super(type);
    this.fields = type.fields().stream().map(field -> ValueBuilder.of(field.type())).toList();
  }

  @Override
  void bind(FieldVector vector) {
    this.vector = (StructVector) vector;
    for (int i = 0; i < fields.size(); i++) {
      fields.get(i).bind((FieldVector) this.vector.getChildByOrdinal(i));
    }
  }

  /** The builder of a field; it must be given a value for every row. */
  public ValueBuilder field(int index) {
    return fields.get(index);
  }

  /** The number of fields. */
  public int size() {
    return fields.size();
  }

  /** The position of the field of exactly this name. */
  public OptionalInt indexOf(String name) {
    List<Field> named = type().fields();
    for (int i = 0; i < named.size(); i++) {
      if (named.get(i).name().equals(name)) {
        return OptionalInt.of(i);
      }
    }
    return OptionalInt.empty();
  }

  /** Marks the row as not NULL. */
  public void setPresent(int row) {
    long address = validity + (row >>> 3);
    Memory.putByte(address, (byte) (Memory.getByte(address) | (1 << (row & 7))));
  }

  @Override
  public void setNull(int row) {
    long address = validity + (row >>> 3);
    Memory.putByte(address, (byte) (Memory.getByte(address) & ~(1 << (row & 7))));
    for (ValueBuilder field : fields) {
      field.setNull(row);
    }
  }

  @Override
  public void setNulls(int rows) {
    Memory.fill(validity, (rows + 7) >>> 3, (byte) 0);
    for (ValueBuilder field : fields) {
      field.setNulls(rows);
    }
  }

  @Override
  public void reserve(int rows) {
    if (rows > vector.getValidityBuffer().capacity() * Byte.SIZE) {
      // StructVector doubles its validity alone through its own reAlloc, with all its children.
      vector.reAlloc();
      refresh();
    }
    for (ValueBuilder field : fields) {
      field.reserve(rows);
    }
  }

  @Override
  void allocate(int rows) {
    vector.setInitialCapacity(rows);
    vector.allocateNew();
    for (ValueBuilder field : fields) {
      field.allocate(rows);
    }
    refresh();
    Memory.fill(validity, vector.getValidityBuffer().capacity(), (byte) 0);
  }

  @Override
  void refresh() {
    validity = vector.getValidityBuffer().memoryAddress();
    for (ValueBuilder field : fields) {
      field.refresh();
    }
  }

  @Override
  void finish(int rows) {
    for (ValueBuilder field : fields) {
      field.finish(rows);
    }
  }
}
