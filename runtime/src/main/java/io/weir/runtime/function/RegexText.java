package io.weir.runtime.function;

import java.nio.charset.StandardCharsets;

/**
 * UTF-8 text as characters for regular expressions, reused from row to row. Knows how to append a
 * range of its characters to an output: straight from the bytes where the text is ASCII.
 */
final class RegexText implements CharSequence {
  private final Slice slice = new Slice();
  private char[] chars = new char[64];
  private int length;
  private boolean isAscii;

  /** Takes the text of this row. */
  void set(Slice text) {
    slice.set(text.address(), text.length());
    isAscii = text.isAscii();
    if (!isAscii) {
      String decoded = text.toString();
      length = decoded.length();
      reserve();
      decoded.getChars(0, length, chars, 0);
      return;
    }
    length = text.length();
    reserve();
    for (int i = 0; i < length; i++) {
      chars[i] = (char) text.get(i);
    }
  }

  private void reserve() {
    if (chars.length < length) {
      chars = new char[Math.max(length, 2 * chars.length)];
    }
  }

  /** The first occurrence of other characters, at least one, or −1. */
  int indexOf(String other) {
    char first = other.charAt(0);
    int last = length - other.length();
    for (int i = 0; i <= last; i++) {
      if (chars[i] == first && startsWith(other, i)) {
        return i;
      }
    }
    return -1;
  }

  private boolean startsWith(String other, int from) {
    for (int k = 1; k < other.length(); k++) {
      if (chars[from + k] != other.charAt(k)) {
        return false;
      }
    }
    return true;
  }

  /** Appends the characters in [start, end). */
  void appendTo(SliceOutput out, int start, int end) {
    if (isAscii) {
      out.append(slice, start, end - start);
    } else {
      out.append(new String(chars, start, end - start));
    }
  }

  /** The bytes of the characters in [start, end). */
  byte[] bytes(int start, int end) {
    return new String(chars, start, end - start).getBytes(StandardCharsets.UTF_8);
  }

  /** The number of code points before character {@code end}. */
  int codePointsBefore(int end) {
    return isAscii ? end : Character.codePointCount(chars, 0, end);
  }

  @Override
  public int length() {
    return length;
  }

  @Override
  public char charAt(int index) {
    return chars[index];
  }

  @Override
  public CharSequence subSequence(int start, int end) {
    return new String(chars, start, end - start);
  }

  @Override
  public String toString() {
    return new String(chars, 0, length);
  }
}
