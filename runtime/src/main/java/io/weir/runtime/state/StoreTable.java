package io.weir.runtime.state;

import java.util.List;

/**
 * One table of the store beneath, read by the tasklets: holds what was flushed. Thread-safe, also
 * while a flush writes; a reader sees a key either before or after that.
 */
interface StoreTable {
  /** The values of keys, null where there is none, in the same order. */
  List<byte[]> get(List<byte[]> keys);

  /**
   * Visits the entries from {@code from} on and below {@code to} in the order of keys, at most
   * {@code limit} of them.
   *
   * @return the last key visited if there may be more, null at the end
   */
  byte[] scan(byte[] from, byte[] to, int limit, EntryVisitor visitor);

  /**
   * As {@link #scan} in descending order: the last entries of the range.
   *
   * @return the last key visited, which is the smallest, if there may be more, null at the end
   */
  byte[] scanBackward(byte[] from, byte[] to, int limit, EntryVisitor visitor);

  /** The first key from {@code from} on and below {@code to}, or null. */
  byte[] firstKey(byte[] from, byte[] to);

  /** Is shown entries; the addresses are valid during the call. */
  interface EntryVisitor {
    void entry(long keyAddress, int keyLength, long valueAddress, int valueLength);
  }
}
