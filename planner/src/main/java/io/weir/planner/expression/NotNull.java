package io.weir.planner.expression;

import io.weir.runtime.expression.Call;
import io.weir.runtime.expression.Expression;
import io.weir.runtime.expression.Expressions;
import io.weir.runtime.expression.SourcePosition;
import io.weir.runtime.function.EvaluationException;
import io.weir.runtime.function.FunctionBinding;
import io.weir.runtime.function.KernelFunction;
import io.weir.runtime.function.Operand;
import io.weir.runtime.function.Resolution;
import io.weir.runtime.function.ScalarFunction;
import io.weir.runtime.type.LogicalType;
import io.weir.runtime.vector.Gather;
import java.util.Arrays;
import java.util.List;

/** The check that a value written to a NOT NULL column is not NULL. */
public final class NotNull {
  private static final String NAME = "CHECK NOT NULL";

  private NotNull() {}

  /** The value, or a failure that names the column it was meant for. */
  public static Expression check(Expression value, String column, String table) {
    return Expressions.call(function(column, table), List.of(value), SourcePosition.NONE);
  }

  /** The value itself, if this is a check of one: checking changes no value. */
  public static Expression unwrap(Expression expression) {
    return expression instanceof Call call && call.function().name().equals(NAME)
        ? call.operands().get(0)
        : expression;
  }

  private static ScalarFunction function(String column, String table) {
    return KernelFunction.named(NAME)
        .doc("The value, which must not be NULL.", "1", "1")
        .arguments(1, 1)
        .resolve(
            arguments -> {
              LogicalType type = arguments.type(0);
              return Resolution.of(
                  FunctionBinding.custom(
                          List.of(type),
                          type.withNullable(false),
                          context ->
                              (rows, inputs, result) -> {
                                Operand input = inputs[0];
                                int[] slots = new int[result.rowCount()];
                                Arrays.fill(slots, Gather.NULL_SLOT);
                                for (int i = 0; i < rows.count(); i++) {
                                  int row = rows.row(i);
                                  slots[row] = slot(input, row, column, table);
                                }
                                result.set(
                                    Gather.copy(
                                        type,
                                        input.column().vector(),
                                        slots,
                                        slots.length,
                                        result.allocator()));
                              })
                      .failing());
            });
  }

  private static int slot(Operand input, int row, String column, String table) {
    if (input.isNull(row)) {
      throw new EvaluationException(
          "NULL for column \"" + column + "\" of table \"" + table + "\", which is NOT NULL",
          "filter with WHERE … IS NOT NULL, or declare the column without NOT NULL");
    }
    return input.slot(row);
  }
}
