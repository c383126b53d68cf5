package io.weir.runtime.function;

import io.weir.runtime.type.LogicalType;
import io.weir.runtime.type.TypeKind;
import java.util.List;
import java.util.Optional;

/** AND, OR, NOT and the tests that are never NULL. */
final class Logic {
  private static final LogicalType BOOLEAN = LogicalType.bool();
  private static final LogicalType NEVER_NULL = BOOLEAN.withNullable(false);

  /** All functions of this class. */
  static final List<ScalarFunction> FUNCTIONS =
      List.of(
          junction(
              "AND",
              ScalarFunction.Form.AND,
              "TRUE if all conditions are, FALSE if any is, else NULL. The right side is evaluated"
                  + " only where the left one is TRUE or NULL.",
              "TRUE AND NULL",
              "NULL"),
          junction(
              "OR",
              ScalarFunction.Form.OR,
              "TRUE if any condition is, FALSE if all are, else NULL. The right side is evaluated"
                  + " only where the left one is FALSE or NULL.",
              "TRUE OR NULL",
              "TRUE"),
          not(),
          nullTest("IS NULL", true, "Whether the value is NULL.", "NULL IS NULL", "TRUE"),
          nullTest("IS NOT NULL", false, "Whether the value is not NULL.", "1 IS NOT NULL", "TRUE"),
          nullTest(
              "IS UNKNOWN", true, "Whether a BOOLEAN is NULL.", "(1 = NULL) IS UNKNOWN", "TRUE"),
          nullTest(
              "IS NOT UNKNOWN",
              false,
              "Whether a BOOLEAN is TRUE or FALSE.",
              "(1 = NULL) IS NOT UNKNOWN",
              "FALSE"),
          truthTest("IS TRUE", true, true, "Whether a BOOLEAN is TRUE.", "NULL IS TRUE", "FALSE"),
          truthTest(
              "IS NOT TRUE",
              true,
              false,
              "Whether a BOOLEAN is FALSE or NULL.",
              "NULL IS NOT TRUE",
              "TRUE"),
          truthTest(
              "IS FALSE", false, true, "Whether a BOOLEAN is FALSE.", "(1 = 2) IS FALSE", "TRUE"),
          truthTest(
              "IS NOT FALSE",
              false,
              false,
              "Whether a BOOLEAN is TRUE or NULL.",
              "(1 = 2) IS NOT FALSE",
              "FALSE"));

  private Logic() {}

  private static ScalarFunction junction(
      String name, ScalarFunction.Form form, String doc, String example, String result) {
    return KernelFunction.named(name)
        .syntax(Syntax.BINARY)
        .form(form)
        .doc(doc, example, result)
        .arguments(2, Integer.MAX_VALUE, "BOOLEAN " + name + " BOOLEAN")
        .resolve(
            arguments ->
                booleans(name, arguments)
                    .orElseGet(
                        () ->
                            Resolution.of(
                                FunctionBinding.strict(
                                    types(arguments), BOOLEAN, context -> notCalled()))));
  }

  private static Kernel notCalled() {
    throw new AssertionError("AND and OR are evaluated as expressions");
  }

  /** A mismatch unless all arguments are BOOLEAN. */
  private static Optional<Resolution> booleans(String name, CallArguments arguments) {
    boolean ok =
        arguments.types().stream()
            .allMatch(t -> t.kind() == TypeKind.BOOLEAN || t.kind() == TypeKind.NULL);
    return ok
        ? Optional.empty()
        : Optional.of(Resolution.mismatch(name + " takes BOOLEAN, not " + arguments));
  }

  private static List<LogicalType> types(CallArguments arguments) {
    return arguments.types().stream().map(t -> BOOLEAN.withNullable(t.nullable())).toList();
  }

  private static ScalarFunction not() {
    return KernelFunction.named("NOT")
        .syntax(Syntax.PREFIX)
        .doc("TRUE for FALSE, FALSE for TRUE, NULL for NULL.", "NOT (1 = 2)", "TRUE")
        .arguments(1, 1, "NOT BOOLEAN")
        .resolve(
            arguments ->
                booleans("NOT", arguments)
                    .orElseGet(
                        () ->
                            Resolution.of(
                                FunctionBinding.strict(
                                    types(arguments),
                                    BOOLEAN,
                                    context ->
                                        (rows, inputs, result) -> {
                                          Operand input = inputs[0];
                                          BooleanLoop.run(
                                              rows,
                                              result,
                                              true,
                                              (base, count) ->
                                                  ~BooleanLoop.data(input, base, count));
                                        }))));
  }

  private static ScalarFunction nullTest(
      String name, boolean wanted, String doc, String example, String result) {
    return KernelFunction.named(name)
        .syntax(Syntax.POSTFIX)
        .doc(doc, example, result)
        .arguments(1, 1, (name.contains("UNKNOWN") ? "BOOLEAN " : "any ") + name)
        .resolve(
            arguments ->
                Resolution.of(
                    FunctionBinding.custom(
                        arguments.types(),
                        NEVER_NULL,
                        context ->
                            (rows, inputs, output) -> {
                              Operand input = inputs[0];
                              BooleanLoop.run(
                                  rows,
                                  output,
                                  true,
                                  (base, count) -> {
                                    long valid = BooleanLoop.validity(input, base, count);
                                    return wanted ? ~valid : valid;
                                  });
                            })));
  }

  private static ScalarFunction truthTest(
      String name, boolean value, boolean wanted, String doc, String example, String result) {
    return KernelFunction.named(name)
        .syntax(Syntax.POSTFIX)
        .doc(doc, example, result)
        .arguments(1, 1, "BOOLEAN " + name)
        .resolve(
            arguments ->
                booleans(name, arguments)
                    .orElseGet(
                        () ->
                            Resolution.of(
                                FunctionBinding.custom(
                                    types(arguments),
                                    NEVER_NULL,
                                    context -> truthKernel(value, wanted)))));
  }

  private static Kernel truthKernel(boolean value, boolean wanted) {
    return (rows, inputs, result) -> {
      Operand input = inputs[0];
      BooleanLoop.run(
          rows,
          result,
          true,
          (base, count) -> {
            long data = BooleanLoop.data(input, base, count);
            long is = (value ? data : ~data) & BooleanLoop.validity(input, base, count);
            return wanted ? is : ~is;
          });
    };
  }
}
