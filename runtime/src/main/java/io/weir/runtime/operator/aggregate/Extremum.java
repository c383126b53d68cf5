package io.weir.runtime.operator.aggregate;

/** Which end of an order is wanted. */
enum Extremum {
  MIN,
  MAX
}
