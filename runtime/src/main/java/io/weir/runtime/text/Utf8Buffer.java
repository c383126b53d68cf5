package io.weir.runtime.text;

import io.weir.runtime.vector.Memory;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A growing array of UTF-8 bytes that text is appended to and that is reused from row to row. */
public final class Utf8Buffer {
  private byte[] bytes;
  private int length;

  /** An empty buffer that grows as needed. */
  public Utf8Buffer(int initialCapacity) {
    bytes = new byte[Math.max(16, initialCapacity)];
  }

  /** The array that holds the text from index 0; replaced when the buffer grows. */
  public byte[] bytes() {
    return bytes;
  }

  /** The number of bytes of text. */
  public int length() {
    return length;
  }

  /** Forgets all text; keeps the memory. */
  public void clear() {
    length = 0;
  }

  /** Cuts the text to its first {@code newLength} bytes. */
  public void truncate(int newLength) {
    if (newLength > length) {
      throw new IllegalArgumentException(newLength + " > " + length);
    }
    length = newLength;
  }

  /** Forgets all text and gives memory beyond {@code capacity} bytes back. */
  public void reset(int capacity) {
    length = 0;
    if (bytes.length > capacity) {
      bytes = new byte[capacity];
    }
  }

  /**
   * Makes room for {@code count} more bytes. A caller may then write that many to {@link #bytes()}
   * from {@link #length()} on, and {@link #advance} over them.
   */
  public void ensureRoom(int count) {
    if (bytes.length - length < count) {
      bytes = Arrays.copyOf(bytes, Math.max(Math.addExact(length, count), grown()));
    }
  }

  private int grown() {
    return (int) Math.min(Integer.MAX_VALUE - 8L, 2L * bytes.length);
  }

  /** Takes {@code count} bytes written directly into the array as text. */
  public void advance(int count) {
    length += count;
  }

  /** Appends one byte. */
  public void append(byte value) {
    if (length == bytes.length) {
      ensureRoom(1);
    }
    bytes[length++] = value;
  }

  /** Appends one ASCII character. */
  public void append(char ascii) {
    append((byte) ascii);
  }

  /** Appends an array. */
  public void append(byte[] values) {
    append(values, 0, values.length);
  }

  /** Appends part of an array. */
  public void append(byte[] values, int offset, int count) {
    ensureRoom(count);
    System.arraycopy(values, offset, bytes, length, count);
    length += count;
  }

  /** Appends {@code count} bytes of memory. */
  public void appendMemory(long address, int count) {
    ensureRoom(count);
    Memory.copyToArray(address, bytes, length, count);
    length += count;
  }

  /** Appends a string of ASCII characters. */
  public void appendAscii(String ascii) {
    int count = ascii.length();
    ensureRoom(count);
    for (int i = 0; i < count; i++) {
      bytes[length + i] = (byte) ascii.charAt(i);
    }
    length += count;
  }

  /** Appends a string. */
  public void append(String text) {
    append(text.getBytes(StandardCharsets.UTF_8));
  }

  /** A copy of the text. */
  public byte[] toByteArray() {
    return Arrays.copyOf(bytes, length);
  }

  /** The text from byte {@code start} on. */
  public String toString(int start) {
    return new String(bytes, start, length - start, StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return toString(0);
  }
}
