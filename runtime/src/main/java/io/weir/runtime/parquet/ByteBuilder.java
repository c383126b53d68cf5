package io.weir.runtime.parquet;

import java.util.Arrays;

/** A growing array of bytes, reused from page to page. */
final class ByteBuilder {
  private byte[] bytes;
  private int length;

  ByteBuilder(int initialCapacity) {
    bytes = new byte[Math.max(16, initialCapacity)];
  }

  /** The array that holds the content from index 0; replaced when it grows. */
  byte[] bytes() {
    return bytes;
  }

  int length() {
    return length;
  }

  void clear() {
    length = 0;
  }

  /** Makes room for {@code count} more bytes, which the caller writes and then counts. */
  void ensureRoom(int count) {
    if (bytes.length - length < count) {
      int doubled = (int) Math.min(Integer.MAX_VALUE - 8L, 2L * bytes.length);
      bytes = Arrays.copyOf(bytes, Math.max(Math.addExact(length, count), doubled));
    }
  }

  void advance(int count) {
    length += count;
  }

  void put(int value) {
    ensureRoom(1);
    bytes[length++] = (byte) value;
  }

  void put(byte[] from, int offset, int count) {
    ensureRoom(count);
    System.arraycopy(from, offset, bytes, length, count);
    length += count;
  }

  /** The lowest {@code count} bytes, lowest first. */
  void putLittleEndian(long value, int count) {
    ensureRoom(count);
    for (int i = 0; i < count; i++) {
      bytes[length++] = (byte) (value >>> (8 * i));
    }
  }

  /** Seven bits a byte, lowest first. */
  void putVarint(long value) {
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      put((int) (rest & 0x7F | 0x80));
      rest >>>= 7;
    }
    put((int) rest);
  }
}
