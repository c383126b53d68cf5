package io.weir.runtime.function.json;

import io.weir.runtime.function.Slice;
import io.weir.runtime.function.SliceOutput;
import io.weir.runtime.function.SqlFunction;

/** JSON_QUOTE and JSON_UNQUOTE. */
public final class JsonQuoting {
  private JsonQuoting() {}

  /** JSON_QUOTE. */
  @SqlFunction(
      name = "JSON_QUOTE",
      doc =
          "`text` as a JSON string: in double quotes, with quotes, backslashes, slashes, control"
              + " characters and all that is not ASCII escaped.",
      example = "JSON_QUOTE('a\"b')",
      result = "'\"a\\\"b\"'")
  public static boolean quote(Slice text, SliceOutput out) {
    String string = text.toString();
    out.append((byte) '"');
    for (int i = 0; i < string.length(); i++) {
      char c = string.charAt(i);
      switch (c) {
        case '"', '\\', '/' -> {
          out.append((byte) '\\');
          out.append((byte) c);
        }
        case '\b' -> out.append("\\b");
        case '\f' -> out.append("\\f");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> {
          if (c < ' ' || c > '~') {
            out.append(String.format("\\u%04x", (int) c));
          } else {
            out.append((byte) c);
          }
        }
      }
    }
    out.append((byte) '"');
    return true;
  }

  /** JSON_UNQUOTE. */
  @SqlFunction(
      name = "JSON_UNQUOTE",
      doc =
          "The text of a JSON string in double quotes, its escapes resolved; what does not begin with"
              + " a JSON string, or does not end with a quote, stays as it is.",
      example = "JSON_UNQUOTE('\"a\\\"b\"')",
      result = "'a\"b'")
  public static boolean unquote(Slice text, SliceOutput out) {
    String string = text.toString();
    if (!isQuoted(string) || !unescape(string, out)) {
      out.append(text);
    }
    return true;
  }

  /** As in Flink, quotes stand around it and a JSON string stands at its beginning. */
  private static boolean isQuoted(String text) {
    int last = text.length() - 1;
    return last > 0
        && text.charAt(0) == '"'
        && text.charAt(last) == '"'
        && JsonDocuments.startsWithDocument(text);
  }

  /** What is between the first and the last character; false if a backslash stands before none. */
  private static boolean unescape(String text, SliceOutput out) {
    StringBuilder plain = new StringBuilder(text.length());
    int end = text.length() - 1;
    for (int i = 1; i < end; i++) {
      char c = text.charAt(i);
      if (c != '\\') {
        plain.append(c);
        continue;
      }
      char escaped = text.charAt(++i);
      switch (escaped) {
        case '"', '\\', '/' -> plain.append(escaped);
        case 'b' -> plain.append('\b');
        case 'f' -> plain.append('\f');
        case 'n' -> plain.append('\n');
        case 'r' -> plain.append('\r');
        case 't' -> plain.append('\t');
        case 'u' -> {
          if (i + 4 >= end || !text.substring(i + 1, i + 5).matches("[0-9a-fA-F]{4}")) {
            return false;
          }
          plain.append((char) Integer.parseInt(text.substring(i + 1, i + 5), 16));
          i += 4;
        }
        default -> {
          return false;
        }
      }
    }
    out.append(plain.toString());
    return true;
  }
}
