package io.weir.runtime.state;

import io.weir.runtime.vector.Memory;

/**
 * The rows of a counted multiset as the store has them. Key: the encoded key, and 16 bytes of
 * hashes of the row where rows have columns. Value: the stamp where rows are forgotten, count and
 * matches, seven bits a byte and the lowest first, then the row's bytes. Part of every checkpoint's
 * format.
 */
final class MultisetCodec {
  private static final int HASH_BYTES = 16;

  /** What stamp, count and matches take at most. */
  static final int MAX_NUMBERS_BYTES = 30;

  /** How many bytes come behind the key. */
  final int suffixBytes;

  private final boolean hasStamps;

  MultisetCodec(TableSpec spec) {
    suffixBytes = spec.value().size() == 0 ? 0 : HASH_BYTES;
    hasStamps = spec.ttlMillis() > 0;
  }

  /** Writes what comes behind the key, for a row of {@code length} bytes at {@code row}. */
  void writeSuffix(long row, int length, long to) {
    if (suffixBytes > 0) {
      Memory.putLong(to, Long.reverseBytes(RowHash.first(row, length)));
      Memory.putLong(to + 8, Long.reverseBytes(RowHash.second(row, length)));
    }
  }

  /** The store's key of a row. */
  byte[] storeKey(byte[] prefix, long row, int length) {
    byte[] key = java.util.Arrays.copyOf(prefix, prefix.length + suffixBytes);
    if (suffixBytes > 0) {
      putBigEndian(RowHash.first(row, length), key, prefix.length);
      putBigEndian(RowHash.second(row, length), key, prefix.length + 8);
    }
    return key;
  }

  private static void putBigEndian(long value, byte[] to, int at) {
    for (int i = 0; i < 8; i++) {
      to[at + i] = (byte) (value >>> 56 - 8 * i);
    }
  }

  /** Writes what comes before the row's bytes; returns the end. */
  long writeNumbers(long count, long matches, long stamp, long to) {
    long at = hasStamps ? writeNumber(stamp, to) : to;
    return writeNumber(matches, writeNumber(count, at));
  }

  /** The stamp in a value, which has one. */
  long stamp(long value) {
    return readNumber(value);
  }

  long count(long value) {
    return readNumber(countAt(value));
  }

  long matches(long value) {
    return readNumber(skipNumber(countAt(value)));
  }

  /** Where the row's bytes begin in a value. */
  long row(long value) {
    return skipNumber(skipNumber(countAt(value)));
  }

  private long countAt(long value) {
    return hasStamps ? skipNumber(value) : value;
  }

  /** Writes a number of at least 0; returns the end. */
  private static long writeNumber(long number, long to) {
    long at = to;
    long rest = number;
    while (rest >>> 7 != 0) {
      Memory.putByte(at++, (byte) (rest | 0x80));
      rest >>>= 7;
    }
    Memory.putByte(at++, (byte) rest);
    return at;
  }

  /** The number at {@code from}. */
  private static long readNumber(long from) {
    long number = 0;
    long at = from;
    for (int shift = 0; ; shift += 7) {
      byte bits = Memory.getByte(at++);
      number |= (bits & 0x7fL) << shift;
      if (bits >= 0) {
        return number;
      }
    }
  }

  /** Where the number at {@code from} ends. */
  private static long skipNumber(long from) {
    long at = from;
    while (Memory.getByte(at++) < 0) {
      // Goes on to the last byte of the number.
    }
    return at;
  }
}
