package io.weir.runtime.function.json;

import com.fasterxml.jackson.databind.JsonNode;
import io.weir.runtime.function.CallArguments;
import io.weir.runtime.function.EvaluationException;
import io.weir.runtime.function.Kernel;
import io.weir.runtime.function.KernelFunction;
import io.weir.runtime.function.Operand;
import io.weir.runtime.function.Resolution;
import io.weir.runtime.function.Result;
import io.weir.runtime.function.ScalarFunction;
import io.weir.runtime.stream.Selection;
import io.weir.runtime.type.LogicalType;
import io.weir.runtime.type.TypeKind;
import io.weir.runtime.vector.Values;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;

/** JSON_VALUE. */
final class JsonValue implements Kernel {
  private static final int ARGUMENTS = 7;
  private static final int ON_EMPTY = 3;
  private static final int ON_ERROR = 5;

  private final JsonPathState state = new JsonPathState();
  private final LogicalType type;
  private final List<LogicalType> parameters;
  private final String onEmpty;
  private final String onError;

  private JsonValue(
      LogicalType type, List<LogicalType> parameters, String onEmpty, String onError) {
    this.type = type;
    this.parameters = parameters;
    this.onEmpty = onEmpty;
    this.onError = onError;
  }

  /** The function. */
  static ScalarFunction function() {
    return KernelFunction.named("JSON_VALUE")
        .doc(
            "The string, number or truth value that a path reaches in a JSON document, as STRING or"
                + " as RETURNING says. NULL, or what ON EMPTY and ON ERROR say, if there is none or"
                + " it is not of that type.",
            "JSON_VALUE('{\"a\": [0.998]}', '$.a[0]' RETURNING DOUBLE)",
            "0.998")
        .arguments(
            2,
            ARGUMENTS,
            "JSON_VALUE(STRING, path [RETURNING {STRING | BOOLEAN | INTEGER | DOUBLE}]"
                + " [{NULL | ERROR | DEFAULT value} ON EMPTY]"
                + " [{NULL | ERROR | DEFAULT value} ON ERROR])")
        .resolve(JsonValue::resolve);
  }

  private static Resolution resolve(CallArguments arguments) {
    String fault = JsonFunctions.pathFault("JSON_VALUE", arguments);
    if (fault != null) {
      return Resolution.mismatch(fault);
    }
    if (arguments.size() != 2 && arguments.size() != ARGUMENTS) {
      return JsonFunctions.mismatch("JSON_VALUE", arguments);
    }
    String returning = JsonFunctions.keyword(arguments, 2, "STRING");
    LogicalType type =
        switch (returning) {
          case "STRING", "VARCHAR" -> LogicalType.string();
          case "BOOLEAN" -> LogicalType.bool();
          case "INTEGER", "INT" -> LogicalType.int32();
          case "DOUBLE" -> LogicalType.float64();
          default -> null;
        };
    if (type == null) {
      return new Resolution.Mismatch(
          "JSON_VALUE cannot return " + returning, "return STRING and CAST it");
    }
    String onEmpty = JsonFunctions.keyword(arguments, ON_EMPTY, "NULL");
    String onError = JsonFunctions.keyword(arguments, ON_ERROR, "NULL");
    boolean canFail = onEmpty.equals("ERROR") || onError.equals("ERROR");
    return Resolution.of(
        JsonFunctions.binding(
            arguments,
            type,
            canFail,
            () -> new JsonValue(type, arguments.types(), onEmpty, onError)));
  }

  @Override
  public void evaluate(Selection rows, Operand[] inputs, Result result) {
    for (int i = 0; i < rows.count(); i++) {
      int row = rows.row(i);
      boolean isNull = inputs[0].isNull(row) || inputs[1].isNull(row);
      write(result, row, isNull ? null : value(inputs, row));
    }
  }

  private Object value(Operand[] inputs, int row) {
    if (!state.find(inputs[0], inputs[1], row)) {
      return otherwise(onError, ON_ERROR, state.fault(), inputs, row);
    }
    JsonNode node = state.node();
    if (node == null) {
      return otherwise(onEmpty, ON_EMPTY, "JSON_VALUE has found nothing", inputs, row);
    }
    if (node.isNull()) {
      return null;
    }
    if (node.isContainerNode()) {
      String fault = "JSON_VALUE has found " + node + ", which is no single value";
      return state.isStrict()
          ? otherwise(onError, ON_ERROR, fault, inputs, row)
          : otherwise(onEmpty, ON_EMPTY, fault, inputs, row);
    }
    Object value = convert(text(node));
    String fault = "JSON_VALUE has found " + node + ", which is no " + type.withNullable(true);
    return value == null ? otherwise(onError, ON_ERROR, fault, inputs, row) : value;
  }

  private static String text(JsonNode node) {
    return node.isBigDecimal() ? node.decimalValue().toString() : node.asText();
  }

  /** A scalar's text in the returned type, or null if it is not of that type. */
  private Object convert(String text) {
    try {
      return switch (type.kind()) {
        case BOOLEAN ->
            switch (text.toLowerCase(Locale.ROOT)) {
              case "true" -> true;
              case "false" -> false;
              default -> null;
            };
        case INT -> new BigDecimal(text).intValueExact();
        case DOUBLE -> new BigDecimal(text).doubleValue();
        default -> text;
      };
    } catch (NumberFormatException notANumber) {
      return null;
    } catch (ArithmeticException notAnInt) {
      return null;
    }
  }

  private Object otherwise(String behaviour, int index, String fault, Operand[] inputs, int row) {
    if (behaviour.equals("ERROR")) {
      throw new EvaluationException(fault);
    }
    if (!behaviour.equals("DEFAULT")) {
      return null;
    }
    Operand operand = inputs[index + 1];
    Object value = Values.read(parameters.get(index + 1), operand.column(), operand.slot(row));
    return value == null ? null : convert(value.toString());
  }

  private static void write(Result result, int row, Object value) {
    TypeKind kind = result.type().kind();
    if (kind.isCharacter()) {
      if (value == null) {
        result.slices().endNull(row);
      } else {
        result.slices().append((String) value);
        result.slices().end(row);
      }
    } else if (value == null) {
      result.setNull(row);
    } else if (kind == TypeKind.BOOLEAN) {
      result.column().putBoolean(row, (Boolean) value);
    } else if (kind == TypeKind.INT) {
      result.column().putInt(row, (Integer) value);
    } else {
      result.column().putDouble(row, (Double) value);
    }
  }
}
