package io.weir.runtime.function;

import java.util.function.IntPredicate;

/** Parts of strings and where they are. Positions count code points from 1. */
final class SubstringFunctions {
  private SubstringFunctions() {}

  @SqlFunction(
      name = {"SUBSTRING", "SUBSTR"},
      doc =
          "The part of `text` from position `start` (from 1; a negative one counts from the end)"
              + " on, of `length` characters or to the end. Empty if `start` is outside of `text`,"
              + " NULL if `length` is negative.",
      example = "SUBSTRING('hello' FROM 2 FOR 3)",
      result = "'ell'")
  static boolean substring(Slice text, int start, int length, SliceOutput out) {
    if (length < 0) {
      return false;
    }
    int first = byteOf(text, start);
    out.append(text, first, Utf8.advance(text, first, length) - first);
    return true;
  }

  @SqlFunction(name = {"SUBSTRING", "SUBSTR"})
  static boolean substring(Slice text, int start, SliceOutput out) {
    int first = byteOf(text, start);
    out.append(text, first, text.length() - first);
    return true;
  }

  /** The byte where position {@code start} begins; the end if it is outside of the text. */
  private static int byteOf(Slice text, int start) {
    if (start >= 0) {
      return Utf8.advance(text, 0, start - 1L);
    }
    long index = (long) text.codePointCount() + start;
    return index < 0 ? text.length() : Utf8.advance(text, 0, index);
  }

  @SqlFunction(
      name = "LEFT",
      doc = "The first `count` characters of `text`; empty if `count` is negative.",
      example = "LEFT('hello', 2)",
      result = "'he'")
  static boolean left(Slice text, int count, SliceOutput out) {
    out.append(text, 0, Utf8.advance(text, 0, count));
    return true;
  }

  @SqlFunction(
      name = "RIGHT",
      doc = "The last `count` characters of `text`; empty if `count` is negative.",
      example = "RIGHT('hello', 2)",
      result = "'lo'")
  static boolean right(Slice text, int count, SliceOutput out) {
    int at = text.length();
    for (int i = 0; i < count && at > 0; i++) {
      at = Utf8.previous(text, at);
    }
    out.append(text, at, text.length() - at);
    return true;
  }

  @SqlFunction(
      name = {"CHAR_LENGTH", "CHARACTER_LENGTH"},
      doc = "The number of characters (code points) of `text`.",
      example = "CHAR_LENGTH('Zürich')",
      result = "6")
  static int charLength(Slice text) {
    return text.codePointCount();
  }

  @SqlFunction(
      name = {"POSITION"},
      doc = "The position (from 1) of the first `part` in `text`, 0 if there is none.",
      example = "POSITION('l' IN 'hello')",
      result = "3")
  static int position(Slice part, Slice text) {
    return locate(part, text, 1);
  }

  @SqlFunction(name = "POSITION")
  static int position(Slice part, Slice text, int start) {
    return locate(part, text, start);
  }

  @SqlFunction(
      name = "LOCATE",
      doc =
          "The position (from 1) of the first `part` in `text` at or after position `start`"
              + " (default 1), 0 if there is none.",
      example = "LOCATE('l', 'hello', 4)",
      result = "4")
  static int locate(Slice part, Slice text, int start) {
    if (part.isEmpty()) {
      return 1;
    }
    int found = text.indexOf(part, Utf8.advance(text, 0, start - 1L));
    return found < 0 ? 0 : Utf8.countBefore(text, found) + 1;
  }

  @SqlFunction(name = "LOCATE")
  static int locate(Slice part, Slice text) {
    return locate(part, text, 1);
  }

  @SqlFunction(
      name = "INSTR",
      doc =
          "The position (from 1) of `part` in `text`: of the occurrence number `occurrence`"
              + " (default 1) from position `start` (default 1) on, counted backwards from the end"
              + " if `start` is negative. 0 if there is none.",
      example = "INSTR('hello', 'l', -1)",
      result = "4",
      canFail = true)
  static int instr(Slice text, Slice part, int start, int occurrence) {
    if (occurrence <= 0) {
      throw new EvaluationException(
          "INSTR counts occurrences from 1, there is none with number " + occurrence);
    }
    if (start == 0) {
      return 0;
    }
    if (part.isEmpty() && start > 0) {
      return 1;
    }
    int found =
        start > 0
            ? forward(text, part, start, occurrence)
            : backward(text, part, start, occurrence);
    return found < 0 ? 0 : Utf8.countBefore(text, found) + 1;
  }

  private static int forward(Slice text, Slice part, int start, int occurrence) {
    int found = text.indexOf(part, Utf8.advance(text, 0, start - 1L));
    for (int i = 1; i < occurrence && found >= 0; i++) {
      found = text.indexOf(part, Utf8.next(text, found));
    }
    return found;
  }

  private static int backward(Slice text, Slice part, int start, int occurrence) {
    int end = text.length();
    for (int i = start; i < -1; i++) {
      if (end == 0) {
        return -1;
      }
      end = Utf8.previous(text, end);
    }
    int left = occurrence;
    for (int at = end - part.length(); at >= 0; at--) {
      if (text.matchesAt(part, at) && --left == 0) {
        return at;
      }
    }
    return -1;
  }

  @SqlFunction(name = "INSTR")
  static int instr(Slice text, Slice part) {
    return locate(part, text, 1);
  }

  @SqlFunction(name = "INSTR")
  static int instr(Slice text, Slice part, int start) {
    return instr(text, part, start, 1);
  }

  @SqlFunction(
      name = "STARTSWITH",
      doc = "Whether `text` begins with `prefix`.",
      example = "STARTSWITH('hello', 'he')",
      result = "TRUE")
  static boolean startsWith(Slice text, Slice prefix) {
    return text.startsWith(prefix);
  }

  @SqlFunction(name = "STARTSWITH")
  static boolean bytesStartWith(@SqlType("BYTES") Slice text, @SqlType("BYTES") Slice prefix) {
    return text.startsWith(prefix);
  }

  @SqlFunction(
      name = "ENDSWITH",
      doc = "Whether `text` ends with `suffix`.",
      example = "ENDSWITH('hello', 'lo')",
      result = "TRUE")
  static boolean endsWith(Slice text, Slice suffix) {
    return text.endsWith(suffix);
  }

  @SqlFunction(name = "ENDSWITH")
  static boolean bytesEndWith(@SqlType("BYTES") Slice text, @SqlType("BYTES") Slice suffix) {
    return text.endsWith(suffix);
  }

  @SqlFunction(
      name = "SPLIT_INDEX",
      doc =
          "The part number `index` (from 0) of `text` split at each `separator`; NULL if there are"
              + " fewer parts or `index` is negative. The empty string has no parts. An empty"
              + " separator stands for any blank.",
      example = "SPLIT_INDEX('a,b,c', ',', 1)",
      result = "'b'")
  static boolean splitIndex(Slice text, Slice separator, int index, SliceOutput out) {
    if (index < 0 || text.isEmpty()) {
      return false;
    }
    if (separator.isEmpty()) {
      return part(text, Character::isWhitespace, index, out);
    }
    int start = 0;
    for (int part = 0; ; part++) {
      int end = text.indexOf(separator, start);
      if (part == index) {
        out.append(text, start, (end < 0 ? text.length() : end) - start);
        return true;
      }
      if (end < 0) {
        return false;
      }
      start = end + separator.length();
    }
  }

  @SqlFunction(name = "SPLIT_INDEX")
  static boolean splitIndex(Slice text, int separator, int index, SliceOutput out) {
    if (separator < 1 || separator > 0x7F || index < 0 || text.isEmpty()) {
      return false;
    }
    return part(text, character -> character == separator, index, out);
  }

  /** A part of what ASCII characters separate. */
  private static boolean part(Slice text, IntPredicate isSeparator, int index, SliceOutput out) {
    int part = 0;
    int start = 0;
    for (int i = 0; i <= text.length(); i++) {
      if (i == text.length() || text.get(i) >= 0 && isSeparator.test(text.get(i))) {
        if (part++ == index) {
          out.append(text, start, i - start);
          return true;
        }
        start = i + 1;
      }
    }
    return false;
  }
}
