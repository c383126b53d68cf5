package io.weir.runtime.operator;

import java.util.List;

/**
 * What an operator adds to a checkpoint besides its state tables. Made in two parts: the operator
 * captures what it needs when the barrier comes, and {@link #complete} runs later on an I/O thread,
 * where it may block (sync a file, write an upload). The checkpoint's manifest is written only
 * after all have completed.
 */
public interface OperatorSnapshot {
  /** Nothing to add. */
  OperatorSnapshot EMPTY = () -> Content.EMPTY;

  /** Does the blocking part and returns what the manifest holds. Called once. */
  Content complete() throws java.io.IOException;

  /**
   * @param state the operator's own small state, given back to {@link
   *     OperatorContext#restoredState()}; may be empty
   * @param committables what a sink has prepared for this checkpoint, each understood by its
   *     committer
   */
  record Content(byte[] state, List<byte[]> committables) {
    public static final Content EMPTY = new Content(new byte[0], List.of());

    public Content {
      committables = List.copyOf(committables);
    }
  }
}
