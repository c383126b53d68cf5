package io.weir.runtime.vector;

import io.weir.runtime.type.LogicalType;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.StructVector;

/**
 * Makes vectors of nested types from the vectors of their parts. The parts are taken over: their
 * buffers move into the new vector, and they are closed in every case.
 */
public final class Assemble {
  private Assemble() {}

  /**
   * A vector of ARRAYs.
   *
   * @param ends by row, where its elements end in {@code elements}; they start where those of the
   *     row before end
   * @param isNull by row, or null if no row is NULL
   */
  public static FieldVector arrays(
      LogicalType type,
      int[] ends,
      boolean[] isNull,
      FieldVector elements,
      BufferAllocator allocator) {
    ListVector list = (ListVector) Vectors.create("", type, allocator);
    try (elements) {
      lists(list, ends, isNull);
      elements.makeTransferPair(list.getDataVector()).transfer();
      list.setValueCount(ends.length);
      return list;
    } catch (RuntimeException | Error e) {
      list.close();
      throw e;
    }
  }

  /** A vector of MAPs or MULTISETs; parameters as for {@link #arrays}. */
  public static FieldVector maps(
      LogicalType type,
      int[] ends,
      boolean[] isNull,
      FieldVector keys,
      FieldVector values,
      BufferAllocator allocator) {
    ListVector list = (ListVector) Vectors.create("", type, allocator);
    try (keys;
        values) {
      lists(list, ends, isNull);
      int count = ends.length == 0 ? 0 : ends[ends.length - 1];
      StructVector entries = (StructVector) list.getDataVector();
      rows(entries, count, null);
      keys.makeTransferPair((FieldVector) entries.getChildByOrdinal(0)).transfer();
      values.makeTransferPair((FieldVector) entries.getChildByOrdinal(1)).transfer();
      entries.setValueCount(count);
      list.setValueCount(ends.length);
      return list;
    } catch (RuntimeException | Error e) {
      list.close();
      throw e;
    }
  }

  /** A vector of ROWs with one vector of {@code count} values for each field. */
  public static FieldVector rows(
      LogicalType type,
      int count,
      boolean[] isNull,
      List<FieldVector> fields,
      BufferAllocator allocator) {
    StructVector struct = (StructVector) Vectors.create("", type, allocator);
    try {
      rows(struct, count, isNull);
      for (int i = 0; i < fields.size(); i++) {
        FieldVector child = (FieldVector) struct.getChildByOrdinal(i);
        fields.get(i).makeTransferPair(child).transfer();
      }
      struct.setValueCount(count);
      return struct;
    } catch (RuntimeException | Error e) {
      struct.close();
      throw e;
    } finally {
      fields.forEach(FieldVector::close);
    }
  }

  private static void lists(ListVector list, int[] ends, boolean[] isNull) {
    list.setInitialCapacity(ends.length);
    list.allocateNew();
    Column column = Column.forWriting(list);
    Memory.putInt(column.offsetAddress(), 0);
    for (int i = 0; i < ends.length; i++) {
      Memory.putInt(column.offsetAddress() + ((long) (i + 1) << 2), ends[i]);
      if (isNull == null || !isNull[i]) {
        column.setValid(i);
      }
    }
    list.setLastSet(ends.length - 1);
  }

  private static void rows(StructVector struct, int count, boolean[] isNull) {
    struct.setInitialCapacity(count);
    struct.allocateNew();
    Column column = Column.forWriting(struct);
    for (int i = 0; i < count; i++) {
      if (isNull == null || !isNull[i]) {
        column.setValid(i);
      }
    }
  }
}
