package io.weir.parser;

import io.weir.parser.source.Span;

/**
 * Decodes {@code U&'…'} strings: after the escape character come four hexadecimal digits of a
 * UTF-16 unit, a plus sign and six digits of a code point, or the escape character itself.
 */
final class UnicodeEscapes {
  private UnicodeEscapes() {}

  /** The character of an {@code UESCAPE} clause. */
  static char escapeCharacter(String text, Span span) {
    boolean allowed =
        text.length() == 1
            && Character.digit(text.charAt(0), 16) < 0
            && !Character.isWhitespace(text.charAt(0))
            && "+'\"".indexOf(text.charAt(0)) < 0;
    if (!allowed) {
      throw new ParseException(
          "\"" + text + "\" cannot be the escape character",
          span,
          "one character that is no hexadecimal digit, space, quote or plus sign");
    }
    return text.charAt(0);
  }

  /** The text that a string with escapes stands for. */
  static String decode(String text, char escape, Span span) {
    StringBuilder decoded = new StringBuilder();
    int at = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c != escape) {
        decoded.append(c);
        at++;
      } else if (at + 1 < text.length() && text.charAt(at + 1) == escape) {
        decoded.append(escape);
        at += 2;
      } else if (at + 1 < text.length() && text.charAt(at + 1) == '+') {
        decoded.appendCodePoint(hexadecimal(text, at + 2, 6, span));
        at += 8;
      } else {
        decoded.append((char) hexadecimal(text, at + 1, 4, span));
        at += 5;
      }
    }
    return decoded.toString();
  }

  private static int hexadecimal(String text, int from, int digits, Span span) {
    int value = 0;
    for (int i = from; i < from + digits; i++) {
      int digit = i < text.length() ? Character.digit(text.charAt(i), 16) : -1;
      if (digit < 0) {
        throw malformed(text, from, digits, span);
      }
      value = 16 * value + digit;
    }
    if (!Character.isValidCodePoint(value)) {
      throw malformed(text, from, digits, span);
    }
    return value;
  }

  private static ParseException malformed(String text, int from, int digits, Span span) {
    String found =
        text.substring(Math.min(from, text.length()), Math.min(from + digits, text.length()));
    return new ParseException(
        "\"" + found + "\" in a Unicode string is not the number of a character",
        span,
        "an escape is followed by four hexadecimal digits, or by a plus sign and six");
  }
}
