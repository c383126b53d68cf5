package io.weir.runtime.state;

import java.util.List;

/**
 * Writes the changes of one epoch to one table of the store beneath: first all range deletions, in
 * any order, then puts and deletions by key. What is written becomes visible with {@link #finish}
 * at the latest. Arrays are the caller's to reuse after each call.
 */
interface StoreWriter extends AutoCloseable {
  /** Deletes the keys from {@code from} on and below {@code to} that were there before. */
  void deleteRange(byte[] from, byte[] to);

  /**
   * Where the entries go: {@code wanted} parts or fewer, all keys of one below those of the next.
   * Different parts may be written at the same time by different threads. Called once.
   */
  List<StoreEntries> parts(int wanted);

  /** Makes everything that was written visible. */
  void finish();

  /** Frees what the writer holds; called once, also without {@link #finish}. */
  @Override
  void close();
}
