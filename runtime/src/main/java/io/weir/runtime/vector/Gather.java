package io.weir.runtime.vector;

import io.weir.runtime.stream.Batch;
import io.weir.runtime.stream.Selection;
import io.weir.runtime.type.LogicalType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.BaseFixedWidthVector;
import org.apache.arrow.vector.BaseVariableWidthVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.NullVector;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.StructVector;

/**
 * The generic operation <i>copy</i>, for any type: makes a new vector whose slot {@code i} has the
 * value of a chosen slot of a chosen source vector, or NULL. Compaction of a selection, CASE over
 * branches, array construction and element access are all this one operation.
 */
public final class Gather {
  /** The slot number that stands for NULL. */
  public static final int NULL_SLOT = -1;

  private final FieldVector[] sources;
  private final Column[] columns;
  private final int[] sourceOf;
  private final int[] slots;
  private final int count;

  private Gather(FieldVector[] sources, int[] sourceOf, int[] slots, int count) {
    this.sources = sources;
    this.sourceOf = sourceOf;
    this.slots = slots;
    this.count = count;
    columns = new Column[sources.length];
    for (int i = 0; i < sources.length; i++) {
      columns[i] = Column.of(sources[i]);
    }
  }

  /**
   * A batch of the rows of {@code selection}, dense, with their kinds and watermarks. {@code batch}
   * is left as it is.
   */
  public static Batch copy(Batch batch, Selection selection, BufferAllocator allocator) {
    List<FieldVector> vectors = new ArrayList<>(batch.vectors().size());
    try {
      for (int i = 0; i < batch.vectors().size(); i++) {
        vectors.add(copy(batch.schema().type(i), batch.vector(i), selection, allocator));
      }
    } catch (RuntimeException | Error e) {
      vectors.forEach(FieldVector::close);
      throw e;
    }
    int count = selection.count();
    byte[] kinds = batch.rowKinds() == null ? null : new byte[count];
    long[] watermarks = batch.rowWatermarks() == null ? null : new long[count];
    for (int i = 0; i < count; i++) {
      int row = selection.row(i);
      if (kinds != null) {
        kinds[i] = batch.rowKinds()[row];
      }
      if (watermarks != null) {
        watermarks[i] = batch.rowWatermarks()[row];
      }
    }
    return new Batch(batch.schema(), vectors, count, Selection.all(count), kinds, watermarks);
  }

  /** The values of the selected rows, one after the other. */
  public static FieldVector copy(
      LogicalType type, FieldVector source, Selection selection, BufferAllocator allocator) {
    return copy(type, source, slotsOf(selection), selection.count(), allocator);
  }

  /** The values of {@code slots[0 .. count - 1]} ({@link #NULL_SLOT} gives NULL). */
  public static FieldVector copy(
      LogicalType type, FieldVector source, int[] slots, int count, BufferAllocator allocator) {
    return copy(type, new FieldVector[] {source}, null, slots, count, allocator);
  }

  /**
   * Slot {@code i} of the new vector gets the value of slot {@code slots[i]} of {@code
   * sources[sourceOf[i]]}, or NULL if {@code slots[i]} is {@link #NULL_SLOT}.
   *
   * @param type the type of all sources and of the result
   * @param sourceOf null if there is one source
   */
  public static FieldVector copy(
      LogicalType type,
      FieldVector[] sources,
      int[] sourceOf,
      int[] slots,
      int count,
      BufferAllocator allocator) {
    FieldVector target = Vectors.create("", type, allocator);
    try {
      new Gather(sources, sourceOf, slots, count).into(type, target);
    } catch (RuntimeException | Error e) {
      target.close();
      throw e;
    }
    return target;
  }

  private static int[] slotsOf(Selection selection) {
    if (!selection.isDense() && selection.start() == 0) {
      return selection.rows();
    }
    int[] slots = new int[selection.count()];
    for (int i = 0; i < slots.length; i++) {
      slots[i] = selection.row(i);
    }
    return slots;
  }

  private void into(LogicalType type, FieldVector target) {
    if (target instanceof BaseFixedWidthVector fixed) {
      fixed.allocateNew(count);
      fixed(type, Column.forWriting(target));
    } else if (target instanceof BaseVariableWidthVector variable) {
      variableWidth(variable);
    } else if (target instanceof ListVector list) {
      list(type, list);
    } else if (target instanceof StructVector struct) {
      row(type, struct);
    }
    target.setValueCount(count);
  }

  private Column column(int i) {
    return sourceOf == null ? columns[0] : columns[sourceOf[i]];
  }

  private boolean isNull(int i) {
    return slots[i] < 0 || column(i).isNull(slots[i]);
  }

  /** Sets the validity of each slot; the bitmap is all zero before. */
  private void validity(Column target) {
    for (int i = 0; i < count; i++) {
      if (!isNull(i)) {
        target.setValid(i);
      }
    }
  }

  private void fixed(LogicalType type, Column target) {
    validity(target);
    switch (type.kind()) {
      case BOOLEAN -> {
        for (int i = 0; i < count; i++) {
          if (!isNull(i)) {
            target.putBoolean(i, column(i).getBoolean(slots[i]));
          }
        }
      }
      case TINYINT -> {
        for (int i = 0; i < count; i++) {
          if (!isNull(i)) {
            target.putByte(i, column(i).getByte(slots[i]));
          }
        }
      }
      case SMALLINT -> {
        for (int i = 0; i < count; i++) {
          if (!isNull(i)) {
            target.putShort(i, column(i).getShort(slots[i]));
          }
        }
      }
      case INT, FLOAT, DATE, TIME, INTERVAL_YEAR_MONTH -> {
        for (int i = 0; i < count; i++) {
          if (!isNull(i)) {
            target.putInt(i, column(i).getInt(slots[i]));
          }
        }
      }
      case DECIMAL -> {
        for (int i = 0; i < count; i++) {
          if (!isNull(i)) {
            Column source = column(i);
            target.putDecimal(i, source.getDecimalLow(slots[i]), source.getDecimalHigh(slots[i]));
          }
        }
      }
      default -> {
        for (int i = 0; i < count; i++) {
          if (!isNull(i)) {
            target.putLong(i, column(i).getLong(slots[i]));
          }
        }
      }
    }
  }

  private void variableWidth(BaseVariableWidthVector target) {
    long bytes = 0;
    for (int i = 0; i < count; i++) {
      if (!isNull(i)) {
        bytes += column(i).getLength(slots[i]);
      }
    }
    if (bytes > Integer.MAX_VALUE) {
      throw new IllegalStateException(
          "the strings of one vector would exceed 2 GiB (" + bytes + " bytes)");
    }
    target.allocateNew(bytes, count);
    Column written = Column.forWriting(target);
    validity(written);
    int position = 0;
    Memory.putInt(written.offsetAddress(), 0);
    for (int i = 0; i < count; i++) {
      if (!isNull(i)) {
        Column source = column(i);
        int length = source.getLength(slots[i]);
        Memory.copy(source.getAddress(slots[i]), written.dataAddress() + position, length);
        position += length;
      }
      Memory.putInt(written.offsetAddress() + ((long) (i + 1) << 2), position);
    }
    target.setLastSet(count - 1);
  }

  private void list(LogicalType type, ListVector target) {
    target.setInitialCapacity(count);
    target.allocateNew();
    Column written = Column.forWriting(target);
    validity(written);
    Memory.putInt(written.offsetAddress(), 0);
    int elements = 0;
    for (int i = 0; i < count; i++) {
      if (!isNull(i)) {
        elements = Math.addExact(elements, column(i).getLength(slots[i]));
      }
      Memory.putInt(written.offsetAddress() + ((long) (i + 1) << 2), elements);
    }
    int[] childSlots = new int[elements];
    int[] childSourceOf = sourceOf == null ? null : new int[elements];
    int next = 0;
    for (int i = 0; i < count; i++) {
      if (isNull(i)) {
        continue;
      }
      Column source = column(i);
      for (int slot = source.getStart(slots[i]); slot < source.getEnd(slots[i]); slot++) {
        if (childSourceOf != null) {
          childSourceOf[next] = sourceOf[i];
        }
        childSlots[next++] = slot;
      }
    }
    FieldVector[] children = new FieldVector[sources.length];
    for (int s = 0; s < sources.length; s++) {
      children[s] =
          sources[s] instanceof NullVector ? sources[s] : ((ListVector) sources[s]).getDataVector();
    }
    FieldVector data = target.getDataVector();
    new Gather(children, childSourceOf, childSlots, elements).into(type.elementType(), data);
    target.setLastSet(count - 1);
  }

  private void row(LogicalType type, StructVector target) {
    target.setInitialCapacity(count);
    target.allocateNew();
    Column written = Column.forWriting(target);
    validity(written);
    int[] childSlots = slots;
    if (anyNull()) {
      childSlots = Arrays.copyOf(slots, count);
      for (int i = 0; i < count; i++) {
        if (isNull(i)) {
          childSlots[i] = NULL_SLOT;
        }
      }
    }
    for (int field = 0; field < type.fields().size(); field++) {
      FieldVector[] children = new FieldVector[sources.length];
      for (int s = 0; s < sources.length; s++) {
        children[s] =
            sources[s] instanceof StructVector struct
                ? (FieldVector) struct.getChildByOrdinal(field)
                : sources[s];
      }
      FieldVector child = (FieldVector) target.getChildByOrdinal(field);
      new Gather(children, sourceOf, childSlots, count)
          .into(type.fields().get(field).type(), child);
    }
  }

  private boolean anyNull() {
    for (int i = 0; i < count; i++) {
      if (isNull(i)) {
        return true;
      }
    }
    return false;
  }
}
