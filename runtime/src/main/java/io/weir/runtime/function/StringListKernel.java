package io.weir.runtime.function;

import io.weir.runtime.stream.Selection;
import io.weir.runtime.vector.Assemble;
import java.util.Arrays;
import org.apache.arrow.vector.FieldVector;

/** Runs a function row by row whose value is an ARRAY of strings, or a MAP of strings. */
final class StringListKernel implements Kernel {
  private final Row function;
  private final boolean makesMaps;
  private final ArgumentReader[] readers;
  private final StringList keys = new StringList();
  private final StringList values = new StringList();

  /** The function of one row, none of whose arguments is NULL. */
  @FunctionalInterface
  interface Row {
    /**
     * Adds the elements, or the keys and values of the entries.
     *
     * @param keys of a MAP
     * @return whether there is a value; if not, nothing was added
     */
    boolean fill(ArgumentReader[] arguments, int row, StringList keys, StringList values);
  }

  /**
   * @param makesMaps whether the value is a MAP rather than an ARRAY
   */
  StringListKernel(Row function, boolean makesMaps, int arguments) {
    this.function = function;
    this.makesMaps = makesMaps;
    readers = new ArgumentReader[arguments];
    Arrays.setAll(readers, i -> new ArgumentReader(0));
  }

  @Override
  public void evaluate(Selection rows, Operand[] inputs, Result result) {
    for (int i = 0; i < inputs.length; i++) {
      readers[i].set(inputs[i]);
    }
    keys.clear();
    values.clear();
    int[] ends = new int[result.rowCount()];
    boolean[] isNull = new boolean[result.rowCount()];
    int filled = 0;
    for (int i = 0; i < rows.count(); i++) {
      int row = rows.row(i);
      Arrays.fill(ends, filled, row, values.count());
      isNull[row] = anyNull(inputs, row) || !function.fill(readers, row, keys, values);
      ends[row] = values.count();
      filled = row + 1;
    }
    Arrays.fill(ends, filled, ends.length, values.count());
    FieldVector elements = values.toVector(result.allocator());
    result.set(
        makesMaps
            ? Assemble.maps(
                result.type(),
                ends,
                isNull,
                keys.toVector(result.allocator()),
                elements,
                result.allocator())
            : Assemble.arrays(result.type(), ends, isNull, elements, result.allocator()));
  }

  private static boolean anyNull(Operand[] inputs, int row) {
    for (Operand input : inputs) {
      if (input.isNull(row)) {
        return true;
      }
    }
    return false;
  }
}
