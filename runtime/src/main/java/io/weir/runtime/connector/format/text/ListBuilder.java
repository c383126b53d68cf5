package io.weir.runtime.connector.format.text;

import io.weir.runtime.type.LogicalType;
import io.weir.runtime.type.TypeKind;
import io.weir.runtime.vector.Memory;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.complex.ListVector;

/**
 * Writes ARRAY, MAP and MULTISET values. A value is {@link #start}ed, then each element is made by
 * {@link #add} and written to {@link #element()} at the row that {@code add} returned.
 */
public final class ListBuilder extends ValueBuilder {
  private final ValueBuilder element;
  private ListVector vector;
  private long validity;
  private long offsets;
  private int used;
  private int openRow;

  ListBuilder(LogicalType type) {
    super(type);
    this.element = ValueBuilder.of(type.elementType());
  }

  @Override
  void bind(FieldVector vector) {
    this.vector = (ListVector) vector;
    element.bind(this.vector.getDataVector());
  }

  /** Whether values are maps, whose elements are rows of a key and a value. */
  public boolean isMap() {
    return type().kind() != TypeKind.ARRAY;
  }

  /** Writes elements; rows of key and value for a map. */
  public ValueBuilder element() {
    return element;
  }

  /** Starts a value without elements. */
  public void start(int row) {
    openRow = row;
    used = Memory.getInt(offsets + 4L * row);
    Memory.putInt(offsets + 4L * row + 4, used);
    long address = validity + (row >>> 3);
    Memory.putByte(address, (byte) (Memory.getByte(address) | (1 << (row & 7))));
  }

  /** Adds an element to the value started last; returns its row in {@link #element()}. */
  public int add() {
    element.reserve(used + 1);
    if (element instanceof RowBuilder entry && isMap()) {
      entry.setPresent(used);
    }
    Memory.putInt(offsets + 4L * openRow + 4, used + 1);
    return used++;
  }

  /** Takes back the element added last. */
  public void removeLast() {
    used--;
    Memory.putInt(offsets + 4L * openRow + 4, used);
  }

  @Override
  public void setNull(int row) {
    start(row);
    long address = validity + (row >>> 3);
    Memory.putByte(address, (byte) (Memory.getByte(address) & ~(1 << (row & 7))));
  }

  @Override
  public void setNulls(int rows) {
    Memory.fill(validity, (rows + 7) >>> 3, (byte) 0);
    Memory.fill(offsets, 4L * rows + 4, (byte) 0);
    element.setNulls(0);
  }

  @Override
  public void reserve(int rows) {
    if (rows > capacity()) {
      vector.reAlloc();
      refresh();
    }
  }

  private long capacity() {
    return Math.min(
        vector.getValidityBuffer().capacity() * Byte.SIZE,
        vector.getOffsetBuffer().capacity() / 4 - 1);
  }

  @Override
  void allocate(int rows) {
    vector.setInitialCapacity(rows);
    vector.allocateNew();
    element.allocate(rows);
    refresh();
    Memory.fill(validity, vector.getValidityBuffer().capacity(), (byte) 0);
    Memory.putInt(offsets, 0);
    used = 0;
  }

  @Override
  void refresh() {
    validity = vector.getValidityBuffer().memoryAddress();
    offsets = vector.getOffsetBuffer().memoryAddress();
    element.refresh();
  }

  @Override
  void finish(int rows) {
    int elements = Memory.getInt(offsets + 4L * rows);
    element.finish(elements);
    vector.setLastSet(rows - 1);
  }
}
