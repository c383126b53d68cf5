package io.weir.runtime.operator.aggregate;

import io.weir.runtime.vector.Column;

/** Narrows a fold to the rows that meet a {@link RowCondition}. */
final class FoldFilter {
  private final RowCondition condition;
  private final Fold narrowed = new Fold();
  private int[] rows = new int[0];
  private long[] groups = new long[0];

  FoldFilter(RowCondition condition) {
    this.condition = condition;
  }

  /** The rows of {@code all} that meet the condition; valid until the next call. */
  Fold apply(Fold all) {
    narrowed.columns = all.columns;
    narrowed.kinds = all.kinds;
    narrowed.bytes = all.bytes;
    narrowed.isPartial = all.isPartial;
    narrowed.rows = all.rows;
    narrowed.groups = all.groups;
    narrowed.count = all.count;
    narrowed.isDense = all.isDense;
    for (int column : condition.notNull()) {
      if (all.columns[column].hasNulls()) {
        keepNotNull(all.columns[column]);
      }
    }
    if (condition.filter().isPresent()) {
      keepTrue(all.columns[condition.filter().getAsInt()]);
    }
    return narrowed;
  }

  private void keepNotNull(Column column) {
    own();
    int kept = 0;
    for (int i = 0; i < narrowed.count; i++) {
      int row = narrowed.rows[i];
      if (!column.isNull(row)) {
        rows[kept] = row;
        groups[kept++] = narrowed.groups[i];
      }
    }
    narrow(kept);
  }

  private void keepTrue(Column column) {
    own();
    narrow(narrowed.isDense ? keepTrueOfDense(column) : keepTrueOfSparse(column));
  }

  private int keepTrueOfDense(Column column) {
    int count = narrowed.count;
    int kept = 0;
    for (int from = 0; from < count; from += Long.SIZE) {
      int first = narrowed.rows[from];
      long bits = column.trueBits(first, Math.min(Long.SIZE, count - from));
      for (; bits != 0; bits &= bits - 1) {
        int next = Long.numberOfTrailingZeros(bits);
        rows[kept] = first + next;
        groups[kept++] = narrowed.groups[from + next];
      }
    }
    return kept;
  }

  private int keepTrueOfSparse(Column column) {
    int kept = 0;
    for (int i = 0; i < narrowed.count; i++) {
      int row = narrowed.rows[i];
      rows[kept] = row;
      groups[kept] = narrowed.groups[i];
      kept += column.trueBit(row);
    }
    return kept;
  }

  private void own() {
    if (rows.length < narrowed.count) {
      rows = new int[narrowed.rows.length];
      groups = new long[narrowed.rows.length];
    }
  }

  private void narrow(int kept) {
    narrowed.rows = rows;
    narrowed.groups = groups;
    narrowed.count = kept;
    narrowed.isDense = false;
  }
}
