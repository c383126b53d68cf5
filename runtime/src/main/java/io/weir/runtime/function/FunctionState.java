package io.weir.runtime.function;

/**
 * What an annotated function remembers between rows, such as a compiled pattern or scratch memory.
 * A parameter of a type that implements this interface is not an argument in SQL: the type's
 * constructor without parameters is called once for each call site and operator instance, and every
 * row gets the same object. What it remembers must not change results.
 */
public interface FunctionState {}
