package io.weir.runtime.operator;

import io.weir.runtime.stream.Batch;

/** Where an operator sends what it makes. */
public interface Output {
  /**
   * Sends a batch on; the receiver owns it. Empty batches are closed and go nowhere. Never refuses.
   */
  void emit(Batch batch);

  /**
   * Whether the receiver has enough for now. An operator with more to emit than a few batches must
   * stop and answer false to its caller; one that ignores this grows the memory without bound.
   */
  boolean isFull();
}
