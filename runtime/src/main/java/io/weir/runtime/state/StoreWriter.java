package io.weir.runtime.state;

/**
 * Writes the changes of one epoch to one table of the store beneath: first all range deletions, in
 * any order, then puts and deletions by key, ascending, each key once. What is written becomes
 * visible with {@link #finish} at the latest. Arrays are the caller's to reuse after each call.
 */
interface StoreWriter extends AutoCloseable {
  /** Deletes the keys from {@code from} on and below {@code to} that were there before. */
  void deleteRange(byte[] from, byte[] to);

  void put(byte[] key, byte[] value);

  void delete(byte[] key);

  /** Makes everything that was written visible. */
  void finish();

  /** Frees what the writer holds; called once, also without {@link #finish}. */
  @Override
  void close();
}
