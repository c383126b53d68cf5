package io.weir.runtime.function;

import java.util.Locale;

/** Functions that make one string of others: case, concatenation, replacement. */
final class StringFunctions {
  private StringFunctions() {}

  @SqlFunction(
      name = "UPPER",
      doc = "`text` in upper case.",
      example = "UPPER('Zürich')",
      result = "'ZÜRICH'")
  static boolean upper(Slice text, SliceOutput out) {
    if (!text.isAscii()) {
      out.append(text.toString().toUpperCase(Locale.ROOT));
      return true;
    }
    for (int i = 0; i < text.length(); i++) {
      byte c = text.get(i);
      out.append(c >= 'a' && c <= 'z' ? (byte) (c - 32) : c);
    }
    return true;
  }

  @SqlFunction(
      name = "LOWER",
      doc = "`text` in lower case.",
      example = "LOWER('ZÜRICH')",
      result = "'zürich'")
  static boolean lower(Slice text, SliceOutput out) {
    if (!text.isAscii()) {
      out.append(text.toString().toLowerCase(Locale.ROOT));
      return true;
    }
    for (int i = 0; i < text.length(); i++) {
      out.append(toLower(text.get(i)));
    }
    return true;
  }

  private static byte toLower(byte c) {
    return c >= 'A' && c <= 'Z' ? (byte) (c + 32) : c;
  }

  @SqlFunction(
      name = "INITCAP",
      doc =
          "`text` with the first letter of each word in upper case and the others in lower case. A"
              + " word is a run of ASCII letters and digits; other characters stay as they are.",
      example = "INITCAP('hello wORLD')",
      result = "'Hello World'")
  static boolean initCap(Slice text, SliceOutput out) {
    boolean inWord = false;
    for (int i = 0; i < text.length(); i++) {
      byte c = text.get(i);
      byte lower = toLower(c);
      boolean isLetter = lower >= 'a' && lower <= 'z';
      out.append(isLetter && !inWord ? (byte) (lower - 32) : lower);
      inWord = isLetter || c >= '0' && c <= '9';
    }
    return true;
  }

  @SqlFunction(
      name = "CONCAT",
      doc = "All arguments one after the other; NULL if any of them is NULL.",
      example = "CONCAT('a', 'b', 'c')",
      result = "'abc'")
  static boolean concat(Slice[] parts, SliceOutput out) {
    for (Slice part : parts) {
      out.append(part);
    }
    return true;
  }

  @SqlFunction(
      name = "CONCAT_WS",
      doc =
          "The `texts` one after the other with `separator` between them; NULLs among them are left"
              + " out. NULL if `separator` is NULL.",
      example = "CONCAT_WS('~', 'AA', NULL, 'BB', '', 'CC')",
      result = "'AA~BB~~CC'")
  static boolean concatWithSeparator(
      @SqlNullable Slice separator, @SqlNullable Slice[] texts, SliceOutput out) {
    if (separator == null) {
      return false;
    }
    boolean isFirst = true;
    for (Slice text : texts) {
      if (text != null) {
        if (!isFirst) {
          out.append(separator);
        }
        out.append(text);
        isFirst = false;
      }
    }
    return true;
  }

  @SqlFunction(
      name = "REPEAT",
      doc = "`text` `count` times; empty if `count` is not positive.",
      example = "REPEAT('ab', 3)",
      result = "'ababab'",
      canFail = true)
  static boolean repeat(Slice text, int count, SliceOutput out) {
    StringSize.check("REPEAT", (long) text.length() * Math.max(0, count));
    if (text.isEmpty()) {
      return true;
    }
    for (int i = 0; i < count; i++) {
      out.append(text);
    }
    return true;
  }

  @SqlFunction(
      name = "REPLACE",
      doc =
          "`text` with each `search` (from left to right, not overlapping) replaced by"
              + " `replacement`; an empty `search` is found before each character and at the end.",
      example = "REPLACE('hello world', 'world', 'flink')",
      result = "'hello flink'")
  static boolean replace(Slice text, Slice search, Slice replacement, SliceOutput out) {
    if (search.isEmpty()) {
      for (int at = 0; at < text.length(); ) {
        int next = Utf8.next(text, at);
        out.append(replacement);
        out.append(text, at, next - at);
        at = next;
      }
      out.append(replacement);
      return true;
    }
    int start = 0;
    for (int found; (found = text.indexOf(search, start)) >= 0; start = found + search.length()) {
      out.append(text, start, found - start);
      out.append(replacement);
    }
    out.append(text, start, text.length() - start);
    return true;
  }

  @SqlFunction(
      name = {"TRANSLATE", "TRANSLATE3"},
      doc =
          "`text` with each character that is in `from` replaced by the one at the same place in"
              + " `to`, or removed if `to` is shorter. NULL for `from` replaces nothing, NULL for"
              + " `to` is the empty string.",
      example = "TRANSLATE('hello', 'elo', 'ip')",
      result = "'hipp'")
  static boolean translate(
      @SqlNullable Slice text, @SqlNullable Slice from, @SqlNullable Slice to, SliceOutput out) {
    if (text == null) {
      return false;
    }
    if (from == null || from.isEmpty()) {
      out.append(text);
      return true;
    }
    for (int at = 0; at < text.length(); ) {
      int next = Utf8.next(text, at);
      int found = Utf8.find(from, text, at, next);
      if (found < 0) {
        out.append(text, at, next - at);
      } else if (to != null) {
        int start = Utf8.advance(to, 0, Utf8.countBefore(from, found));
        if (start < to.length()) {
          out.append(to, start, Utf8.next(to, start) - start);
        }
      }
      at = next;
    }
    return true;
  }

  @SqlFunction(
      name = "OVERLAY",
      doc =
          "`text` with `length` characters (by default as many as `placing` has) from position"
              + " `start` (from 1) on replaced by `placing`. `text` itself if `start` is outside"
              + " of it; all from `start` on is replaced if `length` is not positive.",
      example = "OVERLAY('xxxxxtest' PLACING 'xxxx' FROM 6 FOR 2)",
      result = "'xxxxxxxxxst'")
  static boolean overlay(Slice text, Slice placing, int start, int length, SliceOutput out) {
    int first = start <= 0 ? text.length() : Utf8.advance(text, 0, start - 1L);
    if (first >= text.length()) {
      out.append(text);
      return true;
    }
    out.append(text, 0, first);
    out.append(placing);
    if (length > 0) {
      int rest = Utf8.advance(text, first, length);
      out.append(text, rest, text.length() - rest);
    }
    return true;
  }

  @SqlFunction(name = "OVERLAY")
  static boolean overlay(Slice text, Slice placing, int start, SliceOutput out) {
    return overlay(text, placing, start, placing.codePointCount(), out);
  }

  @SqlFunction(
      name = "REVERSE",
      doc = "The characters of `text` in reverse order.",
      example = "REVERSE('abc')",
      result = "'cba'")
  static boolean reverse(Slice text, SliceOutput out) {
    for (int at = text.length(); at > 0; ) {
      int previous = Utf8.previous(text, at);
      out.append(text, previous, at - previous);
      at = previous;
    }
    return true;
  }
}
