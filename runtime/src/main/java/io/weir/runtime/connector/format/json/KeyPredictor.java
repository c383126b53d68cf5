package io.weir.runtime.connector.format.json;

import io.weir.runtime.type.Schema;
import io.weir.runtime.vector.Memory;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Remembers which key followed which, so that on most lines a key is recognised by comparing a few
 * words with what stood there last time, brackets, commas and blanks included, instead of being
 * parsed and looked up. Used by one thread at a time.
 */
final class KeyPredictor {
  /** A field that nobody needs. */
  static final int UNUSED = -1;

  private static final int MAX_KEYS = 4096;
  private static final int BUCKETS = 1024;

  private final byte[][] names;
  private final Key root = new Key(new byte[0], UNUSED);
  private final Key[] buckets = new Key[BUCKETS];
  private int keyCount;

  KeyPredictor(Schema schema) {
    names = new byte[schema.size()][];
    for (int i = 0; i < names.length; i++) {
      names[i] = schema.name(i).getBytes(StandardCharsets.UTF_8);
    }
  }

  /** What comes before the first key of a line. */
  Key root() {
    return root;
  }

  /**
   * The key whose bytes, from the end of the value before it to the start of its value, lie between
   * {@code start} and {@code end}, and whose name lies within quotes between the other two.
   */
  Key find(long start, long end, long nameStart, long nameEnd) {
    int length = (int) (end - start);
    int bucket = hash(start, length) & (BUCKETS - 1);
    for (Key key = buckets[bucket]; key != null; key = key.sameBucket) {
      if (key.length == length && key.matches(start)) {
        return key;
      }
    }
    byte[] text = new byte[length];
    Memory.copyToArray(start, text, 0, length);
    int from = (int) (nameStart - start);
    Key key = new Key(text, column(text, from, from + (int) (nameEnd - nameStart)));
    if (keyCount < MAX_KEYS) {
      keyCount++;
      key.sameBucket = buckets[bucket];
      buckets[bucket] = key;
    }
    return key;
  }

  private int column(byte[] text, int from, int to) {
    for (int i = 0; i < names.length; i++) {
      if (Arrays.equals(names[i], 0, names[i].length, text, from, to)) {
        return i;
      }
    }
    return UNUSED;
  }

  private static int hash(long start, int length) {
    long hash = length;
    for (int i = 0; i < length; i++) {
      hash = hash * 31 + Memory.getByte(start + i);
    }
    return (int) (hash ^ hash >>> 10 ^ hash >>> 20);
  }

  /** A key as it stands in lines. */
  static final class Key {
    private final int length;
    private final long[] words;
    private final long lastMask;
    private final int column;
    private Key sameBucket;

    /** The key that came after this one the last time that it was not as predicted. */
    Key next;

    Key(byte[] text, int column) {
      this.length = text.length;
      this.column = column;
      this.words = new long[Math.max(1, (length + 7) / 8)];
      for (int i = 0; i < length; i++) {
        words[i >> 3] |= (text[i] & 0xFFL) << ((i & 7) * 8);
      }
      int rest = length - (words.length - 1) * 8;
      this.lastMask = rest == 8 ? -1L : (1L << (rest * 8)) - 1;
    }

    /** The needed column that it names, or {@link #UNUSED}. */
    int column() {
      return column;
    }

    /** The number of bytes from the value before it to its own value. */
    int length() {
      return length;
    }

    /** Whether it stands at {@code p}. */
    boolean matches(long p) {
      int last = words.length - 1;
      for (int i = 0; i < last; i++) {
        if (Memory.getLong(p) != words[i]) {
          return false;
        }
        p += Long.BYTES;
      }
      return (Memory.getLong(p) & lastMask) == words[last];
    }
  }
}
