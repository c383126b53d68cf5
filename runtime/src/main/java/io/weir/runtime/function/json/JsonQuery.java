package io.weir.runtime.function.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.weir.runtime.function.EvaluationException;
import io.weir.runtime.function.Kernel;
import io.weir.runtime.function.Operand;
import io.weir.runtime.function.Result;
import io.weir.runtime.function.StringList;
import io.weir.runtime.stream.Selection;
import io.weir.runtime.vector.Assemble;
import java.util.Arrays;

/** The kernel of JSON_QUERY. */
final class JsonQuery implements Kernel {
  private final JsonPathState state = new JsonPathState();
  private final StringList elements = new StringList();
  private final String wrapper;
  private final String onEmpty;
  private final String onError;
  private final boolean isArray;

  /**
   * @param isArray whether the value is an ARRAY of strings rather than text
   */
  JsonQuery(String wrapper, String onEmpty, String onError, boolean isArray) {
    this.wrapper = wrapper;
    this.onEmpty = onEmpty;
    this.onError = onError;
    this.isArray = isArray;
  }

  @Override
  public void evaluate(Selection rows, Operand[] inputs, Result result) {
    if (isArray) {
      arrays(rows, inputs, result);
      return;
    }
    for (int i = 0; i < rows.count(); i++) {
      int row = rows.row(i);
      JsonNode found = query(inputs, row);
      if (found == null) {
        result.slices().endNull(row);
      } else {
        result.slices().append(JsonDocuments.write(found));
        result.slices().end(row);
      }
    }
  }

  private void arrays(Selection rows, Operand[] inputs, Result result) {
    int[] ends = new int[result.rowCount()];
    boolean[] isNull = new boolean[result.rowCount()];
    int filled = 0;
    elements.clear();
    for (int i = 0; i < rows.count(); i++) {
      int row = rows.row(i);
      Arrays.fill(ends, filled, row, elements.count());
      JsonNode found = query(inputs, row);
      isNull[row] = found == null;
      if (found != null) {
        found.forEach(this::addElement);
      }
      ends[row] = elements.count();
      filled = row + 1;
    }
    Arrays.fill(ends, filled, ends.length, elements.count());
    result.set(
        Assemble.arrays(
            result.type(),
            ends,
            isNull,
            elements.toVector(result.allocator()),
            result.allocator()));
  }

  private void addElement(JsonNode element) {
    elements.add(
        element.isNull()
            ? null
            : element.isTextual() ? element.textValue() : JsonDocuments.write(element));
  }

  /** The array or object that is the value of a row, or null for NULL. */
  private JsonNode query(Operand[] inputs, int row) {
    if (inputs[0].isNull(row) || inputs[1].isNull(row)) {
      return null;
    }
    if (!state.find(inputs[0], inputs[1], row)) {
      return otherwise(onError, state.fault());
    }
    JsonNode node = wrapped(state.node());
    if (node == null || node.isNull()) {
      return otherwise(onEmpty, "JSON_QUERY has found nothing");
    }
    if (isArray ? node.isArray() : node.isContainerNode()) {
      return node;
    }
    if (isArray && node.isContainerNode()) {
      return otherwise(onError, "JSON_QUERY has found " + node + ", which is no array");
    }
    String fault = "JSON_QUERY has found " + node + ", which is neither array nor object";
    return otherwise(state.isStrict() ? onError : onEmpty, fault);
  }

  private JsonNode wrapped(JsonNode node) {
    boolean wraps =
        wrapper.equals("UNCONDITIONAL")
            || wrapper.equals("CONDITIONAL") && (node == null || !node.isArray());
    return wraps && node != null && !node.isNull()
        ? JsonNodeFactory.instance.arrayNode().add(node)
        : node;
  }

  private static JsonNode otherwise(String behaviour, String fault) {
    return switch (behaviour) {
      case "ERROR" -> throw new EvaluationException(fault);
      case "EMPTY ARRAY" -> JsonNodeFactory.instance.arrayNode();
      case "EMPTY OBJECT" -> JsonNodeFactory.instance.objectNode();
      default -> null;
    };
  }
}
