package io.weir.runtime.function.table;

import io.weir.runtime.function.EvaluationContext;
import io.weir.runtime.stream.Selection;
import java.util.List;
import org.apache.arrow.vector.FieldVector;

/** Makes the rows of one call site. Used by one thread; closed with its operator. */
public interface TableKernel extends AutoCloseable {
  /**
   * Makes the rows of the calls with the arguments in the first slots of {@code calls}: of one call
   * at least, and of as many as give about {@code wanted} rows together. A call is done as a whole.
   * The arguments stay the caller's; the vectors of the rows become the caller's.
   *
   * @param arguments one vector for each parameter of the binding, with values in the slots of
   *     {@code calls}
   * @param calls which slots are calls; at least one
   * @throws io.weir.runtime.function.EvaluationException if a call has no rows that could be said
   */
  TableRows evaluate(List<FieldVector> arguments, Selection calls, int wanted);

  @Override
  default void close() {}

  /** Makes the kernel of a call site. */
  interface Factory {
    /** A kernel that has not been called yet. */
    TableKernel create(EvaluationContext context);
  }
}
