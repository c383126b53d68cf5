package io.weir.runtime.function;

import io.weir.runtime.type.LogicalType;
import io.weir.runtime.type.TypeKind;
import io.weir.runtime.vector.Column;
import io.weir.runtime.vector.ValueOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code = <> < <= > >=} and IS [NOT] DISTINCT FROM. */
public final class Comparisons {
  /** All functions of this class. */
  static final List<ScalarFunction> FUNCTIONS =
      List.of(
          operator("=", ComparisonKernel.EQUAL, "equal to", "1 = 1", "TRUE"),
          operator(
              "<>",
              ComparisonKernel.LESS | ComparisonKernel.GREATER,
              "different from",
              "1 <> 1",
              "FALSE"),
          operator("<", ComparisonKernel.LESS, "below", "1 < 2", "TRUE"),
          operator(
              "<=",
              ComparisonKernel.LESS | ComparisonKernel.EQUAL,
              "below or equal to",
              "2 <= 1",
              "FALSE"),
          operator(">", ComparisonKernel.GREATER, "above", "'b' > 'a'", "TRUE"),
          operator(
              ">=",
              ComparisonKernel.GREATER | ComparisonKernel.EQUAL,
              "above or equal to",
              "1 >= 1",
              "TRUE"),
          distinct("IS DISTINCT FROM", true, "1 IS DISTINCT FROM NULL", "TRUE"),
          distinct("IS NOT DISTINCT FROM", false, "NULL IS NOT DISTINCT FROM NULL", "TRUE"));

  private Comparisons() {}

  private static ScalarFunction operator(
      String name, int accepted, String meaning, String example, String result) {
    return KernelFunction.named(name)
        .syntax(Syntax.BINARY)
        .doc(
            "Whether the left value is "
                + meaning
                + " the right one. NULL if either is NULL. Strings are compared as bytes; -0.0 equals 0.0, and"
                + " NaN equals NaN and is above all other numbers.",
            example,
            result)
        .arguments(2, 2, "comparable " + name + " comparable")
        .resolve(
            arguments -> {
              Optional<List<LogicalType>> parameters = parameters(arguments);
              if (parameters.isEmpty() && isOrder(accepted)) {
                parameters =
                    numberOfText(arguments.types())
                        .map(
                            type ->
                                arguments.types().stream().map(a -> nullableAs(type, a)).toList());
              }
              if (parameters.isEmpty()) {
                return mismatch(name, arguments);
              }
              List<LogicalType> types = parameters.get();
              return Resolution.of(
                  FunctionBinding.strict(
                      types,
                      LogicalType.bool(),
                      context -> new ComparisonKernel(accepted, types.get(0), types.get(1))));
            });
  }

  /** The types in which two values are compared, or nothing if they cannot be. */
  static Optional<List<LogicalType>> parameters(CallArguments arguments) {
    LogicalType left = arguments.type(0);
    LogicalType right = arguments.type(1);
    if (isExact(left) && isExact(right) && isDecimal(left, right)) {
      return Optional.of(List.of(DecimalTypes.of(left), DecimalTypes.of(right)));
    }
    if (left.kind().isCharacter() && isTemporal(right.kind())) {
      return Optional.of(List.of(right.withNullable(left.nullable()), right));
    }
    if (right.kind().isCharacter() && isTemporal(left.kind())) {
      return Optional.of(List.of(left, left.withNullable(right.nullable())));
    }
    return CommonTypes.of(arguments.types())
        .map(type -> List.of(nullableAs(type, left), nullableAs(type, right)));
  }

  private static boolean isOrder(int accepted) {
    return accepted != ComparisonKernel.EQUAL
        && accepted != (ComparisonKernel.LESS | ComparisonKernel.GREATER);
  }

  /**
   * The type as which text is put in order with numbers, or with truth values, as Flink does: a
   * BIGINT beside whole numbers, a DECIMAL that holds every BIGINT beside a DECIMAL, otherwise the
   * type of the number. Empty unless there are both, and nothing else.
   */
  public static Optional<LogicalType> numberOfText(List<LogicalType> types) {
    List<LogicalType> numbers = new ArrayList<>();
    for (LogicalType type : types) {
      if (isExact(type)) {
        numbers.add(LogicalType.bigint());
      }
      if (type.kind().isNumeric() && !type.kind().isInteger() || type.kind() == TypeKind.BOOLEAN) {
        numbers.add(type);
      } else if (!type.kind().isCharacter() && !type.kind().isInteger()) {
        return Optional.empty();
      }
    }
    boolean hasText = types.stream().anyMatch(type -> type.kind().isCharacter());
    return hasText && !numbers.isEmpty() ? CommonTypes.of(numbers) : Optional.empty();
  }

  private static LogicalType nullableAs(LogicalType type, LogicalType argument) {
    return type.withNullable(argument.nullable());
  }

  private static boolean isExact(LogicalType type) {
    return type.kind().isInteger() || type.kind() == TypeKind.DECIMAL;
  }

  private static boolean isDecimal(LogicalType left, LogicalType right) {
    return left.kind() == TypeKind.DECIMAL || right.kind() == TypeKind.DECIMAL;
  }

  private static boolean isTemporal(TypeKind kind) {
    return kind == TypeKind.DATE || kind == TypeKind.TIME || kind.isTimestamp();
  }

  private static Resolution mismatch(String name, CallArguments arguments) {
    return new Resolution.Mismatch(
        name
            + " cannot compare "
            + arguments.type(0).withNullable(true)
            + " with "
            + arguments.type(1).withNullable(true),
        "CAST one of them to the type of the other");
  }

  private static ScalarFunction distinct(
      String name, boolean wanted, String example, String result) {
    return KernelFunction.named(name)
        .syntax(Syntax.BINARY)
        .doc(
            "Whether the two values are "
                + (wanted ? "different" : "the same")
                + ", NULL being a value that is the same as NULL. Never NULL.",
            example,
            result)
        .arguments(2, 2, "comparable " + name + " comparable")
        .resolve(
            arguments -> {
              Optional<LogicalType> common = CommonTypes.of(arguments.types());
              if (common.isEmpty()) {
                return mismatch(name, arguments);
              }
              LogicalType type = common.get();
              return Resolution.of(
                  FunctionBinding.custom(
                      List.of(type, type),
                      LogicalType.bool().withNullable(false),
                      context -> distinctKernel(type, wanted)));
            });
  }

  private static Kernel distinctKernel(LogicalType type, boolean wanted) {
    return (rows, inputs, result) -> {
      Operand left = inputs[0];
      Operand right = inputs[1];
      ValueOrder order = ValueOrder.of(type, left.column(), right.column());
      Column column = result.column();
      for (int i = 0; i < rows.count(); i++) {
        int row = rows.row(i);
        column.putBoolean(row, order.equal(left.slot(row), right.slot(row)) != wanted);
      }
    };
  }
}
