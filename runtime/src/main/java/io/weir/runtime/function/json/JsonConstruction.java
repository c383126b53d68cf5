package io.weir.runtime.function.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.runtime.function.CallArguments;
import io.weir.runtime.function.EvaluationException;
import io.weir.runtime.function.FunctionBinding;
import io.weir.runtime.function.KernelFunction;
import io.weir.runtime.function.Operand;
import io.weir.runtime.function.Resolution;
import io.weir.runtime.function.ScalarFunction;
import io.weir.runtime.type.LogicalType;
import io.weir.runtime.vector.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** JSON_STRING, JSON_OBJECT, JSON_ARRAY and JSON: documents made of SQL values. */
final class JsonConstruction {
  private JsonConstruction() {}

  /** All functions of this class. */
  static List<ScalarFunction> functions() {
    return List.of(
        string(),
        json(),
        constructed(
            "JSON_OBJECT",
            "A JSON object of keys and values. A value made by JSON_OBJECT, JSON_ARRAY or JSON is"
                + " JSON itself. NULLs are written (NULL ON NULL, the default) or left out (ABSENT"
                + " ON NULL).",
            "JSON_OBJECT('a' VALUE 1, 'b' VALUE 'x')",
            "'{\"a\":1,\"b\":\"x\"}'",
            "JSON_OBJECT([KEY key VALUE value], ... [{NULL | ABSENT} ON NULL])",
            2),
        constructed(
            "JSON_ARRAY",
            "A JSON array of values. A value made by JSON_OBJECT, JSON_ARRAY or JSON is JSON itself."
                + " NULLs are left out (ABSENT ON NULL, the default) or written (NULL ON NULL).",
            "JSON_ARRAY(1, 'x')",
            "'[1,\"x\"]'",
            "JSON_ARRAY(value, ... [{NULL | ABSENT} ON NULL])",
            1));
  }

  private static ScalarFunction string() {
    return KernelFunction.named("JSON_STRING")
        .doc("A value as JSON.", "JSON_STRING(ARRAY[1, 2])", "'[1,2]'")
        .arguments(1, 1, "JSON_STRING(any)")
        .resolve(
            arguments -> {
              LogicalType type = arguments.type(0);
              return !JsonWriter.canWrite(type)
                  ? JsonFunctions.mismatch("JSON_STRING", arguments)
                  : Resolution.of(
                      FunctionBinding.strict(
                          arguments.types(),
                          LogicalType.string(),
                          context ->
                              (rows, inputs, result) -> {
                                for (int i = 0; i < rows.count(); i++) {
                                  int row = rows.row(i);
                                  JsonNode node = JsonWriter.node(type, read(type, inputs[0], row));
                                  result.slices().append(JsonDocuments.write(node));
                                  result.slices().end(row);
                                }
                              }));
            });
  }

  private static ScalarFunction json() {
    return KernelFunction.named("JSON")
        .doc(
            "A string that is JSON, for JSON_OBJECT and JSON_ARRAY, which put it in as it is.",
            "JSON_OBJECT('a' VALUE JSON('{\"b\":1}'))",
            "'{\"a\":{\"b\":1}}'")
        .arguments(1, 1, "JSON(STRING)")
        .resolve(
            arguments ->
                !JsonFunctions.isText(arguments.type(0))
                    ? JsonFunctions.mismatch("JSON", arguments)
                    : Resolution.of(
                        FunctionBinding.strict(
                                List.of(
                                    LogicalType.string()
                                        .withNullable(arguments.type(0).nullable())),
                                LogicalType.string(),
                                context ->
                                    (rows, inputs, result) -> {
                                      for (int i = 0; i < rows.count(); i++) {
                                        int row = rows.row(i);
                                        byte[] text = JsonPathState.bytes(inputs[0], row);
                                        if (JsonDocuments.isBlank(text)) {
                                          result.slices().endNull(row);
                                          continue;
                                        }
                                        if (JsonDocuments.parse(text) == null) {
                                          throw new EvaluationException(
                                              "'"
                                                  + JsonPathState.shortened(text)
                                                  + "' is not JSON: "
                                                  + JsonDocuments.fault(text));
                                        }
                                        result.slices().append(text);
                                        result.slices().end(row);
                                      }
                                    })
                            .nullable()
                            .failing()));
  }

  /**
   * A function of options, as {@link JsonFunctions} says, and values.
   *
   * @param step 2 if there is a key before each value, else 1
   */
  private static ScalarFunction constructed(
      String name, String doc, String example, String result, String signature, int step) {
    return KernelFunction.named(name)
        .doc(doc, example, result)
        .arguments(1, Integer.MAX_VALUE, signature)
        .resolve(arguments -> resolve(name, step, arguments));
  }

  private static Resolution resolve(String name, int step, CallArguments arguments) {
    String[] options =
        JsonFunctions.keyword(arguments, 0, step == 2 ? "NULL" : "ABSENT").split(" ");
    boolean keepsNull = options[0].equals("NULL");
    Set<Integer> raw =
        List.of(options).subList(1, options.length).stream()
            .map(Integer::valueOf)
            .collect(Collectors.toSet());
    boolean fits = (arguments.size() - 1) % step == 0;
    List<LogicalType> parameters = new ArrayList<>(arguments.types());
    for (int i = 1; i < arguments.size(); i++) {
      LogicalType type = arguments.type(i);
      boolean isKey = step == 2 && i % 2 == 1;
      fits &= isKey ? type.kind().isCharacter() : JsonWriter.canWrite(type);
    }
    if (!fits) {
      return JsonFunctions.mismatch(
          name, CallArguments.of(arguments.types().subList(1, arguments.size())));
    }
    FunctionBinding binding =
        FunctionBinding.custom(
            parameters,
            LogicalType.string().withNullable(false),
            context ->
                (rows, inputs, result) -> {
                  for (int i = 0; i < rows.count(); i++) {
                    int row = rows.row(i);
                    JsonNode node =
                        step == 2
                            ? object(parameters, inputs, row, keepsNull, raw)
                            : array(parameters, inputs, row, keepsNull, raw);
                    result.slices().append(JsonDocuments.write(node));
                    result.slices().end(row);
                  }
                });
    return Resolution.of(step == 2 || !raw.isEmpty() ? binding.failing() : binding);
  }

  private static JsonNode object(
      List<LogicalType> types, Operand[] inputs, int row, boolean keepsNull, Set<Integer> raw) {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    for (int i = 1; i < inputs.length; i += 2) {
      if (inputs[i].isNull(row)) {
        throw new EvaluationException("NULL is no key of a JSON object");
      }
      JsonNode value = value(types, inputs, i + 1, row, raw.contains((i - 1) / 2));
      if (keepsNull || !value.isNull()) {
        object.set((String) read(types.get(i), inputs[i], row), value);
      }
    }
    return object;
  }

  private static JsonNode array(
      List<LogicalType> types, Operand[] inputs, int row, boolean keepsNull, Set<Integer> raw) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    for (int i = 1; i < inputs.length; i++) {
      JsonNode value = value(types, inputs, i, row, raw.contains(i - 1));
      if (keepsNull || !value.isNull()) {
        array.add(value);
      }
    }
    return array;
  }

  private static JsonNode value(
      List<LogicalType> types, Operand[] inputs, int index, int row, boolean isRaw) {
    Object value = read(types.get(index), inputs[index], row);
    return isRaw && value != null
        ? JsonWriter.raw((String) value)
        : JsonWriter.node(types.get(index), value);
  }

  private static Object read(LogicalType type, Operand operand, int row) {
    return Values.read(type, operand.column(), operand.slot(row));
  }
}
