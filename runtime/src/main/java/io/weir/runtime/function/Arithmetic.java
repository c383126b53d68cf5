package io.weir.runtime.function;

import io.weir.runtime.type.LogicalType;
import io.weir.runtime.type.TypeKind;
import java.util.List;
import java.util.Optional;

/**
 * {@code + - * / %} and unary minus: numbers by Flink's result types, dates and times with
 * intervals by {@link TimeArithmetic}.
 */
final class Arithmetic {
  /** All functions of this class. */
  static final List<ScalarFunction> FUNCTIONS =
      List.of(
          operator(
              "+",
              ArithmeticOperation.ADD,
              Syntax.BINARY,
              "The sum; or a date or time later by an interval. Whole numbers wrap around, a"
                  + " DECIMAL with too many digits is NULL.",
              "1 + 2",
              "3"),
          operator(
              "-",
              ArithmeticOperation.SUBTRACT,
              Syntax.BINARY,
              "The difference; or a date or time earlier by an interval. Whole numbers wrap"
                  + " around, a DECIMAL with too many digits is NULL.",
              "DATE '2024-03-01' - INTERVAL '1' DAY",
              "DATE '2024-02-29'"),
          operator(
              "*",
              ArithmeticOperation.MULTIPLY,
              Syntax.BINARY,
              "The product. Whole numbers wrap around, a DECIMAL with too many digits is NULL.",
              "1.5 * 2",
              "3.0"),
          operator(
              "/",
              ArithmeticOperation.DIVIDE,
              Syntax.BINARY,
              "The quotient; of whole numbers truncated towards zero. Dividing a whole number or"
                  + " a DECIMAL by zero is an error.",
              "7 / 2",
              "3"),
          operator(
              "%",
              ArithmeticOperation.MODULO,
              Syntax.BINARY,
              "The remainder, with the sign of the left side. A zero on the right is an error.",
              "-7 % 3",
              "-1"),
          operator(
              "MOD",
              ArithmeticOperation.MODULO,
              Syntax.FUNCTION,
              "The remainder, with the sign of the first argument. A zero second is an error.",
              "MOD(7, 3)",
              "1"),
          minus());

  private Arithmetic() {}

  private static ScalarFunction operator(
      String name,
      ArithmeticOperation operation,
      Syntax syntax,
      String doc,
      String example,
      String result) {
    return KernelFunction.named(name)
        .syntax(syntax)
        .doc(doc, example, result)
        .arguments(2, 2, syntax.print(name, List.of("numeric", "numeric")))
        .resolve(arguments -> resolve(name, operation, arguments));
  }

  private static Resolution resolve(
      String name, ArithmeticOperation operation, CallArguments arguments) {
    LogicalType left = arguments.type(0);
    LogicalType right = arguments.type(1);
    if (left.kind() == TypeKind.NULL) {
      left = right.withNullable(true);
    }
    if (right.kind() == TypeKind.NULL) {
      right = left.withNullable(true);
    }
    if (left.kind().isNumeric() && right.kind().isNumeric()) {
      return numeric(operation, left, right, arguments.literals().get(1));
    }
    Optional<FunctionBinding> temporal = TimeArithmetic.bind(operation, left, right);
    String hint = hint(left, right);
    return temporal
        .map(Resolution::of)
        .orElseGet(() -> new Resolution.Mismatch(name + " does not take " + arguments, hint));
  }

  private static String hint(LogicalType left, LogicalType right) {
    return isTime(left) || isTime(right)
        ? "a time is shifted by an interval: ts + INTERVAL '5' MINUTE; the distance of two is"
            + " TIMESTAMPDIFF(SECOND, from, to)"
        : "CAST the operands to numbers";
  }

  private static boolean isTime(LogicalType type) {
    return switch (type.kind()) {
      case DATE, TIME, TIMESTAMP, TIMESTAMP_LTZ -> true;
      default -> false;
    };
  }

  private static Resolution numeric(
      ArithmeticOperation operation, LogicalType left, LogicalType right, Object divisor) {
    LogicalType common = CommonTypes.of(List.of(left, right)).orElseThrow();
    if (common.kind() == TypeKind.DECIMAL) {
      return Resolution.of(
          DecimalKernel.bind(operation, DecimalTypes.of(left), DecimalTypes.of(right)));
    }
    boolean isModulo = operation == ArithmeticOperation.MODULO;
    if (isModulo && common.kind().isFloating()) {
      return new Resolution.Mismatch(
          "% takes whole numbers and DECIMAL, not " + left + " and " + right,
          "CAST the operands to DECIMAL");
    }
    LogicalType parameterLeft = common.withNullable(left.nullable());
    LogicalType parameterRight = common.withNullable(right.nullable());
    // As in Flink, a remainder has the type of the divisor.
    LogicalType result = isModulo ? right : common;
    FunctionBinding binding =
        FunctionBinding.strict(
            List.of(parameterLeft, parameterRight),
            result,
            context -> new NumericKernel(operation, common.kind(), result.kind()));
    boolean canFail =
        common.kind().isInteger()
            && (operation == ArithmeticOperation.DIVIDE || isModulo)
            && !(divisor instanceof Number number && number.longValue() != 0);
    return Resolution.of(canFail ? binding.failing() : binding);
  }

  private static ScalarFunction minus() {
    return KernelFunction.named("UNARY -")
        .syntax(Syntax.NEGATION)
        .doc("The number or interval with the other sign.", "-(1.5)", "-1.5")
        .arguments(1, 1, "- numeric")
        .resolve(
            arguments -> {
              LogicalType type = arguments.type(0);
              boolean isInterval =
                  type.kind() == TypeKind.INTERVAL_DAY_TIME
                      || type.kind() == TypeKind.INTERVAL_YEAR_MONTH;
              if (!type.kind().isNumeric() && !isInterval) {
                return Resolution.mismatch("- does not take " + arguments);
              }
              return Resolution.of(
                  FunctionBinding.strict(List.of(type), type, context -> Negation.of(type)));
            });
  }
}
