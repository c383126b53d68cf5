package io.weir.runtime.operator.aggregate;

import io.weir.runtime.vector.Memory;

/** A value of a multiset with its count as bytes: the value's length, its bytes, the count. */
final class MultisetEntry {
  private static final int LENGTH_BYTES = Integer.BYTES;
  private static final int COUNT_BYTES = Long.BYTES;

  private MultisetEntry() {}

  /** The bytes of the entry of a value of {@code valueLength} bytes. */
  static long bytes(int valueLength) {
    return LENGTH_BYTES + (long) valueLength + COUNT_BYTES;
  }

  /** The length of an entry's value. */
  static int valueLength(long entry) {
    return Memory.getInt(entry);
  }

  /** Where an entry's value starts. */
  static long value(long entry) {
    return entry + LENGTH_BYTES;
  }

  /** How many rows have an entry's value. */
  static long count(long entry) {
    return Memory.getLong(entry + LENGTH_BYTES + Memory.getInt(entry));
  }

  /** Where the entry behind this one starts. */
  static long next(long entry) {
    return entry + bytes(Memory.getInt(entry));
  }

  /** Completes an entry whose value has been written; returns where it ends. */
  static long finish(long entry, long valueEnd, long count) {
    Memory.putInt(entry, (int) (valueEnd - entry - LENGTH_BYTES));
    Memory.putLong(valueEnd, count);
    return valueEnd + COUNT_BYTES;
  }

  /** Changes the count of an entry. */
  static void addCount(long entry, long delta) {
    long counter = entry + LENGTH_BYTES + Memory.getInt(entry);
    Memory.putLong(counter, Memory.getLong(counter) + delta);
  }

  /** Copies an entry; returns where the copy ends. */
  static long copy(long entry, long to) {
    long length = next(entry) - entry;
    Memory.copy(entry, to, length);
    return to + length;
  }

  /** Copies an entry with another count; returns where the copy ends. */
  static long copy(long entry, long to, long count) {
    long end = copy(entry, to);
    Memory.putLong(end - COUNT_BYTES, count);
    return end;
  }

  /** Compares the values of entries. */
  static int compare(long left, long right) {
    return Memory.compare(value(left), valueLength(left), value(right), valueLength(right));
  }
}
