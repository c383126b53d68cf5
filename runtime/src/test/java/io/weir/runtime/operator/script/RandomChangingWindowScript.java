package io.weir.runtime.operator.script;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.TreeMap;

/**
 * A random script of a window aggregate over rows that come and leave, with what a slow and obvious
 * model says it must emit: of each window the rows that came and did not leave before its end, by
 * the watermark of their split before. A row leaves by the split that it came by.
 */
final class RandomChangingWindowScript extends RandomSplitScript {
  private static final int KEYS = 3;

  private final String kind;
  private final long size;
  private final long slide;
  private final boolean isAssigned;
  private final List<List<Row>> present = new ArrayList<>();
  private final TreeMap<String, List<Integer>> groups = new TreeMap<>();

  /** A row that has come and not left. */
  private record Row(int key, Integer value, long time) {}

  RandomChangingWindowScript(long seed) {
    super(seed);
    kind = List.of("TUMBLE", "HOP", "CUMULATE").get(random.nextInt(3));
    slide = SECOND * (1 + random.nextInt(4));
    size = kind.equals("TUMBLE") ? slide : slide * (1 + random.nextInt(4));
    isAssigned = random.nextInt(3) == 0;
    for (int split = 0; split < splitWatermarks.length; split++) {
      present.add(new ArrayList<>());
    }
    boolean hasValues = isAssigned || kind.equals("TUMBLE");
    generate(hasValues, hasValues ? 1 : 1 + random.nextInt(2));
  }

  private void generate(boolean hasValues, int phases) {
    lines.add("operator: " + (isAssigned ? "assigned-window-aggregate" : "window-aggregate"));
    lines.add("input: k INT, v INT, ts TIMESTAMP(3)");
    lines.add("changelog: retract");
    String args = kind.equals("TUMBLE") ? "" : slide + " ms, ";
    lines.add("window: " + kind + "(ts, " + args + size + " ms)");
    lines.add("by: k");
    String ofValues = ", MIN(v) AS least, MAX(v) AS most, COUNT(DISTINCT v) AS d";
    lines.add("select: COUNT(*) AS n, SUM(v) AS total" + (hasValues ? ofValues : ""));
    lines.add("phases: " + phases);
    lines.add("");
    play();
    groups.forEach((group, values) -> print(group, values, hasValues));
    Collections.sort(expected);
    lines.add("late " + rowsLate);
  }

  @Override
  void change(int split, long now) {
    List<Row> rows = present.get(split);
    if (!rows.isEmpty() && random.nextInt(5) < 2) {
      add("-D", rows.remove(random.nextInt(rows.size())), split);
      return;
    }
    long back = random.nextInt(random.nextInt(8) == 0 ? 12 : 3) * SECOND;
    Integer value = random.nextInt(5) == 0 ? null : random.nextInt(6);
    Row row = new Row(random.nextInt(KEYS), value, Math.max(1, now - back + random.nextInt(1000)));
    rows.add(row);
    add("+I", row, split);
  }

  private void add(String change, Row row, int split) {
    long watermark = splitWatermarks[split];
    String value = row.value() == null ? "NULL" : "" + row.value();
    lines.add(
        String.join(
                " | ", "  " + change + " " + row.key(), value, ScriptValues.timestampOf(row.time()))
            + " @ "
            + ScriptValues.timestampOf(watermark));
    count(change.equals("+I"), row, watermark);
    splitWatermarks[split] = Math.max(watermark, row.time() - random.nextInt(3) * SECOND);
  }

  private void count(boolean comes, Row row, long watermark) {
    boolean counts = false;
    for (long[] window : windows(row.time())) {
      if (window[1] - 1 > watermark) {
        counts = true;
        String group =
            row.key()
                + " | "
                + ScriptValues.timestampOf(window[0])
                + " | "
                + ScriptValues.timestampOf(window[1]);
        List<Integer> values = groups.computeIfAbsent(group, name -> new ArrayList<>());
        if (comes) {
          values.add(row.value());
        } else {
          values.remove(row.value());
        }
      } else if (isAssigned) {
        rowsLate++;
      }
    }
    if (!counts && !isAssigned) {
      rowsLate++;
    }
  }

  private List<long[]> windows(long time) {
    List<long[]> windows = new ArrayList<>();
    if (kind.equals("CUMULATE")) {
      long start = Math.floorDiv(time, size) * size;
      for (long end = start + slide; end <= start + size; end += slide) {
        if (time < end) {
          windows.add(new long[] {start, end});
        }
      }
      return windows;
    }
    for (long start = Math.floorDiv(time, slide) * slide; start > time - size; start -= slide) {
      windows.add(new long[] {start, start + size});
    }
    return windows;
  }

  private void print(String group, List<Integer> rows, boolean hasValues) {
    if (rows.isEmpty()) {
      return;
    }
    List<Integer> values = new ArrayList<>(rows);
    values.removeIf(value -> value == null);
    boolean isNull = values.isEmpty();
    List<String> columns = new ArrayList<>();
    columns.add("" + rows.size());
    columns.add(isNull ? "NULL" : "" + values.stream().mapToInt(value -> value).sum());
    if (hasValues) {
      columns.add(isNull ? "NULL" : "" + Collections.min(values));
      columns.add(isNull ? "NULL" : "" + Collections.max(values));
      columns.add("" + new HashSet<>(values).size());
    }
    int key = group.indexOf(" | ");
    expected.add(
        group.substring(0, key) + " | " + String.join(" | ", columns) + group.substring(key));
  }
}
