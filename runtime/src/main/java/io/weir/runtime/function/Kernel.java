package io.weir.runtime.function;

import io.weir.runtime.stream.Selection;

/**
 * The vectorised implementation of a function for fixed argument types: one instance a call site
 * and operator instance, called by one thread at a time, so it may keep scratch memory and caches.
 */
public interface Kernel extends AutoCloseable {
  /**
   * Computes the value of each of {@code rows} into {@code result}.
   *
   * <p>What the evaluator guarantees:
   *
   * <ul>
   *   <li>{@code rows} is not empty and ascends; slots of other rows hold garbage in every input. A
   *       kernel that was declared unable to fail may compute them as well, a kernel that can fail
   *       must not look at them.
   *   <li>With {@link NullPolicy#STRICT}, {@code result} is already NULL where an input is. If the
   *       kernel can fail or its result has variable width, {@code rows} are without those NULLs;
   *       otherwise they may be among the rows and what is written there does not matter.
   *   <li>With {@link NullPolicy#CUSTOM}, inputs may be NULL, and nothing is NULL in {@code result}
   *       until the kernel says so.
   * </ul>
   *
   * <p>What the kernel owes: a value or NULL at each of {@code rows}, written in ascending order
   * where the result has variable width. It neither closes nor keeps its inputs.
   *
   * @throws EvaluationException if there is no value for a row
   */
  void evaluate(Selection rows, Operand[] inputs, Result result);

  /** Frees what the kernel has kept; called once. */
  @Override
  default void close() {}

  /** Makes the kernel of one call site. */
  interface Factory {
    /** A kernel that has not been called yet. */
    Kernel create(EvaluationContext context);
  }
}
