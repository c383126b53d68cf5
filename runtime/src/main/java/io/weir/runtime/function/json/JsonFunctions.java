package io.weir.runtime.function.json;

import com.fasterxml.jackson.databind.JsonNode;
import io.weir.runtime.function.CallArguments;
import io.weir.runtime.function.EvaluationException;
import io.weir.runtime.function.FunctionBinding;
import io.weir.runtime.function.Kernel;
import io.weir.runtime.function.KernelFunction;
import io.weir.runtime.function.NullPolicy;
import io.weir.runtime.function.Resolution;
import io.weir.runtime.function.ScalarFunction;
import io.weir.runtime.function.Syntax;
import io.weir.runtime.type.LogicalType;
import io.weir.runtime.type.TypeKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * {@code IS JSON}, JSON_EXISTS and JSON_QUERY, and the list of all JSON functions. Keywords are
 * string literals among the arguments:
 *
 * <ul>
 *   <li>{@code JSON_EXISTS(document, path [, onError])}, onError being TRUE, FALSE (the default),
 *       UNKNOWN or ERROR
 *   <li>{@code JSON_VALUE(document, path [, type, onEmpty, valueOnEmpty, onError, valueOnError])},
 *       type being STRING (the default), BOOLEAN, INTEGER or DOUBLE; onEmpty and onError are NULL
 *       (the default), ERROR or DEFAULT, and the value behind counts only for DEFAULT
 *   <li>{@code JSON_QUERY(document, path [, wrapper, onEmpty, onError [, type]])}, wrapper being
 *       WITHOUT (the default), CONDITIONAL or UNCONDITIONAL; onEmpty and onError are NULL (the
 *       default), ERROR, EMPTY ARRAY or EMPTY OBJECT; type is STRING (the default) or {@code
 *       ARRAY<STRING>}
 *   <li>{@code JSON_OBJECT(options, key, value, ...)} and {@code JSON_ARRAY(options, value, ...)},
 *       the options being NULL or ABSENT (on NULL) and then the numbers, from 0, of values that are
 *       JSON themselves, such as {@code NULL 0 2}
 * </ul>
 */
public final class JsonFunctions {
  private JsonFunctions() {}

  /** All JSON functions but those of {@link JsonQuoting}. */
  public static List<ScalarFunction> functions() {
    List<ScalarFunction> functions = new ArrayList<>();
    predicates(functions, "", node -> true);
    predicates(functions, " VALUE", node -> true);
    predicates(functions, " OBJECT", JsonNode::isObject);
    predicates(functions, " ARRAY", JsonNode::isArray);
    predicates(functions, " SCALAR", JsonNode::isValueNode);
    functions.add(exists());
    functions.add(JsonValue.function());
    functions.add(query());
    functions.addAll(JsonConstruction.functions());
    return functions;
  }

  private static void predicates(
      List<ScalarFunction> functions, String kind, Predicate<JsonNode> test) {
    functions.add(predicate("IS JSON" + kind, test, true));
    functions.add(predicate("IS NOT JSON" + kind, test, false));
  }

  private static ScalarFunction predicate(String name, Predicate<JsonNode> test, boolean expected) {
    String document = name.contains("ARRAY") ? "'[1]'" : name.contains("SCALAR") ? "'1'" : "'{}'";
    return KernelFunction.named(name)
        .syntax(Syntax.POSTFIX)
        .doc(
            "Whether a string is "
                + (expected ? "" : "not ")
                + "a JSON document"
                + (name.matches(".*(OBJECT|ARRAY|SCALAR)") ? " of this kind" : "")
                + "; NULL is none.",
            document + " " + name,
            expected ? "TRUE" : "FALSE")
        .arguments(1, 1, "STRING " + name)
        .resolve(
            arguments ->
                !isText(arguments.type(0))
                    ? mismatch(name, arguments)
                    : Resolution.of(
                        FunctionBinding.custom(
                            texts(arguments, 1),
                            LogicalType.bool().withNullable(false),
                            context ->
                                (rows, inputs, result) -> {
                                  for (int i = 0; i < rows.count(); i++) {
                                    int row = rows.row(i);
                                    JsonNode node =
                                        inputs[0].isNull(row)
                                            ? null
                                            : JsonDocuments.parse(
                                                JsonPathState.bytes(inputs[0], row));
                                    boolean is = node != null && test.test(node);
                                    result.column().putBoolean(row, is == expected);
                                  }
                                })));
  }

  private static ScalarFunction exists() {
    return KernelFunction.named("JSON_EXISTS")
        .doc(
            "Whether a path reaches a value in a JSON document. In a strict path (without `lax`)"
                + " it is an error if it does not: FALSE by default, or as ON ERROR says.",
            "JSON_EXISTS('{\"a\": [{\"b\": 1}]}', '$.a[0].b')",
            "TRUE")
        .arguments(2, 3, "JSON_EXISTS(STRING, path [{TRUE | FALSE | UNKNOWN | ERROR} ON ERROR])")
        .resolve(
            arguments -> {
              String fault = pathFault("JSON_EXISTS", arguments);
              if (fault != null) {
                return Resolution.mismatch(fault);
              }
              String onError = keyword(arguments, 2, "FALSE");
              return Resolution.of(
                  binding(
                      arguments,
                      LogicalType.bool(),
                      onError.equals("ERROR"),
                      () -> existsKernel(onError)));
            });
  }

  private static Kernel existsKernel(String onError) {
    JsonPathState state = new JsonPathState();
    return (rows, inputs, result) -> {
      for (int i = 0; i < rows.count(); i++) {
        int row = rows.row(i);
        if (inputs[0].isNull(row) || inputs[1].isNull(row)) {
          result.setNull(row);
        } else if (state.find(inputs[0], inputs[1], row)) {
          result.column().putBoolean(row, state.node() != null && !state.node().isNull());
        } else if (onError.equals("ERROR")) {
          throw new EvaluationException(state.fault());
        } else if (onError.equals("UNKNOWN")) {
          result.setNull(row);
        } else {
          result.column().putBoolean(row, onError.equals("TRUE"));
        }
      }
    };
  }

  private static ScalarFunction query() {
    return KernelFunction.named("JSON_QUERY")
        .doc(
            "The array or object that a path reaches in a JSON document, as text, or RETURNING"
                + " ARRAY<STRING> the elements of the array. WITH UNCONDITIONAL WRAPPER puts it"
                + " into an array, WITH CONDITIONAL WRAPPER unless it is one. NULL, or what ON"
                + " EMPTY and ON ERROR say, if there is none.",
            "JSON_QUERY('{\"a\": {\"b\": 1}}', '$.a')",
            "'{\"b\":1}'")
        .arguments(
            2,
            6,
            "JSON_QUERY(STRING, path [RETURNING {STRING | ARRAY<STRING>}] [{WITHOUT | WITH [UNCONDITIONAL | CONDITIONAL]} [ARRAY]"
                + " WRAPPER] [{NULL | ERROR | EMPTY ARRAY | EMPTY OBJECT} ON EMPTY]"
                + " [{NULL | ERROR | EMPTY ARRAY | EMPTY OBJECT} ON ERROR])")
        .resolve(
            arguments -> {
              String fault = pathFault("JSON_QUERY", arguments);
              if (fault != null) {
                return Resolution.mismatch(fault);
              }
              String wrapper = keyword(arguments, 2, "WITHOUT");
              String onEmpty = keyword(arguments, 3, "NULL");
              String onError = keyword(arguments, 4, "NULL");
              boolean isArray = keyword(arguments, 5, "STRING").startsWith("ARRAY");
              if (isArray && (onEmpty + onError).contains("OBJECT")) {
                return Resolution.mismatch(
                    "JSON_QUERY RETURNING ARRAY<STRING> cannot give EMPTY OBJECT");
              }
              return Resolution.of(
                  binding(
                      arguments,
                      isArray ? LogicalType.array(LogicalType.string()) : LogicalType.string(),
                      onEmpty.equals("ERROR") || onError.equals("ERROR"),
                      () -> new JsonQuery(wrapper, onEmpty, onError, isArray)));
            });
  }

  /** The keyword that is argument number {@code index}. */
  static String keyword(CallArguments arguments, int index, String otherwise) {
    boolean isGiven = arguments.size() > index && arguments.literals().get(index) instanceof String;
    return isGiven
        ? ((String) arguments.literals().get(index)).toUpperCase(Locale.ROOT)
        : otherwise;
  }

  /** What is wrong with the document and the path of a call, or null. */
  static String pathFault(String name, CallArguments arguments) {
    if (!isText(arguments.type(0)) || !isText(arguments.type(1))) {
      return name + " does not take " + arguments;
    }
    Object path = arguments.literals().get(1);
    if (path != null) {
      try {
        JsonPath.parse((String) path);
      } catch (JsonPath.SyntaxFault e) {
        return name + ": " + e.getMessage();
      }
    }
    return null;
  }

  /** A call with a path; it can fail if the path is not a literal. */
  static FunctionBinding binding(
      CallArguments arguments, LogicalType result, boolean canFail, Supplier<Kernel> kernels) {
    return new FunctionBinding(
        texts(arguments, 2),
        result,
        canFail || arguments.literals().get(1) == null,
        NullPolicy.CUSTOM,
        context -> kernels.get());
  }

  static Resolution mismatch(String name, CallArguments arguments) {
    return Resolution.mismatch(name + " does not take " + arguments);
  }

  static boolean isText(LogicalType type) {
    return type.kind().isCharacter() || type.kind() == TypeKind.NULL;
  }

  /** The arguments' types, the first {@code count} of them as STRING. */
  private static List<LogicalType> texts(CallArguments arguments, int count) {
    List<LogicalType> parameters = new ArrayList<>(arguments.types());
    for (int i = 0; i < count; i++) {
      parameters.set(i, LogicalType.string().withNullable(arguments.type(i).nullable()));
    }
    return parameters;
  }
}
