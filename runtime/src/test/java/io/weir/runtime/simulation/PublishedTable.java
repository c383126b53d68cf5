package io.weir.runtime.simulation;

import io.weir.runtime.stream.RowKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The table that a published changelog describes. */
final class PublishedTable {
  private PublishedTable() {}

  /** Its rows, sorted. A row that is taken away before it was there is an error. */
  static List<List<Long>> of(List<Change> changes) {
    Map<List<Long>, Integer> counts = new TreeMap<>(Oracle.ORDER);
    for (Change change : changes) {
      int delta = RowKind.isAdding(change.kind()) ? 1 : -1;
      if (counts.merge(change.values(), delta, Integer::sum) < 0) {
        throw new AssertionError("row " + change.values() + " left before it came: " + changes);
      }
    }
    List<List<Long>> rows = new ArrayList<>();
    counts.forEach(
        (row, count) -> {
          for (int i = 0; i < count; i++) {
            rows.add(row);
          }
        });
    return rows;
  }
}
