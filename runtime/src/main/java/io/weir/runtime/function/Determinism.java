package io.weir.runtime.function;

/** How often a call must be evaluated. */
public enum Determinism {
  /** Equal arguments give equal results: may be folded, shared and repeated. */
  DETERMINISTIC,
  /** Depends on the time; one value serves all rows of a batch, and no call is shared. */
  PER_BATCH,
  /** Every row is a new draw, evaluated once for each row where the call is written. */
  PER_ROW
}
