package io.weir.runtime.operator.over;

import io.weir.runtime.operator.sort.SortKey;
import io.weir.runtime.stream.Batch;
import io.weir.runtime.type.TypeKind;
import io.weir.runtime.vector.Column;

/**
 * The values of the sort key as numbers that ascend with the rows, for frames that reach so and so
 * far by value.
 */
final class OrderValues {
  private final Column column;
  private final TypeKind kind;
  private final boolean descends;
  private final boolean nullsFirst;

  OrderValues(OverNode node, Batch batch) {
    SortKey key = node.keys().get(0);
    column = Column.of(batch.vector(key.column()));
    kind = batch.schema().type(key.column()).kind();
    descends = key.descending();
    nullsFirst = key.nullsFirst();
  }

  boolean isNull(int row) {
    return column.isNull(row);
  }

  long of(int row) {
    long value =
        switch (kind) {
          case TINYINT -> column.getByte(row);
          case SMALLINT -> column.getShort(row);
          case INT, DATE, TIME, INTERVAL_YEAR_MONTH -> column.getInt(row);
          default -> column.getLong(row);
        };
    return descends ? -value : value;
  }

  /** The first row from {@code from} on and before {@code to} with this or a greater value. */
  int firstAtLeast(long value, int from, int to) {
    int low = from;
    int high = to;
    while (low < high) {
      int middle = (low + high) >>> 1;
      boolean isBelow = column.isNull(middle) ? nullsFirst : of(middle) < value;
      if (isBelow) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
