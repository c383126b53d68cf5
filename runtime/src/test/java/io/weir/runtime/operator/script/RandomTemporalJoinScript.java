package io.weir.runtime.operator.script;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * A random script of a temporal join, with what a slow and obvious model says it must emit: for
 * every left row that is not late the last right change of its key up to its time, if that is no
 * deletion and fulfils the condition. The rows of an input come from several splits, each with its
 * own watermark; the input's is the least of them.
 */
final class RandomTemporalJoinScript {
  private static final String[] KINDS = {"inner", "left"};

  private final Random random;
  private final String kind;
  private final boolean isNullSafe;
  private final boolean hasCondition;
  private final long[][] splits = new long[2][];
  private final long[] now = new long[2];
  private final List<List<Row>> rows = List.of(new ArrayList<>(), new ArrayList<>());
  private final List<String> lines = new ArrayList<>();
  private int rowsLate;
  private int nextValue;

  private record Row(String change, Integer key, int value, long time) {
    @Override
    public String toString() {
      return (key == null ? "NULL" : key) + " | " + value + " | " + time(time);
    }

    static String time(long millis) {
      return ScriptValues.timestampOf(millis);
    }
  }

  RandomTemporalJoinScript(long seed) {
    random = new Random(seed);
    kind = KINDS[random.nextInt(KINDS.length)];
    isNullSafe = random.nextInt(4) == 0;
    hasCondition = random.nextInt(3) == 0;
    for (int side = 0; side < 2; side++) {
      splits[side] = new long[1 + random.nextInt(3)];
      Arrays.fill(splits[side], Long.MIN_VALUE);
    }
    generate();
  }

  List<String> lines() {
    return lines;
  }

  private void generate() {
    lines.add("operator: temporal-join");
    lines.add("left: k INT, a INT, lt TIMESTAMP(3)");
    lines.add("right: j INT, b INT, rt TIMESTAMP(3)");
    lines.add("right-changelog: retract");
    lines.add("on: k " + (isNullSafe ? "==" : "=") + " j");
    lines.add("time: lt rt");
    lines.add("join: " + kind);
    if (hasCondition) {
      lines.add("where: a < b");
    }
    lines.add("");
    int steps = 5 + random.nextInt(25);
    for (int i = 0; i < steps; i++) {
      int side = random.nextInt(2);
      switch (random.nextInt(6)) {
        case 0 -> lines.add("barrier");
        case 1, 2 -> rise(side);
        default -> rows(side);
      }
    }
    lines.add("end");
    lines.add("late " + rowsLate);
    lines.add("expect");
    lines.addAll(expected());
    lines.add("");
  }

  private static String name(int side) {
    return side == 0 ? "left" : "right";
  }

  private void rows(int side) {
    lines.add("rows " + name(side));
    int count = 1 + random.nextInt(6);
    for (int i = 0; i < count; i++) {
      int split = random.nextInt(splits[side].length);
      now[side] += random.nextInt(3_000);
      long time = now[side] - random.nextInt(6_000);
      Integer key = random.nextInt(8) == 0 ? null : (Integer) random.nextInt(3);
      String change = side == 0 ? "" : List.of("+I ", "+U ", "-U ", "-D ").get(random.nextInt(4));
      Row row = new Row(change, key, nextValue++ * 7 % 10, time);
      long watermark = splits[side][split];
      if (time <= watermark) {
        lines.add("  " + row.change + row + " @ " + Row.time(watermark));
        rowsLate++;
      } else {
        lines.add("  " + row.change + row);
        rows.get(side).add(row);
      }
      if (random.nextInt(3) == 0) {
        splits[side][split] = Math.max(watermark, now[side] - random.nextInt(8_000));
      }
    }
  }

  private void rise(int side) {
    long least = Arrays.stream(splits[side]).min().orElseThrow();
    if (least != Long.MIN_VALUE) {
      lines.add("watermark " + name(side) + " " + Row.time(least - random.nextInt(500)));
    }
  }

  private List<String> expected() {
    List<String> expected = new ArrayList<>();
    for (Row left : rows.get(0)) {
      Row version = null;
      for (Row right : rows.get(1)) {
        boolean isVersion =
            areEqual(left, right)
                && !right.change.equals("-U ")
                && right.time <= left.time
                && (version == null || right.time >= version.time);
        version = isVersion ? right : version;
      }
      boolean isMatch =
          version != null
              && !version.change.equals("-D ")
              && (!hasCondition || left.value < version.value);
      if (isMatch || kind.equals("left")) {
        expected.add(line(left, isMatch ? version : null));
      }
    }
    Collections.sort(expected);
    return expected;
  }

  private boolean areEqual(Row left, Row right) {
    boolean isNull = left.key == null || right.key == null;
    return isNull ? isNullSafe && left.key == right.key : left.key.equals(right.key);
  }

  private static String line(Row left, Row right) {
    String none = "NULL | NULL | NULL";
    return "  " + (left == null ? none : left) + " | " + (right == null ? none : right);
  }
}
