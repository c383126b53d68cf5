package io.weir.runtime.function.json;

import com.fasterxml.jackson.databind.JsonNode;
import io.weir.runtime.function.EvaluationException;
import io.weir.runtime.function.Operand;
import io.weir.runtime.vector.Memory;
import java.nio.charset.StandardCharsets;

/** Evaluates a call's path in its document, and remembers the last path compiled. */
final class JsonPathState {
  private String pathText;
  private JsonPath path;
  private JsonNode node;
  private String fault;

  /**
   * Looks for the path in the document.
   *
   * @return whether it could be evaluated; if not, {@link #fault} says why
   */
  boolean find(Operand document, Operand pathOperand, int row) {
    compile(new String(bytes(pathOperand, row), StandardCharsets.UTF_8));
    byte[] text = bytes(document, row);
    JsonNode root = JsonDocuments.parse(text);
    node = root == null ? null : path.find(root);
    if (node != null || !path.isStrict()) {
      return true;
    }
    fault =
        root == null
            ? "'" + shortened(text) + "' is not JSON: " + JsonDocuments.fault(text)
            : "there is no " + pathText + " in '" + shortened(text) + "'";
    return false;
  }

  private void compile(String text) {
    if (!text.equals(pathText)) {
      try {
        path = JsonPath.parse(text);
      } catch (JsonPath.SyntaxFault e) {
        throw new EvaluationException(e.getMessage());
      }
      pathText = text;
    }
  }

  /** What was found, or null. */
  JsonNode node() {
    return node;
  }

  /** Whether the path is strict. */
  boolean isStrict() {
    return path.isStrict();
  }

  /** Why the last path could not be evaluated. */
  String fault() {
    return fault;
  }

  /** The bytes of a string argument. */
  static byte[] bytes(Operand operand, int row) {
    int slot = operand.slot(row);
    byte[] bytes = new byte[operand.column().getLength(slot)];
    Memory.copyToArray(operand.column().getAddress(slot), bytes, 0, bytes.length);
    return bytes;
  }

  /** The beginning of a document, for messages. */
  static String shortened(byte[] text) {
    String document = new String(text, StandardCharsets.UTF_8);
    return document.length() <= 80 ? document : document.substring(0, 80) + "...";
  }
}
