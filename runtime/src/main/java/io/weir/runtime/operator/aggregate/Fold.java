package io.weir.runtime.operator.aggregate;

import io.weir.runtime.vector.Column;

/**
 * Rows of a batch on their way into the cells of their groups: row {@code rows[i]} of the columns
 * belongs to the group whose cells lie at {@code groups[i]}. Reused from batch to batch.
 */
final class Fold {
  /** By position in the schema of the aggregated rows; only those that are needed are set. */
  Column[] columns;

  int[] rows;
  long[] groups;
  int count;

  /** Whether it is known that the rows follow one another without a gap. */
  boolean isDense;

  /** The kind of each row, by row, or null if all add. */
  byte[] kinds;

  /** The bytes cells of the groups. */
  BytesCells bytes;

  /**
   * Whether the cells are to hold nothing but these rows, and be merged into those of the groups
   * later: a count of zero then says that as many rows come as go, not that there are none.
   */
  boolean isPartial;

  private long[] longs = new long[0];
  private double[] doubles = new double[0];

  /** Scratch for a value a row. */
  long[] longs() {
    if (longs.length < count) {
      longs = new long[rows.length];
    }
    return longs;
  }

  /** Scratch for a value a row. */
  double[] doubles() {
    if (doubles.length < count) {
      doubles = new double[rows.length];
    }
    return doubles;
  }

  /** 1 for a row that adds, -1 for one that takes away. */
  static int sign(byte kind) {
    return 1 - ((kind & 1) << 1);
  }
}
