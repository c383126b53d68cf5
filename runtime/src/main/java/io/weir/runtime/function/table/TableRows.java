package io.weir.runtime.function.table;

import java.util.List;
import org.apache.arrow.vector.FieldVector;

/**
 * The rows of some calls of a table function.
 *
 * @param calls how many calls are done, from the first live one on
 * @param callOf for each row the slot of the call it belongs to, in the order of the calls; may be
 *     longer than {@code count}
 * @param count how many rows there are
 * @param columns a vector for each column, of {@code count} values
 */
public record TableRows(int calls, int[] callOf, int count, List<FieldVector> columns)
    implements AutoCloseable {
  public TableRows {
    columns = List.copyOf(columns);
  }

  @Override
  public void close() {
    columns.forEach(FieldVector::close);
  }
}
