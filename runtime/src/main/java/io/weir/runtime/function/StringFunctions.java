package io.weir.runtime.function;

/** Functions of character strings that look at one row at a time. */
final class StringFunctions {
  private StringFunctions() {}

  @SqlFunction(
      name = "SPLIT_INDEX",
      doc =
          "The part number `index` (from 0) of `text` split at each `separator`; NULL if there are"
              + " fewer parts or `index` is negative.",
      example = "SPLIT_INDEX('a,b,c', ',', 1)",
      result = "'b'")
  static boolean splitIndex(Slice text, Slice separator, int index, SliceOutput out) {
    if (index < 0) {
      return false;
    }
    if (separator.isEmpty()) {
      out.append(text);
      return index == 0;
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
      name = {"CHAR_LENGTH", "CHARACTER_LENGTH"},
      doc = "The number of characters (code points) of `text`.",
      example = "CHAR_LENGTH('Zürich')",
      result = "6")
  static int charLength(Slice text) {
    return text.codePointCount();
  }
}
