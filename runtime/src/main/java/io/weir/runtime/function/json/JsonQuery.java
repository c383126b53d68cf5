package io.weir.runtime.function.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.weir.runtime.function.EvaluationException;
import io.weir.runtime.function.Kernel;
import io.weir.runtime.function.Operand;
import io.weir.runtime.function.Result;
import io.weir.runtime.stream.Selection;

/** The kernel of JSON_QUERY. */
final class JsonQuery implements Kernel {
  private final JsonPathState state = new JsonPathState();
  private final String wrapper;
  private final String onEmpty;
  private final String onError;

  JsonQuery(String wrapper, String onEmpty, String onError) {
    this.wrapper = wrapper;
    this.onEmpty = onEmpty;
    this.onError = onError;
  }

  @Override
  public void evaluate(Selection rows, Operand[] inputs, Result result) {
    for (int i = 0; i < rows.count(); i++) {
      int row = rows.row(i);
      String text = inputs[0].isNull(row) || inputs[1].isNull(row) ? null : query(inputs, row);
      if (text == null) {
        result.slices().endNull(row);
      } else {
        result.slices().append(text);
        result.slices().end(row);
      }
    }
  }

  private String query(Operand[] inputs, int row) {
    if (!state.find(inputs[0], inputs[1], row)) {
      return otherwise(onError, state.fault());
    }
    JsonNode node = wrapped(state.node());
    if (node == null || node.isNull()) {
      return otherwise(onEmpty, "JSON_QUERY has found nothing");
    }
    if (node.isContainerNode()) {
      return JsonDocuments.write(node);
    }
    String fault = "JSON_QUERY has found " + node + ", which is neither array nor object";
    return otherwise(state.isStrict() ? onError : onEmpty, fault);
  }

  private JsonNode wrapped(JsonNode node) {
    boolean wraps =
        wrapper.equals("UNCONDITIONAL") || wrapper.equals("CONDITIONAL") && !isArray(node);
    return wraps && node != null && !node.isNull()
        ? JsonNodeFactory.instance.arrayNode().add(node)
        : node;
  }

  private static boolean isArray(JsonNode node) {
    return node != null && node.isArray();
  }

  private static String otherwise(String behaviour, String fault) {
    return switch (behaviour) {
      case "ERROR" -> throw new EvaluationException(fault);
      case "EMPTY ARRAY" -> "[]";
      case "EMPTY OBJECT" -> "{}";
      default -> null;
    };
  }
}
