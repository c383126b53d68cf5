package io.weir.runtime.function.cast;

import io.weir.runtime.function.Integers;
import io.weir.runtime.function.Operand;
import io.weir.runtime.function.Result;
import io.weir.runtime.stream.Selection;
import io.weir.runtime.type.LogicalType;
import io.weir.runtime.type.TypeKind;
import io.weir.runtime.vector.Column;
import io.weir.runtime.vector.Decimals;
import java.math.BigDecimal;
import java.util.Optional;

/** BOOLEAN to and from numbers: TRUE is 1, FALSE 0, and every number but 0 is TRUE. */
final class BooleanCasts {
  private BooleanCasts() {}

  static Optional<CastRule> rule(TypeKind source, TypeKind target) {
    if (source == TypeKind.BOOLEAN && target.isNumeric()) {
      return Optional.of(
          CastRule.total(
              (from, to, isTry, context) ->
                  (rows, inputs, result) -> toNumber(to, rows, inputs[0], result)));
    }
    if (source.isNumeric() && target == TypeKind.BOOLEAN) {
      return Optional.of(
          CastRule.total(
              (from, to, isTry, context) ->
                  (rows, inputs, result) -> ofNumber(from.kind(), rows, inputs[0], result)));
    }
    return Optional.empty();
  }

  private static void toNumber(LogicalType to, Selection rows, Operand input, Result result) {
    Column column = result.column();
    for (int i = 0; i < rows.count(); i++) {
      int row = rows.row(i);
      int value = input.column().getBoolean(input.slot(row)) ? 1 : 0;
      switch (to.kind()) {
        case FLOAT -> column.putFloat(row, value);
        case DOUBLE -> column.putDouble(row, value);
        case DECIMAL -> {
          if (!column.isNull(row)) {
            NumericCasts.write(column, row, BigDecimal.valueOf(value), to);
          }
        }
        default -> Integers.put(to.kind(), column, row, value);
      }
    }
  }

  private static void ofNumber(TypeKind from, Selection rows, Operand input, Result result) {
    Column column = input.column();
    for (int i = 0; i < rows.count(); i++) {
      int row = rows.row(i);
      int slot = input.slot(row);
      boolean isZero =
          switch (from) {
            case FLOAT -> column.getFloat(slot) == 0;
            case DOUBLE -> column.getDouble(slot) == 0;
            case DECIMAL ->
                Decimals.unscaled(column.getDecimalLow(slot), column.getDecimalHigh(slot)).signum()
                    == 0;
            default -> Integers.get(from, column, slot) == 0;
          };
      result.column().putBoolean(row, !isZero);
    }
  }
}
