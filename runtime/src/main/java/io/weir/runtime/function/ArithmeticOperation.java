package io.weir.runtime.function;

/** The operations of arithmetic. */
enum ArithmeticOperation {
  ADD,
  SUBTRACT,
  MULTIPLY,
  DIVIDE,
  MODULO
}
