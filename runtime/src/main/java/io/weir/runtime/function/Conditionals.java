package io.weir.runtime.function;

import io.weir.runtime.type.LogicalType;
import io.weir.runtime.type.TypeKind;
import io.weir.runtime.vector.Gather;
import io.weir.runtime.vector.ValueOrder;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.apache.arrow.vector.FieldVector;

/** IF, COALESCE, IFNULL, NULLIF, GREATEST and LEAST. */
final class Conditionals {
  /** All functions of this class. */
  static final List<ScalarFunction> FUNCTIONS =
      List.of(
          ifThenElse(),
          coalesce(
              "COALESCE",
              1,
              Integer.MAX_VALUE,
              "The first argument that is not NULL; later ones are not evaluated.",
              "COALESCE(NULL, 'b', 'c')",
              "'b'"),
          coalesce(
              "IFNULL",
              2,
              2,
              "The first argument, or the second where the first is NULL.",
              "IFNULL(NULL, 5)",
              "5"),
          nullIf(),
          extreme("GREATEST", 1, "GREATEST(1, 3, 2)", "3"),
          extreme("LEAST", -1, "LEAST(1, 3, 2)", "1"));

  private Conditionals() {}

  private static Resolution noCommonType(String name, CallArguments arguments) {
    return new Resolution.Mismatch(
        name + " has no common type for " + arguments, "CAST the arguments to one type");
  }

  private static Kernel evaluatedAsExpression() {
    throw new AssertionError("evaluated as an expression");
  }

  private static ScalarFunction ifThenElse() {
    return KernelFunction.named("IF")
        .form(ScalarFunction.Form.IF)
        .doc(
            "The second argument where the condition is TRUE, else the third; only that one is"
                + " evaluated.",
            "IF(1 < 2, 'yes', 'no')",
            "'yes'")
        .arguments(3, 3, "IF(BOOLEAN, any, any)")
        .resolve(
            arguments -> {
              LogicalType condition = arguments.type(0);
              if (condition.kind() != TypeKind.BOOLEAN && condition.kind() != TypeKind.NULL) {
                return Resolution.mismatch("IF takes a BOOLEAN first, not " + condition);
              }
              Optional<LogicalType> common =
                  CommonTypes.of(List.of(arguments.type(1), arguments.type(2)));
              if (common.isEmpty()) {
                return noCommonType("IF", arguments);
              }
              LogicalType type = common.get();
              List<LogicalType> parameters =
                  List.of(LogicalType.bool().withNullable(condition.nullable()), type, type);
              return Resolution.of(
                  FunctionBinding.custom(parameters, type, context -> evaluatedAsExpression()));
            });
  }

  private static ScalarFunction coalesce(
      String name, int min, int max, String doc, String example, String result) {
    return KernelFunction.named(name)
        .form(ScalarFunction.Form.COALESCE)
        .doc(doc, example, result)
        .arguments(min, max, name + (max == 2 ? "(any, any)" : "(any, ...)"))
        .resolve(
            arguments -> {
              Optional<LogicalType> common = CommonTypes.of(arguments.types());
              if (common.isEmpty()) {
                return noCommonType(name, arguments);
              }
              boolean nullable = arguments.types().stream().allMatch(LogicalType::nullable);
              LogicalType type = common.get().withNullable(nullable);
              return Resolution.of(
                  FunctionBinding.custom(
                      Collections.nCopies(arguments.size(), type.withNullable(true)),
                      type,
                      context -> evaluatedAsExpression()));
            });
  }

  private static ScalarFunction nullIf() {
    return KernelFunction.named("NULLIF")
        .doc("NULL where the two arguments are equal, else the first one.", "NULLIF(5, 5)", "NULL")
        .arguments(2, 2, "NULLIF(comparable, comparable)")
        .resolve(
            arguments -> {
              Optional<LogicalType> common = CommonTypes.of(arguments.types());
              if (common.isEmpty()) {
                return noCommonType("NULLIF", arguments);
              }
              LogicalType type = common.get();
              boolean keepsType = type.kind() == arguments.type(0).kind();
              LogicalType result = keepsType ? arguments.type(0) : type;
              boolean sameForm =
                  !type.kind().equals(TypeKind.DECIMAL) || type.scale() == result.scale();
              return Resolution.of(
                  FunctionBinding.custom(
                      List.of(sameForm ? result.withNullable(true) : type, type),
                      (sameForm ? result : type).withNullable(true),
                      context -> nullIfKernel(type)));
            });
  }

  private static Kernel nullIfKernel(LogicalType type) {
    return (rows, inputs, result) -> {
      Operand first = inputs[0];
      Operand second = inputs[1];
      ValueOrder order = ValueOrder.of(type, first.column(), second.column());
      int[] slots = new int[result.rowCount()];
      Arrays.fill(slots, Gather.NULL_SLOT);
      for (int i = 0; i < rows.count(); i++) {
        int row = rows.row(i);
        int slot = first.slot(row);
        slots[row] = order.equal(slot, second.slot(row)) ? Gather.NULL_SLOT : slot;
      }
      result.set(
          Gather.copy(
              result.type(), first.column().vector(), slots, slots.length, result.allocator()));
    };
  }

  private static ScalarFunction extreme(String name, int direction, String example, String result) {
    return KernelFunction.named(name)
        .doc(
            "The "
                + (direction > 0 ? "greatest" : "least")
                + " of the arguments; NULL if any of them is NULL.",
            example,
            result)
        .arguments(1, Integer.MAX_VALUE, name + "(comparable, ...)")
        .resolve(
            arguments -> {
              Optional<LogicalType> common = CommonTypes.of(arguments.types());
              if (common.isEmpty()) {
                return noCommonType(name, arguments);
              }
              LogicalType type = common.get();
              return Resolution.of(
                  FunctionBinding.custom(
                      Collections.nCopies(arguments.size(), type),
                      type,
                      context -> extremeKernel(type, direction)));
            });
  }

  private static Kernel extremeKernel(LogicalType type, int direction) {
    return (rows, inputs, result) -> {
      FieldVector[] sources = new FieldVector[inputs.length];
      ValueOrder[][] orders = new ValueOrder[inputs.length][inputs.length];
      for (int a = 0; a < inputs.length; a++) {
        sources[a] = inputs[a].column().vector();
        for (int b = 0; b < a; b++) {
          orders[a][b] = ValueOrder.of(type, inputs[a].column(), inputs[b].column());
        }
      }
      int[] sourceOf = new int[result.rowCount()];
      int[] slots = new int[result.rowCount()];
      Arrays.fill(slots, Gather.NULL_SLOT);
      for (int i = 0; i < rows.count(); i++) {
        int row = rows.row(i);
        int best = inputs[0].isNull(row) ? -1 : 0;
        for (int a = 1; a < inputs.length && best >= 0; a++) {
          if (inputs[a].isNull(row)) {
            best = -1;
          } else {
            int order = orders[a][best].compare(inputs[a].slot(row), inputs[best].slot(row));
            best = Integer.signum(order) == direction ? a : best;
          }
        }
        if (best >= 0) {
          sourceOf[row] = best;
          slots[row] = inputs[best].slot(row);
        }
      }
      result.set(Gather.copy(type, sources, sourceOf, slots, slots.length, result.allocator()));
    };
  }
}
