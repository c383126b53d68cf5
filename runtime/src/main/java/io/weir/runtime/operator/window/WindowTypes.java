package io.weir.runtime.operator.window;

import io.weir.runtime.type.Field;
import io.weir.runtime.type.LogicalType;
import io.weir.runtime.type.Schema;
import io.weir.runtime.type.TypeKind;

/** The types of window columns, and of the columns that windows are cut from. */
final class WindowTypes {
  private static final int MILLISECONDS = 3;

  private WindowTypes() {}

  /** The column that tells {@code column} of windows of {@code window}. */
  static Field field(WindowColumn column, WindowSpec window) {
    LogicalType type =
        column == WindowColumn.WINDOW_TIME && window.zone().isPresent()
            ? LogicalType.timestampLtz(MILLISECONDS)
            : LogicalType.timestamp(MILLISECONDS);
    return new Field(column.columnName(), type.withNullable(false));
  }

  /** Checks that a rowtime fits its windows: TIMESTAMP_LTZ if and only if there is a zone. */
  static void checkTimeColumn(Schema schema, int column, WindowSpec window) {
    TypeKind expected = window.zone().isPresent() ? TypeKind.TIMESTAMP_LTZ : TypeKind.TIMESTAMP;
    if (schema.type(column).kind() != expected) {
      throw new IllegalArgumentException(
          "windows "
              + window.describe(schema.name(column))
              + " over a column of type "
              + schema.type(column)
              + ", not "
              + expected);
    }
  }
}
