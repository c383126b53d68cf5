package io.weir.runtime.function;

import io.weir.runtime.stream.Selection;
import io.weir.runtime.type.LogicalType;
import io.weir.runtime.type.TypeKind;
import io.weir.runtime.vector.Column;

/** Unary minus. */
final class Negation {
  private Negation() {}

  static Kernel of(LogicalType type) {
    return (rows, inputs, result) -> negate(type.kind(), rows, inputs[0], result.column());
  }

  private static void negate(TypeKind kind, Selection rows, Operand input, Column to) {
    Column from = input.column();
    for (int i = 0; i < rows.count(); i++) {
      int row = rows.row(i);
      int slot = input.slot(row);
      switch (kind) {
        case TINYINT -> to.putByte(row, (byte) -from.getByte(slot));
        case SMALLINT -> to.putShort(row, (short) -from.getShort(slot));
        case INT, INTERVAL_YEAR_MONTH -> to.putInt(row, -from.getInt(slot));
        case FLOAT -> to.putFloat(row, -from.getFloat(slot));
        case DOUBLE -> to.putDouble(row, -from.getDouble(slot));
        case DECIMAL -> {
          long low = from.getDecimalLow(slot);
          long high = from.getDecimalHigh(slot);
          to.putDecimal(row, -low, low == 0 ? -high : ~high);
        }
        default -> to.putLong(row, -from.getLong(slot));
      }
    }
  }
}
