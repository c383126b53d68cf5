package io.weir.runtime.state;

/**
 * Takes puts and deletions by key, ascending, each key once. Arrays are the caller's to reuse after
 * each call.
 */
interface StoreEntries {
  void put(byte[] key, byte[] value);

  void delete(byte[] key);
}
