package io.weir.runtime.operator.calc;

import io.weir.runtime.stream.RowKind;
import io.weir.runtime.stream.Selection;

/** Relabels what is left of updates of which a filter has dropped one half. */
final class SplitPairs {
  private SplitPairs() {}

  /**
   * The kinds of the rows after a filter. A -U directly before a +U is taken for its other half:
   * that is how they are sent, and if they are none, the labels mean the same to every consumer.
   *
   * @param before the rows that came
   * @param after those of them that stay
   * @return {@code kinds} itself if nothing changes
   */
  static byte[] relabel(byte[] kinds, Selection before, Selection after) {
    if (after.count() == before.count()) {
      return kinds;
    }
    byte[] relabelled = kinds;
    int kept = 0;
    boolean keptPrevious = false;
    for (int i = 0; i < before.count(); i++) {
      int row = before.row(i);
      boolean keeps = kept < after.count() && after.row(kept) == row;
      kept += keeps ? 1 : 0;
      if (i > 0) {
        int previous = before.row(i - 1);
        boolean isPair =
            kinds[previous] == RowKind.UPDATE_BEFORE && kinds[row] == RowKind.UPDATE_AFTER;
        if (isPair && keeps != keptPrevious) {
          if (relabelled == kinds) {
            relabelled = kinds.clone();
          }
          if (keeps) {
            relabelled[row] = RowKind.INSERT;
          } else {
            relabelled[previous] = RowKind.DELETE;
          }
        }
      }
      keptPrevious = keeps;
    }
    return relabelled;
  }
}
