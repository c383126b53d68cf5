package io.weir.runtime.operator.script;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A random script of lists and multisets that grow out of their cells and shrink again, by key or
 * in windows, with what a slow and obvious model says of them.
 */
final class RandomListScript implements RandomScript {
  private static final int[] LENGTHS = {1, 3, 700, 1500, 2500};
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

  private final Random random;
  private final boolean isWindowed;
  private final boolean isRetracting;
  private final int phases;
  private final int slides;
  private final boolean areMany;
  private final int keys;
  private final List<Row> rows = new ArrayList<>();
  private final Map<Integer, Group> groups = new TreeMap<>();
  private final List<String> lines = new ArrayList<>();
  private final List<List<String>> expected = new ArrayList<>();

  /** A row; in windows it lies in a slice of ten seconds. */
  private record Row(int key, String text, Integer value, int slice) {
    String print() {
      return key + " | " + text(text) + " | " + text(value);
    }

    private static String text(Object value) {
      return value == null ? "NULL" : value.toString();
    }
  }

  /** The values of a key or window, in the order in which they came. */
  private static final class Group {
    final List<String> texts = new ArrayList<>();
    final List<Integer> values = new ArrayList<>();

    void add(Row row) {
      texts.add(row.text());
      values.add(row.value());
    }

    /** The first of equal values goes. */
    void remove(Row row) {
      texts.remove(row.text());
      values.remove(row.value());
    }
  }

  RandomListScript(long seed) {
    random = new Random(seed);
    isWindowed = random.nextInt(3) == 0;
    isRetracting = !isWindowed && random.nextInt(3) > 0;
    phases = isRetracting ? 1 : 1 + random.nextInt(2);
    slides = isWindowed ? 1 + random.nextInt(3) : 1;
    areMany = random.nextInt(4) == 0;
    keys = 1 + random.nextInt(3);
    generate();
  }

  @Override
  public List<String> lines() {
    return lines;
  }

  @Override
  public List<List<String>> expected() {
    return expected;
  }

  @Override
  public boolean isTable() {
    return !isWindowed;
  }

  private void generate() {
    lines.add("operator: " + (isWindowed ? "window" : "group") + "-aggregate");
    lines.add("input: k INT, s STRING, v INT" + (isWindowed ? ", ts TIMESTAMP(3)" : ""));
    if (isWindowed) {
      String size = slides * 10 + " s";
      lines.add("window: " + (slides == 1 ? "TUMBLE(ts, 10 s)" : "HOP(ts, 10 s, " + size + ")"));
    } else {
      lines.add("changelog: " + (isRetracting ? "retract" : "insert_only"));
    }
    lines.add("by: k");
    lines.add(
        "select: LISTAGG(s, ' + ') AS l, ARRAY_AGG(s) AS a, COLLECT(s) AS c,"
            + " PERCENTILE(v, 0.5) AS p, ARRAY_AGG(v) AS w"
            + (isRetracting ? ", FIRST_VALUE(s) AS f, LAST_VALUE(s) AS z" : ""));
    lines.add("phases: " + phases);
    lines.add("");
    for (int step = 0; step < 6; step++) {
      lines.add("rows");
      int count = 1 + random.nextInt(areMany ? 400 : 12);
      boolean isShrinking = random.nextInt(3) == 0;
      for (int i = 0; i < count; i++) {
        change(step, isShrinking);
      }
      if (random.nextBoolean()) {
        lines.add("barrier");
      }
      if (!isWindowed) {
        lines.add("expect");
        expected.add(table());
      }
    }
    lines.add("end");
    if (isWindowed) {
      lines.add("expect");
      expected.add(windows());
    }
  }

  private void change(int step, boolean isShrinking) {
    if (isRetracting && !rows.isEmpty() && random.nextInt(4) < (isShrinking ? 3 : 1)) {
      Row gone = rows.get(random.nextInt(rows.size()));
      rows.remove(gone);
      groups.get(gone.key()).remove(gone);
      lines.add("  -D " + gone.print());
      return;
    }
    int length = areMany ? LENGTHS[random.nextInt(2)] : LENGTHS[random.nextInt(LENGTHS.length)];
    String letter = String.valueOf((char) ('a' + random.nextInt(4)));
    Row added =
        new Row(
            random.nextInt(keys),
            random.nextInt(8) == 0 ? null : letter.repeat(length),
            random.nextInt(8) == 0 ? null : random.nextInt(areMany ? 5000 : 10),
            step / 2);
    rows.add(added);
    groups.computeIfAbsent(added.key(), key -> new Group()).add(added);
    String time = isWindowed ? " | 00:00:" + (10 + 10 * added.slice() + random.nextInt(10)) : "";
    lines.add("  " + (isRetracting ? "+I " : "") + added.print() + time);
  }

  private List<String> table() {
    List<String> table = new ArrayList<>();
    groups.forEach(
        (key, group) -> {
          if (!group.texts.isEmpty()) {
            table.add(results(key, group));
          }
        });
    table.sort(Comparator.naturalOrder());
    return table;
  }

  private List<String> windows() {
    List<String> windows = new ArrayList<>();
    for (int key = 0; key < keys; key++) {
      for (int last = 0; last < 3 + slides; last++) {
        int wanted = key;
        int end = last;
        Group group = new Group();
        rows.stream()
            .filter(row -> row.key() == wanted)
            .filter(row -> row.slice() <= end && row.slice() > end - slides)
            .forEach(group::add);
        if (!group.texts.isEmpty()) {
          long endSeconds = 20 + 10L * end;
          windows.add(
              results(key, group)
                  + " | "
                  + time(endSeconds - 10L * slides)
                  + " | "
                  + time(endSeconds));
        }
      }
    }
    windows.sort(Comparator.naturalOrder());
    return windows;
  }

  private static String time(long seconds) {
    return TIME.format(LocalDateTime.ofEpochSecond(seconds, 0, ZoneOffset.UTC));
  }

  private String results(int key, Group group) {
    List<String> texts = group.texts.stream().filter(Objects::nonNull).toList();
    Map<String, Long> counts =
        texts.stream()
            .collect(Collectors.groupingBy(text -> text, TreeMap::new, Collectors.counting()));
    List<Integer> numbers = group.values.stream().filter(Objects::nonNull).sorted().toList();
    String first = texts.isEmpty() ? "NULL" : texts.get(0);
    String last = texts.isEmpty() ? "NULL" : texts.get(texts.size() - 1);
    return key
        + " | "
        + (texts.isEmpty() ? "NULL" : String.join(" + ", texts))
        + " | "
        + group.texts
        + " | "
        + counts
        + " | "
        + median(numbers)
        + " | "
        + group.values
        + (isRetracting ? " | " + first + " | " + last : "");
  }

  private static String median(List<Integer> numbers) {
    if (numbers.isEmpty()) {
      return "NULL";
    }
    double middle = (numbers.size() - 1) * 0.5;
    double low = numbers.get((int) Math.floor(middle));
    double high = numbers.get((int) Math.ceil(middle));
    return String.valueOf(low == high ? low : (low + high) / 2);
  }
}
