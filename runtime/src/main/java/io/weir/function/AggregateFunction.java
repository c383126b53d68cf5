package io.weir.function;

/**
 * A function from the rows of a group to one value. Besides the methods here it has public methods
 * that are found by name:
 *
 * <ul>
 *   <li>{@code void accumulate(A accumulator, ...arguments)}: takes a row in; required, may be
 *       overloaded
 *   <li>{@code void retract(A accumulator, ...arguments)}: takes a row back; required over rows
 *       that can be retracted
 *   <li>{@code void merge(A accumulator, Iterable<A> others)}: takes others in; required where
 *       windows share their parts
 * </ul>
 *
 * <p>An accumulator is state, kept and restored by its value: it is of a type that can be a column
 * (see {@link DataTypeHint}), or of a class with a public constructor without parameters whose
 * public fields are of such types.
 *
 * @param <T> the type of the value
 * @param <A> the type of accumulators
 */
public abstract class AggregateFunction<T, A> extends UserFunction {
  /** The accumulator of a group without rows. */
  public abstract A createAccumulator();

  /** The value of a group; null for NULL. */
  public abstract T getValue(A accumulator);
}
