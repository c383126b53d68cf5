package io.weir.runtime.connector.format.json;

import io.weir.runtime.text.Utf8Buffer;
import io.weir.runtime.vector.Memory;
import java.nio.charset.StandardCharsets;

/** Strings as JSON writes them (RFC 8259, section 7): only what must be escaped is. */
final class JsonStrings {
  private static final long LOW_BITS = 0x0101010101010101L;
  private static final long HIGH_BITS = 0x8080808080808080L;
  private static final long SPACES = 0x20 * LOW_BITS;
  private static final long QUOTES = '"' * LOW_BITS;
  private static final long BACKSLASHES = '\\' * LOW_BITS;
  private static final byte[][] ESCAPES = new byte[256][];

  static {
    for (int i = 0; i < 0x20; i++) {
      ESCAPES[i] = String.format("\\u%04X", i).getBytes(StandardCharsets.US_ASCII);
    }
    escape('"', "\\\"");
    escape('\\', "\\\\");
    escape('\b', "\\b");
    escape('\f', "\\f");
    escape('\n', "\\n");
    escape('\r', "\\r");
    escape('\t', "\\t");
  }

  private JsonStrings() {}

  private static void escape(char character, String escaped) {
    ESCAPES[character] = escaped.getBytes(StandardCharsets.US_ASCII);
  }

  /** Appends {@code length} bytes of UTF-8 as a quoted string. */
  static void append(Utf8Buffer out, long address, int length) {
    out.ensureRoom(length + 2);
    out.append('"');
    int plain = plainPrefix(address, length);
    out.appendMemory(address, plain);
    for (int i = plain; i < length; i++) {
      byte value = Memory.getByte(address + i);
      byte[] escaped = ESCAPES[value & 0xff];
      if (escaped == null) {
        out.append(value);
      } else {
        out.append(escaped);
      }
    }
    out.append('"');
  }

  /** Appends a string as a quoted string. */
  static void append(Utf8Buffer out, String text) {
    out.append('"');
    for (byte value : text.getBytes(StandardCharsets.UTF_8)) {
      byte[] escaped = ESCAPES[value & 0xff];
      if (escaped == null) {
        out.append(value);
      } else {
        out.append(escaped);
      }
    }
    out.append('"');
  }

  /** How many bytes at the start need no escape; may be up to seven too few. */
  private static int plainPrefix(long address, int length) {
    int i = 0;
    for (; i + 8 <= length; i += 8) {
      if (needsEscape(Memory.getLong(address + i))) {
        return i;
      }
    }
    for (; i < length; i++) {
      if (ESCAPES[Memory.getByte(address + i) & 0xff] != null) {
        return i;
      }
    }
    return length;
  }

  /**
   * Whether any of eight bytes needs an escape: "determine if a word has a byte less than n" and "…
   * equal to n" of Anderson's Bit Twiddling Hacks.
   */
  private static boolean needsEscape(long word) {
    long control = (word - SPACES) & ~word;
    long quote = word ^ QUOTES;
    long backslash = word ^ BACKSLASHES;
    long found = control | ((quote - LOW_BITS) & ~quote) | ((backslash - LOW_BITS) & ~backslash);
    return (found & HIGH_BITS) != 0;
  }
}
