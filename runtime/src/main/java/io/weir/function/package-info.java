/**
 * What functions of users extend: {@link io.weir.function.ScalarFunction}, {@link
 * io.weir.function.TableFunction} and {@link io.weir.function.AggregateFunction}. Depends on the
 * JDK only: nothing else of the engine can be seen by them. {@code docs/user-functions.md} explains
 * it with examples.
 */
package io.weir.function;
