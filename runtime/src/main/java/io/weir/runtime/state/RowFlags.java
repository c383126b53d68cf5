package io.weir.runtime.state;

/**
 * The flags of a row of an aggregate table, above the epoch in which it was last captured. Epochs
 * are counted modulo 2^28 and compared as sequence numbers are.
 */
final class RowFlags {
  /** Changed since the last capture, and in the list of such rows. */
  static final int DIRTY = 1 << 31;

  /** Removed: hides what the store beneath may still hold. */
  static final int DEAD = 1 << 30;

  /** The store beneath, or a capture on its way there, may hold the key. */
  static final int STORED = 1 << 29;

  /** Not in use. */
  static final int FREE = 1 << 28;

  static final int EPOCH_MASK = (1 << 28) - 1;

  private RowFlags() {}

  /** Whether what was captured in {@code flags}' epoch lies in the store by now. */
  static boolean isFlushed(int flags, int flushedEpoch) {
    return ((flushedEpoch - flags) & EPOCH_MASK) < 1 << 27;
  }
}
