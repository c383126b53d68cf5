package io.weir.runtime.function;

import io.weir.runtime.type.LogicalType;
import io.weir.runtime.vector.Assemble;
import io.weir.runtime.vector.Gather;
import java.util.Arrays;
import org.apache.arrow.vector.FieldVector;

/**
 * Collects the elements of ARRAYs row by row, in ascending order of rows, as slots of other
 * vectors, and copies them in the end.
 */
final class ElementList {
  private final int[] ends;
  private final boolean[] isNull;
  private int[] sourceOf = new int[64];
  private int[] slots = new int[64];
  private int count;
  private int nextRow;

  /**
   * @param rowCount the number of rows; those that are passed over are empty
   */
  ElementList(int rowCount) {
    ends = new int[rowCount];
    isNull = new boolean[rowCount];
  }

  /** Adds the element in {@code slot} of vector number {@code source}. */
  void add(int source, int slot) {
    if (count == slots.length) {
      slots = Arrays.copyOf(slots, 2 * count);
      sourceOf = Arrays.copyOf(sourceOf, 2 * count);
    }
    sourceOf[count] = source;
    slots[count++] = slot;
  }

  /** Adds the elements in the slots [start, end) of vector number {@code source}. */
  void addAll(int source, int start, int end) {
    for (int slot = start; slot < end; slot++) {
      add(source, slot);
    }
  }

  /** The number of elements so far, of all rows. */
  int count() {
    return count;
  }

  /** Replaces the element number {@code index}. */
  void set(int index, int source, int slot) {
    sourceOf[index] = source;
    slots[index] = slot;
  }

  /** The elements added since the row before are those of {@code row}. */
  void end(int row) {
    int before = nextRow == 0 ? 0 : ends[nextRow - 1];
    Arrays.fill(ends, nextRow, row, before);
    ends[row] = count;
    nextRow = row + 1;
  }

  /** Forgets the elements added since the row before; {@code row} is NULL. */
  void endNull(int row) {
    count = nextRow == 0 ? 0 : ends[nextRow - 1];
    isNull[row] = true;
    end(row);
  }

  /** The ends of all rows. */
  int[] ends() {
    int last = nextRow == 0 ? 0 : ends[nextRow - 1];
    Arrays.fill(ends, nextRow, ends.length, last);
    nextRow = ends.length;
    return ends;
  }

  /** Which rows are NULL. */
  boolean[] isNull() {
    return isNull;
  }

  /** A vector of the elements; the caller owns it. */
  FieldVector elements(LogicalType type, FieldVector[] sources, Result result) {
    return Gather.copy(type, sources, sourceOf, slots, count, result.allocator());
  }

  /** Hands the ARRAYs to the result. */
  void finish(Result result, FieldVector... sources) {
    LogicalType element = result.type().fields().get(0).type();
    FieldVector elements = elements(element, sources, result);
    result.set(Assemble.arrays(result.type(), ends(), isNull, elements, result.allocator()));
  }
}
