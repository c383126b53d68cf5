package io.weir.runtime.function;

/** Removal and addition of characters at the ends of strings. */
final class TrimFunctions {
  private static final byte BLANK = ' ';

  private TrimFunctions() {}

  @SqlFunction(
      name = "TRIM",
      doc =
          "`text` without the characters that are in `set` (blanks by default) at both ends, the"
              + " start (LEADING) or the end (TRAILING).",
      example = "TRIM(LEADING 'x' FROM 'xxaxx')",
      result = "'axx'",
      syntax = Syntax.KEYWORD_OF_FROM)
  static boolean trim(
      @SqlConstant(ConstantCheck.TRIM_SIDE) Slice side, Slice set, Slice text, SliceOutput out) {
    byte initial = side.isEmpty() ? 0 : side.get(0);
    return strip(text, set, initial != 'T', initial != 'L', out);
  }

  @SqlFunction(name = "TRIM", syntax = Syntax.KEYWORD_OF_FROM)
  static boolean trim(Slice text, SliceOutput out) {
    return stripBlanks(text, true, true, out);
  }

  @SqlFunction(
      name = "BTRIM",
      doc = "`text` without the characters that are in `set` (blanks by default) at both ends.",
      example = "BTRIM('xyaxy', 'xy')",
      result = "'a'")
  static boolean trimBoth(Slice text, Slice set, SliceOutput out) {
    return strip(text, set, true, true, out);
  }

  @SqlFunction(name = "BTRIM")
  static boolean trimBoth(Slice text, SliceOutput out) {
    return stripBlanks(text, true, true, out);
  }

  @SqlFunction(
      name = "LTRIM",
      doc = "`text` without the characters that are in `set` (blanks by default) at the start.",
      example = "LTRIM('  a ')",
      result = "'a '")
  static boolean trimLeft(Slice text, SliceOutput out) {
    return stripBlanks(text, true, false, out);
  }

  @SqlFunction(name = "LTRIM")
  static boolean trimLeft(Slice text, Slice set, SliceOutput out) {
    return strip(text, set, true, false, out);
  }

  @SqlFunction(
      name = "RTRIM",
      doc = "`text` without the characters that are in `set` (blanks by default) at the end.",
      example = "RTRIM(' a  ')",
      result = "' a'")
  static boolean trimRight(Slice text, SliceOutput out) {
    return stripBlanks(text, false, true, out);
  }

  @SqlFunction(name = "RTRIM")
  static boolean trimRight(Slice text, Slice set, SliceOutput out) {
    return strip(text, set, false, true, out);
  }

  private static boolean stripBlanks(Slice text, boolean start, boolean end, SliceOutput out) {
    int from = 0;
    int to = text.length();
    while (start && from < to && text.get(from) == BLANK) {
      from++;
    }
    while (end && to > from && text.get(to - 1) == BLANK) {
      to--;
    }
    out.append(text, from, to - from);
    return true;
  }

  private static boolean strip(Slice text, Slice set, boolean start, boolean end, SliceOutput out) {
    int from = 0;
    int to = text.length();
    while (start && from < to) {
      int next = Utf8.next(text, from);
      if (Utf8.find(set, text, from, next) < 0) {
        break;
      }
      from = next;
    }
    while (end && to > from) {
      int previous = Utf8.previous(text, to);
      if (Utf8.find(set, text, previous, to) < 0) {
        break;
      }
      to = previous;
    }
    out.append(text, from, to - from);
    return true;
  }

  @SqlFunction(
      name = "LPAD",
      doc =
          "`text` filled up at the start with `padding`, over and over, to `length` characters, or"
              + " cut to as many. NULL if `length` is negative or `padding` empty.",
      example = "LPAD('hi', 5, 'ab')",
      result = "'abahi'",
      canFail = true)
  static boolean padLeft(Slice text, int length, Slice padding, SliceOutput out) {
    if (length < 0 || padding.isEmpty()) {
      return false;
    }
    int missing = length - text.codePointCount();
    pad("LPAD", padding, missing, out);
    out.append(text, 0, missing < 0 ? Utf8.advance(text, 0, length) : text.length());
    return true;
  }

  @SqlFunction(
      name = "RPAD",
      doc =
          "`text` filled up at the end with `padding`, over and over, to `length` characters, or"
              + " cut to as many. NULL if `length` is negative or `padding` empty.",
      example = "RPAD('hi', 5, 'ab')",
      result = "'hiaba'",
      canFail = true)
  static boolean padRight(Slice text, int length, Slice padding, SliceOutput out) {
    if (length < 0 || padding.isEmpty()) {
      return false;
    }
    int missing = length - text.codePointCount();
    out.append(text, 0, missing < 0 ? Utf8.advance(text, 0, length) : text.length());
    pad("RPAD", padding, missing, out);
    return true;
  }

  private static void pad(String function, Slice padding, int count, SliceOutput out) {
    int size = padding.codePointCount();
    int whole = Math.max(0, count) / size;
    StringSize.check(function, (long) whole * padding.length());
    for (int i = 0; i < whole; i++) {
      out.append(padding);
    }
    out.append(padding, 0, Utf8.advance(padding, 0, Math.max(0, count) % size));
  }
}
