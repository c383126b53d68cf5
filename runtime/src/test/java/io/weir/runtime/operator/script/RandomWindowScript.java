package io.weir.runtime.operator.script;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A random script of a window aggregate, with what a slow and obvious model says it must emit. The
 * rows come from several splits, each with its own watermark; the input's is the least of them.
 */
final class RandomWindowScript implements RandomScript {
  private static final long MINUTE = 60_000;
  private static final long[] STARTS = {
    0, -7 * 3_600_000, 1_616_889_600_000L, 1_635_638_400_000L, 1_000_000_000_000L
  };

  private final Random random;
  private final String kind;
  private final long size;
  private final long slide;
  private final long offset;
  private final ZoneId zone;
  private final boolean isAssigned;
  private final int phases;
  private final long origin;
  private final long[] splitWatermarks;
  private final Map<Long, Long> firing = new HashMap<>();
  private final TreeMap<String, Group> groups = new TreeMap<>();
  private final List<String> lines = new ArrayList<>();
  private final List<String> expected = new ArrayList<>();
  private long rowsLate;

  /** The values of one group, as they came. */
  private static final class Group {
    final String key;
    final long windowEnd;
    final List<Integer> values = new ArrayList<>();
    final List<Integer> filtered = new ArrayList<>();
    final TreeSet<String> strings = new TreeSet<>();
    int rows;

    Group(String key, long windowEnd) {
      this.key = key;
      this.windowEnd = windowEnd;
    }
  }

  RandomWindowScript(long seed) {
    random = new Random(seed);
    kind = List.of("TUMBLE", "HOP", "HOP", "CUMULATE").get(random.nextInt(4));
    slide = MINUTE * (1 + random.nextInt(6));
    boolean isMultiple = random.nextInt(4) > 0;
    size =
        kind.equals("TUMBLE")
            ? slide
            : kind.equals("CUMULATE") || isMultiple
                ? slide * (1 + random.nextInt(5))
                : MINUTE * (1 + random.nextInt(12));
    offset = random.nextBoolean() ? 0 : MINUTE * (random.nextInt(15) - 7);
    origin = STARTS[random.nextInt(STARTS.length)];
    zone =
        random.nextInt(3) == 0
            ? ZoneId.of(List.of("Europe/Berlin", "UTC", "Asia/Kolkata").get(random.nextInt(3)))
            : null;
    isAssigned = random.nextInt(4) == 0;
    boolean isDistinct = random.nextBoolean();
    phases = isDistinct ? 1 : 1 + random.nextInt(2);
    splitWatermarks = new long[1 + random.nextInt(3)];
    java.util.Arrays.fill(splitWatermarks, Long.MIN_VALUE);
    generate(isDistinct);
  }

  @Override
  public List<String> lines() {
    return lines;
  }

  private void generate(boolean isDistinct) {
    String time = zone == null ? "TIMESTAMP(3)" : "TIMESTAMP_LTZ(3)";
    String args = kind.equals("TUMBLE") ? ms(size) : ms(slide) + ", " + ms(size);
    String shift = offset == 0 ? "" : ", offset " + ms(offset);
    String in = zone == null ? "" : " in " + zone;
    lines.add("operator: " + (isAssigned ? "assigned-window-aggregate" : "window-aggregate"));
    lines.add("input: k STRING, v INT, s STRING, b BOOLEAN, ts " + time);
    lines.add("window: " + kind + "(ts, " + args + shift + ")" + in);
    lines.add("by: k");
    lines.add(
        "select: COUNT(*) AS n, SUM(v) AS total, MIN(v) AS least, MAX(s) AS greatest,"
            + " COUNT(v) FILTER (WHERE b) AS some"
            + (isDistinct
                ? ", COUNT(DISTINCT v) AS d, SUM(DISTINCT v) FILTER (WHERE b) AS e"
                : ""));
    lines.add("phases: " + phases);
    lines.add("");
    long now = origin;
    long merged = Long.MIN_VALUE;
    int steps = 5 + random.nextInt(40);
    for (int i = 0; i < steps; i++) {
      int what = random.nextInt(10);
      if (what < 6) {
        now += random.nextInt(4) * MINUTE / 2;
        addRows(now);
      } else if (what < 9) {
        long least = Long.MAX_VALUE;
        for (long watermark : splitWatermarks) {
          least = Math.min(least, watermark);
        }
        if (least > merged) {
          merged = least;
          lines.add("watermark " + timestamp(least));
        }
      } else {
        lines.add("barrier");
      }
    }
    lines.add("end");
    lines.add("expect");
    groups.values().forEach(group -> expected.add(print(group, isDistinct)));
    Collections.sort(expected);
    lines.add("late " + rowsLate);
  }

  @Override
  public List<List<String>> expected() {
    return List.of(expected);
  }

  @Override
  public boolean isTable() {
    return false;
  }

  private static String ms(long millis) {
    return millis + " ms";
  }

  private void addRows(long now) {
    lines.add("rows");
    int count = 1 + random.nextInt(8);
    for (int i = 0; i < count; i++) {
      int split = random.nextInt(splitWatermarks.length);
      long time = now - random.nextInt(random.nextInt(10) == 0 ? 40 : 6) * MINUTE / 3;
      String key = List.of("a", "b", "c", "NULL").get(random.nextInt(4));
      Integer value = random.nextInt(5) == 0 ? null : random.nextInt(7);
      String string = random.nextInt(5) == 0 ? "NULL" : "s" + random.nextInt(5);
      String flag = List.of("true", "false", "NULL").get(random.nextInt(3));
      long watermark = splitWatermarks[split];
      String before = watermark == Long.MIN_VALUE ? "" : " @ " + timestamp(watermark);
      String row = String.join(" | ", key, "" + orNull(value), string, flag, timestamp(time));
      lines.add("  " + row + before);
      count(key, value, string, flag, time, watermark);
      splitWatermarks[split] = Math.max(watermark, time - random.nextInt(3) * MINUTE);
    }
  }

  private void count(
      String key, Integer value, String string, String flag, long time, long watermark) {
    Set<Long> ends = windowEnds(local(time));
    boolean counts = false;
    for (long end : ends) {
      if (instantOfEnd(end) - 1 > watermark) {
        counts = true;
        Group group = groups.computeIfAbsent(key + " " + end, name -> new Group(key, end));
        group.rows++;
        if (value != null) {
          group.values.add(value);
          if (flag.equals("true")) {
            group.filtered.add(value);
          }
        }
        if (!string.equals("NULL")) {
          group.strings.add(string);
        }
      } else if (isAssigned) {
        rowsLate++;
      }
    }
    if (!counts && !ends.isEmpty() && !isAssigned) {
      rowsLate++;
    }
  }

  private Set<Long> windowEnds(long local) {
    Set<Long> ends = new HashSet<>();
    long step = kind.equals("CUMULATE") ? size : slide;
    long first = Math.floorDiv(local - offset - size, step) * step + offset;
    for (long start = first; start <= local; start += step) {
      if (kind.equals("CUMULATE")) {
        for (long end = start + slide; end <= start + size; end += slide) {
          if (start <= local && local < end) {
            ends.add(end);
          }
        }
      } else if (local < start + size) {
        ends.add(start + size);
      }
    }
    return ends;
  }

  private long local(long instant) {
    return zone == null
        ? instant
        : instant
            + zone.getRules().getOffset(Instant.ofEpochMilli(instant)).getTotalSeconds() * 1000L;
  }

  /** The minute after the last one whose local time is before {@code end}. */
  private long instantOfEnd(long end) {
    if (zone == null) {
      return end;
    }
    return firing.computeIfAbsent(
        end,
        e -> {
          long instant = e + 27 * 60 * MINUTE;
          while (local(instant) >= e) {
            instant -= MINUTE;
          }
          return instant + MINUTE;
        });
  }

  private String print(Group group, boolean isDistinct) {
    long start =
        kind.equals("CUMULATE")
            ? Math.floorDiv(group.windowEnd - 1 - offset, size) * size + offset
            : group.windowEnd - size;
    List<String> values = new ArrayList<>();
    values.add(group.key);
    values.add("" + group.rows);
    values.add("" + orNull(sum(group.values)));
    values.add("" + orNull(group.values.isEmpty() ? null : Collections.min(group.values)));
    values.add(group.strings.isEmpty() ? "NULL" : group.strings.last());
    values.add("" + group.filtered.size());
    if (isDistinct) {
      values.add("" + new HashSet<>(group.values).size());
      values.add("" + orNull(sum(new HashSet<>(group.filtered))));
    }
    values.add(ScriptValues.timestampOf(start));
    values.add(ScriptValues.timestampOf(group.windowEnd));
    return String.join(" | ", values);
  }

  private static Integer sum(java.util.Collection<Integer> values) {
    return values.isEmpty() ? null : values.stream().mapToInt(v -> v).sum();
  }

  private static Object orNull(Object value) {
    return value == null ? "NULL" : value;
  }

  private String timestamp(long millis) {
    return ScriptValues.timestampOf(millis) + (zone == null ? "" : "Z");
  }
}
