package io.weir.runtime.connector.file;

import io.weir.runtime.text.Utf8Buffer;
import java.nio.charset.StandardCharsets;

/**
 * Partition columns as directories, as Hive has them: {@code country=de/day=2001-04-16}, with the
 * characters that would be mistaken written as {@code %} and two hexadecimal digits.
 */
public final class PartitionText {
  private static final byte[] HEX = "0123456789ABCDEF".getBytes(StandardCharsets.US_ASCII);
  private static final boolean[] IS_ESCAPED = new boolean[128];

  static {
    for (int i = 0; i < 0x20; i++) {
      IS_ESCAPED[i] = true;
    }
    for (char c : "\"#%'*/:=?\\{[]^\u007f".toCharArray()) {
      IS_ESCAPED[c] = true;
    }
  }

  private PartitionText() {}

  /** Appends text with what must be escaped. */
  public static void append(Utf8Buffer out, byte[] utf8, int length) {
    for (int i = 0; i < length; i++) {
      byte value = utf8[i];
      if (value >= 0 && IS_ESCAPED[value]) {
        out.append('%');
        out.append(HEX[value >> 4]);
        out.append(HEX[value & 15]);
      } else {
        out.append(value);
      }
    }
  }

  /** Text with what must be escaped. */
  public static String escape(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    Utf8Buffer out = new Utf8Buffer(2 * utf8.length);
    append(out, utf8, utf8.length);
    return out.toString();
  }

  /** Text from the name of a directory. */
  public static String unescape(String name) {
    if (name.indexOf('%') < 0) {
      return name;
    }
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c == '%'
          && i + 2 < name.length()
          && Character.digit(name.charAt(i + 1), 16) >= 0
          && Character.digit(name.charAt(i + 2), 16) >= 0) {
        text.append((char) Integer.parseInt(name.substring(i + 1, i + 3), 16));
        i += 2;
      } else {
        text.append(c);
      }
    }
    return text.toString();
  }
}
