package io.weir.runtime.function;

import io.weir.runtime.vector.Memory;
import java.nio.charset.StandardCharsets;

/**
 * A view of a range of off-heap memory: the UTF-8 bytes of a string, or the bytes of a BYTES value.
 * Reused from row to row: a function must not keep one, and reads it only during the call.
 */
public final class Slice {
  private static final long LOW_BITS = 0x0101010101010101L;

  private long address;
  private int length;

  /** An empty slice, to be {@link #set}. */
  public Slice() {}

  /** Points this slice at other memory. */
  public Slice set(long address, int length) {
    this.address = address;
    this.length = length;
    return this;
  }

  /** The address of the first byte. */
  public long address() {
    return address;
  }

  /** The number of bytes. */
  public int length() {
    return length;
  }

  /** Whether there are no bytes. */
  public boolean isEmpty() {
    return length == 0;
  }

  /** The byte at {@code index}, 0 <= index < length. */
  public byte get(int index) {
    return Memory.getByte(address + index);
  }

  /** The number of code points of UTF-8 text: of bytes that do not continue one. */
  public int codePointCount() {
    int count = length;
    int i = 0;
    for (; i + 8 <= length; i += 8) {
      long word = Memory.getLong(address + i);
      count -= Long.bitCount(word >>> 7 & ~(word >>> 6) & LOW_BITS);
    }
    for (; i < length; i++) {
      if ((Memory.getByte(address + i) & 0xC0) == 0x80) {
        count--;
      }
    }
    return count;
  }

  /** Whether all bytes are ASCII, so that code points and bytes coincide. */
  public boolean isAscii() {
    int i = 0;
    for (; i + 8 <= length; i += 8) {
      if ((Memory.getLong(address + i) & 0x8080808080808080L) != 0) {
        return false;
      }
    }
    for (; i < length; i++) {
      if (Memory.getByte(address + i) < 0) {
        return false;
      }
    }
    return true;
  }

  /** The byte index of the first occurrence of {@code part} at or after {@code from}, or -1. */
  public int indexOf(Slice part, int from) {
    return ByteSearch.indexOf(address, length, part.address, part.length, from);
  }

  /** Whether {@code part} is at byte {@code index}, 0 <= index <= length - part.length. */
  public boolean matchesAt(Slice part, int index) {
    return Memory.equals(address + index, part.address, part.length);
  }

  /** Whether both have the same bytes. */
  public boolean contentEquals(Slice other) {
    return length == other.length && Memory.equals(address, other.address, length);
  }

  /** Whether this begins with {@code prefix}. */
  public boolean startsWith(Slice prefix) {
    return length >= prefix.length && Memory.equals(address, prefix.address, prefix.length);
  }

  /** Whether this ends with {@code suffix}. */
  public boolean endsWith(Slice suffix) {
    return length >= suffix.length
        && Memory.equals(address + length - suffix.length, suffix.address, suffix.length);
  }

  /** A copy of the bytes. */
  public byte[] toBytes() {
    byte[] bytes = new byte[length];
    Memory.copyToArray(address, bytes, 0, length);
    return bytes;
  }

  /** The bytes decoded as UTF-8. */
  @Override
  public String toString() {
    return new String(toBytes(), StandardCharsets.UTF_8);
  }
}
