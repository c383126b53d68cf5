/**
 * CAST and TRY_CAST among all types, with the rules of Flink 2.x. {@link
 * io.weir.runtime.function.cast.Casts} finds the kernel for a pair of types.
 */
package io.weir.runtime.function.cast;
