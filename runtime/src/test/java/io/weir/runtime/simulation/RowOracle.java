package io.weir.runtime.simulation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What queries about the order of rows should say, computed on sorted lists. */
final class RowOracle {
  private static final int TIME = 0;
  private static final int KEY = 1;
  private static final int VALUE = 2;

  private RowOracle() {}

  /** All rows with all columns. */
  static List<List<Long>> all(List<SimulatedInput> inputs) {
    return new ArrayList<>(Oracle.rows(inputs).stream().map(Oracle::columns).toList());
  }

  private static Map<Long, List<List<Long>>> by(List<List<Long>> rows, int column) {
    Map<Long, List<List<Long>>> groups = new TreeMap<>();
    rows.forEach(row -> groups.computeIfAbsent(row.get(column), k -> new ArrayList<>()).add(row));
    return groups;
  }

  private static Comparator<List<Long>> column(int column) {
    return Comparator.comparing(row -> row.get(column));
  }

  /** The rows of each group with the largest values of a column; ties by all columns. */
  static Oracle.Expected top(List<List<Long>> rows, int groupedBy, int orderedBy, int limit) {
    List<List<Long>> top = new ArrayList<>();
    for (List<List<Long>> group : by(rows, groupedBy).values()) {
      group.sort(column(orderedBy).reversed().thenComparing(Oracle.ORDER));
      top.addAll(group.subList(0, Math.min(limit, group.size())));
    }
    return Oracle.sorted(top, 0);
  }

  static Oracle.Expected topOfWindows(List<SimulatedInput> inputs, long sizeMillis, int limit) {
    List<List<Long>> result = new ArrayList<>();
    for (List<List<Long>> window : by(withWindows(all(inputs), sizeMillis), 4).values()) {
      result.addAll(top(window, KEY, VALUE, limit).rows());
    }
    return Oracle.sorted(result, 0);
  }

  /** The rows with start, end and time of their window. */
  static List<List<Long>> withWindows(List<List<Long>> rows, long sizeMillis) {
    List<List<Long>> result = new ArrayList<>();
    for (List<Long> row : rows) {
      long start = row.get(TIME) - Math.floorMod(row.get(TIME), sizeMillis);
      result.add(with(row, start, start + sizeMillis, start + sizeMillis - 1));
    }
    return result;
  }

  private static List<Long> with(List<Long> row, Long... more) {
    List<Long> longer = new ArrayList<>(row);
    longer.addAll(List.of(more));
    return longer;
  }

  static Oracle.Expected runningSum(List<SimulatedInput> inputs) {
    List<List<Long>> result = new ArrayList<>();
    for (List<List<Long>> group : by(all(inputs), KEY).values()) {
      for (List<Long> row : group) {
        long sum = 0;
        for (List<Long> other : group) {
          sum += other.get(TIME) <= row.get(TIME) ? other.get(VALUE) : 0;
        }
        result.add(with(row, sum));
      }
    }
    return Oracle.sorted(result, 0);
  }

  static Oracle.Expected sumOfThree(List<SimulatedInput> inputs) {
    List<List<Long>> result = new ArrayList<>();
    for (List<List<Long>> group : by(all(inputs), KEY).values()) {
      group.sort(column(VALUE).thenComparing(Oracle.ORDER));
      for (int i = 0; i < group.size(); i++) {
        long sum = 0;
        for (int before = Math.max(0, i - 2); before <= i; before++) {
          sum += group.get(before).get(VALUE);
        }
        result.add(with(group.get(i), sum));
      }
    }
    return Oracle.sorted(result, 0);
  }

  /** (key, start, count, sum, end) of rows that follow each other without a longer pause. */
  static Oracle.Expected sessions(List<SimulatedInput> inputs, long gapMillis) {
    List<List<Long>> result = new ArrayList<>();
    for (Map.Entry<Long, List<List<Long>>> group : by(all(inputs), KEY).entrySet()) {
      List<List<Long>> rows = group.getValue();
      rows.sort(column(TIME));
      for (int i = 0; i < rows.size(); ) {
        long start = rows.get(i).get(TIME);
        long last = start;
        long count = 0;
        long sum = 0;
        for (; i < rows.size() && rows.get(i).get(TIME) <= last + gapMillis; i++) {
          last = rows.get(i).get(TIME);
          count++;
          sum += rows.get(i).get(VALUE);
        }
        result.add(List.of(group.getKey(), start, count, sum, last + gapMillis));
      }
    }
    return Oracle.sorted(result, 0);
  }

  /** (key, value, next value, time of that) where the next row has a larger value; none twice. */
  static Oracle.Expected rises(List<SimulatedInput> inputs) {
    List<List<Long>> result = new ArrayList<>();
    for (Map.Entry<Long, List<List<Long>>> group : by(all(inputs), KEY).entrySet()) {
      List<List<Long>> rows = group.getValue();
      rows.sort(column(TIME).thenComparing(column(VALUE)));
      for (int i = 1; i < rows.size(); i++) {
        long before = rows.get(i - 1).get(VALUE);
        long now = rows.get(i).get(VALUE);
        if (now > before) {
          result.add(List.of(group.getKey(), before, now, rows.get(i).get(TIME)));
          i++;
        }
      }
    }
    return Oracle.sorted(result, 0);
  }
}
