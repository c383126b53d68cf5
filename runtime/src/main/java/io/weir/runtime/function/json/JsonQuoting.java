package io.weir.runtime.function.json;

import com.fasterxml.jackson.databind.JsonNode;
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
      doc = "The text of a JSON string in double quotes; what is none stays as it is.",
      example = "JSON_UNQUOTE('\"a\\\"b\"')",
      result = "'a\"b'")
  public static boolean unquote(Slice text, SliceOutput out) {
    JsonNode node = text.length() > 1 && text.get(0) == '"' ? parse(text) : null;
    if (node != null && node.isTextual()) {
      out.append(node.textValue());
    } else {
      out.append(text);
    }
    return true;
  }

  private static JsonNode parse(Slice text) {
    return JsonDocuments.parse(text.toBytes());
  }
}
