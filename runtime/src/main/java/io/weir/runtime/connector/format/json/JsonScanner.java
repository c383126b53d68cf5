package io.weir.runtime.connector.format.json;

import io.weir.runtime.vector.Memory;

/**
 * Finds the ends of JSON tokens in memory, eight bytes at a time. Everything stops at a newline,
 * which JSON allows nowhere inside a token, so that no method needs to know where the data ends.
 * Each answers {@link #NONE} where the text is not what it looks for, or is unusual enough to be
 * left to Jackson. Used by one thread at a time.
 *
 * <p>The bit tricks: H. S. Warren, "Hacker's Delight", section 6-1 (finding a byte); D. Lemire,
 * "Quickly parsing eight digits" (2018).
 */
final class JsonScanner {
  /** No address. */
  static final long NONE = 0;

  private static final long ONES = 0x0101010101010101L;
  private static final long HIGHS = 0x8080808080808080L;
  private static final long QUOTES = ONES * '"';
  private static final long BACKSLASHES = ONES * '\\';
  private static final long BLANKS = ONES * ' ';
  private static final int MAX_DIGITS = 18;
  private static final int TRUE_WORD = word("true");
  private static final int FALSE_WORD = word("alse");
  private static final int NULL_WORD = word("null");

  private long integer;
  private boolean isAscii;

  private static int word(String four) {
    return four.charAt(0) | four.charAt(1) << 8 | four.charAt(2) << 16 | four.charAt(3) << 24;
  }

  /** The integer that {@link #integerEnd} has read. */
  long integer() {
    return integer;
  }

  /** Whether the string that {@link #plainStringEnd} has passed is ASCII. */
  boolean isAscii() {
    return isAscii;
  }

  static boolean isNull(long p) {
    return Memory.getInt(p) == NULL_WORD;
  }

  static boolean isTrue(long p) {
    return Memory.getInt(p) == TRUE_WORD;
  }

  static boolean isFalse(long p) {
    return Memory.getByte(p) == 'f' && Memory.getInt(p + 1) == FALSE_WORD;
  }

  /** The first byte that is not a space, tab or carriage return. */
  static long skipBlanks(long p) {
    byte c = Memory.getByte(p);
    while (c == ' ' || c == '\t' || c == '\r') {
      c = Memory.getByte(++p);
    }
    return p;
  }

  /**
   * Reads an integer of at most 18 digits without fraction and exponent, and returns where it ends.
   */
  long integerEnd(long start) {
    boolean minus = Memory.getByte(start) == '-';
    long p = minus ? start + 1 : start;
    long word = Memory.getLong(p);
    int count = digits(word);
    if (count == 0 || (count > 1 && (word & 0xFF) == '0')) {
      return NONE;
    }
    long value = eightDigits(word << (Long.SIZE - count * 8));
    p += count;
    byte next = Memory.getByte(p);
    if (count == Long.BYTES) {
      while (next >= '0' && next <= '9') {
        if (++count > MAX_DIGITS) {
          return NONE;
        }
        value = value * 10 + (next - '0');
        next = Memory.getByte(++p);
      }
    }
    if (next == '.' || next == 'e' || next == 'E') {
      return NONE;
    }
    integer = minus ? -value : value;
    return p;
  }

  /** How many of the word's bytes are digits, counted from the lowest up to the first other one. */
  private static int digits(long word) {
    long others = ((word + 0x4646464646464646L) | (word - 0x3030303030303030L)) & HIGHS;
    return Long.numberOfTrailingZeros(others) >>> 3;
  }

  /** The number that eight digits make, the lowest byte first; zero bytes count as zeros. */
  private static long eightDigits(long word) {
    long pairs = (word & 0x0F0F0F0F0F0F0F0FL) * 2561 >>> 8;
    long fours = (pairs & 0x00FF00FF00FF00FFL) * 6553601 >>> 16;
    return (fours & 0x0000FFFF0000FFFFL) * 42949672960001L >>> 32;
  }

  /** The end of a number as JSON spells it. */
  static long numberEnd(long start) {
    long p = Memory.getByte(start) == '-' ? start + 1 : start;
    boolean isZero = Memory.getByte(p) == '0';
    long digitsEnd = digitsEnd(p);
    if (digitsEnd == p || (isZero && digitsEnd > p + 1)) {
      return NONE;
    }
    p = digitsEnd;
    if (Memory.getByte(p) == '.') {
      digitsEnd = digitsEnd(p + 1);
      if (digitsEnd == p + 1) {
        return NONE;
      }
      p = digitsEnd;
    }
    if ((Memory.getByte(p) | 0x20) == 'e') {
      p++;
      byte sign = Memory.getByte(p);
      p += sign == '+' || sign == '-' ? 1 : 0;
      digitsEnd = digitsEnd(p);
      if (digitsEnd == p) {
        return NONE;
      }
      p = digitsEnd;
    }
    return p;
  }

  private static long digitsEnd(long p) {
    byte c = Memory.getByte(p);
    while (c >= '0' && c <= '9') {
      c = Memory.getByte(++p);
    }
    return p;
  }

  /**
   * The address of the closing quote of a string without escapes and control characters, whose
   * first character is at {@code p}.
   */
  long plainStringEnd(long p) {
    long high = 0;
    while (true) {
      long word = Memory.getLong(p);
      long special = special(word);
      if (special != 0) {
        long before = (special & -special) - 1;
        isAscii = ((high | (word & before)) & HIGHS) == 0;
        long end = p + (Long.numberOfTrailingZeros(special) >>> 3);
        return Memory.getByte(end) == '"' ? end : NONE;
      }
      high |= word;
      p += Long.BYTES;
    }
  }

  /** The high bits of the bytes that are a quote, a backslash or a control character. */
  private static long special(long word) {
    long quotes = word ^ QUOTES;
    long backslashes = word ^ BACKSLASHES;
    return (((quotes - ONES) & ~quotes)
            | ((backslashes - ONES) & ~backslashes)
            | ((word - BLANKS) & ~word))
        & HIGHS;
  }

  /** The address after the closing quote of any string, whose first character is at {@code p}. */
  private static long stringEnd(long p) {
    while (true) {
      long special = special(Memory.getLong(p));
      if (special == 0) {
        p += Long.BYTES;
        continue;
      }
      p += Long.numberOfTrailingZeros(special) >>> 3;
      switch (Memory.getByte(p)) {
        case '"' -> {
          return p + 1;
        }
        case '\n' -> {
          return NONE;
        }
        case '\\' -> {
          if (Memory.getByte(p + 1) == '\n') {
            return NONE;
          }
          p += 2;
        }
        default -> p++;
      }
    }
  }

  /** The address after a value of any kind, whose inside is checked only as far as needed. */
  static long valueEnd(long p) {
    byte c = Memory.getByte(p);
    switch (c) {
      case '"':
        return stringEnd(p + 1);
      case '{', '[':
        return structureEnd(p);
      case 't':
        return isTrue(p) ? p + 4 : NONE;
      case 'f':
        return isFalse(p) ? p + 5 : NONE;
      case 'n':
        return isNull(p) ? p + 4 : NONE;
      default:
        return numberEnd(p);
    }
  }

  private static long structureEnd(long p) {
    int depth = 0;
    while (true) {
      switch (Memory.getByte(p)) {
        case '{', '[' -> {
          depth++;
          p++;
        }
        case '}', ']' -> {
          p++;
          if (--depth == 0) {
            return p;
          }
        }
        case '"' -> {
          p = stringEnd(p + 1);
          if (p == NONE) {
            return NONE;
          }
        }
        case '\n' -> {
          return NONE;
        }
        default -> p++;
      }
    }
  }
}
