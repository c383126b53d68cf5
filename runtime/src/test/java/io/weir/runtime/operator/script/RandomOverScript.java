package io.weir.runtime.operator.script;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;

/**
 * A random script of OVER, with what a slow and obvious model says the table must be. Ordered by
 * {@code v}, which is a number, or in the mode of rowtime a second.
 */
final class RandomOverScript implements RandomScript {
  private static final List<String> CALLS =
      List.of(
          "SUM(x)",
          "COUNT(*)",
          "MIN(s)",
          "COUNT(DISTINCT s)",
          "ROW_NUMBER()",
          "RANK()",
          "DENSE_RANK()",
          "LAG(x, 1)",
          "LAG(s, 2)",
          "FIRST_VALUE(x)",
          "LAST_VALUE(x)",
          "NTH_VALUE(s, 2)");
  private static final List<String> AHEAD =
      List.of("LEAD(x, 1)", "NTILE(3)", "PERCENT_RANK()", "CUME_DIST()");

  private final Random random;
  private final boolean isByTime;
  private final boolean isRetracting;
  private final boolean isRows;
  private final boolean descends;
  private final Integer preceding;
  private final Integer following;
  private final List<String> calls = new ArrayList<>();
  private final List<Row> rows = new ArrayList<>();
  private final List<String> lines = new ArrayList<>();
  private final List<List<String>> tables = new ArrayList<>();

  private record Row(int key, int order, Integer number, String text) {}

  RandomOverScript(long seed) {
    random = new Random(seed);
    isByTime = random.nextInt(3) == 0;
    isRetracting = !isByTime && random.nextBoolean();
    isRows = random.nextBoolean();
    descends = !isByTime && random.nextBoolean();
    preceding = random.nextInt(3) == 0 ? null : Integer.valueOf(random.nextInt(4));
    following =
        isByTime
            ? Integer.valueOf(0)
            : random.nextInt(6) == 0
                ? null
                : Integer.valueOf(random.nextInt(3) == 0 ? random.nextInt(3) : 0);
    List<String> choice = new ArrayList<>(CALLS);
    if (!isByTime) {
      choice.addAll(AHEAD);
    }
    for (int i = 1 + random.nextInt(3); i > 0; i--) {
      calls.add(choice.get(random.nextInt(choice.size())));
    }
    generate();
  }

  @Override
  public List<String> lines() {
    return lines;
  }

  @Override
  public List<List<String>> expected() {
    return tables;
  }

  @Override
  public boolean isTable() {
    return !isByTime;
  }

  private void generate() {
    lines.add("operator: over");
    lines.add("input: k INT, v " + (isByTime ? "TIMESTAMP(3)" : "INT") + ", x INT, s STRING");
    lines.add("changelog: " + (isRetracting ? "retract" : "insert_only"));
    lines.add("mode: " + (isByTime ? "rowtime" : "changes"));
    lines.add("by: k");
    lines.add("order: v" + (descends ? " DESC" : ""));
    lines.add(
        "frame: " + (isRows ? "ROWS " : "RANGE ") + bound(preceding) + " " + bound(following));
    lines.add("calls: " + String.join("; ", calls));
    lines.add("");
    int keys = 1 + random.nextInt(3);
    for (int step = 0; step < 6; step++) {
      lines.add("rows");
      for (int i = random.nextInt(10); i >= 0; i--) {
        addRow(keys, step);
      }
      if (isByTime) {
        lines.add("watermark 00:00:" + String.format("%02d", 5 * step + 4));
      }
      if (random.nextBoolean()) {
        lines.add("barrier");
      }
      lines.add("expect");
      tables.add(table(keys));
      if (isByTime) {
        // What has been emitted once does not come again.
        for (List<String> earlier : tables.subList(0, tables.size() - 1)) {
          earlier.forEach(tables.get(tables.size() - 1)::remove);
        }
      }
    }
    lines.add("end");
  }

  private void addRow(int keys, int step) {
    if (isRetracting && !rows.isEmpty() && random.nextInt(3) == 0) {
      lines.add("  -D " + print(rows.remove(random.nextInt(rows.size()))));
      return;
    }
    Row added =
        new Row(
            random.nextInt(keys),
            isByTime ? 5 * step + random.nextInt(5) : random.nextInt(12),
            random.nextInt(6) == 0 ? null : random.nextInt(4),
            List.of("a", "b", "long").get(random.nextInt(3)));
    rows.add(added);
    lines.add("  " + (isRetracting ? "+I " : "") + print(added));
  }

  private String bound(Integer bound) {
    if (bound == null) {
      return "all";
    }
    return Long.toString(isByTime && !isRows ? bound * 1_000_000L : bound);
  }

  private String print(Row row) {
    String order =
        isByTime ? String.format("1970-01-01 00:00:%02d", row.order()) : "" + row.order();
    return row.key() + " | " + order + " | " + text(row.number()) + " | " + row.text();
  }

  private static String text(Object value) {
    return value == null ? "NULL" : value.toString();
  }

  private List<String> table(int keys) {
    Comparator<Row> byOrder = Comparator.comparing(Row::order);
    Comparator<Row> sort =
        (descends ? byOrder.reversed() : byOrder)
            .thenComparing(Row::number, Comparator.nullsFirst(Comparator.naturalOrder()))
            .thenComparing(Row::text);
    List<String> table = new ArrayList<>();
    for (int key = 0; key < keys; key++) {
      int wanted = key;
      List<Row> partition = rows.stream().filter(r -> r.key() == wanted).sorted(sort).toList();
      for (int i = 0; i < partition.size(); i++) {
        StringBuilder line = new StringBuilder(print(partition.get(i)));
        for (String call : calls) {
          line.append(" | ").append(text(result(call, partition, i)));
        }
        table.add(line.toString());
      }
    }
    table.sort(Comparator.naturalOrder());
    return table;
  }

  private Object result(String call, List<Row> rows, int i) {
    Row row = rows.get(i);
    long before = rows.stream().filter(r -> isBefore(r, row)).count();
    long upTo = rows.stream().filter(r -> !isBefore(row, r)).count();
    int size = rows.size();
    List<Row> frame = rows.subList(start(rows, i), Math.max(start(rows, i), end(rows, i)));
    List<Integer> numbers = frame.stream().map(Row::number).filter(Objects::nonNull).toList();
    return switch (call) {
      case "SUM(x)" ->
          numbers.isEmpty() ? null : numbers.stream().mapToInt(Integer::intValue).sum();
      case "COUNT(*)" -> frame.size();
      case "MIN(s)" -> frame.stream().map(Row::text).min(Comparator.naturalOrder()).orElse(null);
      case "COUNT(DISTINCT s)" -> new HashSet<>(frame.stream().map(Row::text).toList()).size();
      case "ROW_NUMBER()" -> i + 1;
      case "RANK()" -> before + 1;
      case "DENSE_RANK()" ->
          rows.stream().filter(r -> isBefore(r, row)).map(Row::order).distinct().count() + 1;
      case "LAG(x, 1)" -> i >= 1 ? rows.get(i - 1).number() : null;
      case "LAG(s, 2)" -> i >= 2 ? rows.get(i - 2).text() : null;
      case "LEAD(x, 1)" -> i + 1 < size ? rows.get(i + 1).number() : null;
      case "FIRST_VALUE(x)" -> numbers.isEmpty() ? null : numbers.get(0);
      case "LAST_VALUE(x)" -> numbers.isEmpty() ? null : numbers.get(numbers.size() - 1);
      case "NTH_VALUE(s, 2)" -> frame.size() < 2 ? null : frame.get(1).text();
      case "NTILE(3)" -> tile(i, size);
      case "PERCENT_RANK()" -> size == 1 ? 0.0 : (double) before / (size - 1);
      case "CUME_DIST()" -> (double) upTo / size;
      default -> throw new IllegalArgumentException(call);
    };
  }

  private boolean isBefore(Row left, Row right) {
    return descends ? left.order() > right.order() : left.order() < right.order();
  }

  private int start(List<Row> rows, int i) {
    if (preceding == null) {
      return 0;
    }
    if (isRows) {
      return Math.max(0, i - preceding);
    }
    int start = 0;
    while (distance(rows.get(start), rows.get(i)) > preceding) {
      start++;
    }
    return start;
  }

  private int end(List<Row> rows, int i) {
    if (following == null) {
      return rows.size();
    }
    if (isRows) {
      return Math.min(rows.size(), i + following + 1);
    }
    int end = rows.size();
    while (distance(rows.get(i), rows.get(end - 1)) > following) {
      end--;
    }
    return end;
  }

  /** How much later the second row comes in the order. */
  private int distance(Row first, Row second) {
    return descends ? first.order() - second.order() : second.order() - first.order();
  }

  private static int tile(int i, int size) {
    int parts = 3;
    int at = 0;
    for (int tile = 1; tile <= parts; tile++) {
      at += size / parts + (tile <= size % parts ? 1 : 0);
      if (i < at) {
        return tile;
      }
    }
    throw new IllegalArgumentException(i + " of " + size);
  }
}
