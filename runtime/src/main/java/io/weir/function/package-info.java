/**
 * What functions of users extend: {@link io.weir.function.ScalarFunction}, {@link
 * io.weir.function.TableFunction} and {@link io.weir.function.AggregateFunction}. Depends on the
 * JDK only; a jar of this package alone ({@code weir-functions.jar}) is what such functions are
 * compiled against. {@code docs/user-functions.md} explains it with examples.
 */
package io.weir.function;
