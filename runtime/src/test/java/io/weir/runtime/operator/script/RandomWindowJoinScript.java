package io.weir.runtime.operator.script;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * A random script of a window join, with what a slow and obvious model says it must emit: every
 * pair of rows of one window that are not late by their own watermark and fulfil the condition, and
 * the rows that are in none, or left rows alone. The rows of an input come from several splits,
 * each with its own watermark; the input's is the least of them.
 */
final class RandomWindowJoinScript {
  private static final String[] KINDS = {"inner", "left", "right", "full", "semi", "anti"};

  private final Random random;
  private final long size;
  private final String kind;
  private final boolean isNullSafe;
  private final boolean hasCondition;
  private final boolean hasKeys;

  /** Whether a key has more pairs than a batch holds. */
  private final boolean isWide;

  private final long[][] splits = new long[2][];
  private final long[] now = new long[2];
  private final List<List<Row>> rows = List.of(new ArrayList<>(), new ArrayList<>());
  private final List<String> lines = new ArrayList<>();
  private int rowsLate;
  private int nextValue;

  private record Row(Integer key, int value, long time) {
    @Override
    public String toString() {
      return (key == null ? "NULL" : key) + " | " + value + " | " + time(time);
    }

    static String time(long millis) {
      return ScriptValues.timestampOf(millis);
    }
  }

  RandomWindowJoinScript(long seed) {
    random = new Random(seed);
    size = 1_000 * (1 + random.nextInt(9));
    kind = KINDS[random.nextInt(KINDS.length)];
    isNullSafe = random.nextInt(4) == 0;
    hasCondition = random.nextInt(3) == 0;
    hasKeys = random.nextInt(8) > 0;
    isWide = random.nextInt(30) == 0;
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
    lines.add("operator: window-join");
    lines.add("left: k INT, a INT, lt TIMESTAMP(3)");
    lines.add("right: j INT, b INT, rt TIMESTAMP(3)");
    if (hasKeys) {
      lines.add("on: k " + (isNullSafe ? "==" : "=") + " j");
    }
    lines.add("size: " + size);
    lines.add("left-end: lt");
    lines.add("right-end: rt");
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
    int count = isWide ? 60 : 1 + random.nextInt(6);
    for (int i = 0; i < count; i++) {
      int split = random.nextInt(splits[side].length);
      now[side] += random.nextInt(isWide ? 100 : 3_000);
      long time = Math.floorDiv(now[side] - random.nextInt(6_000), size) * size + size;
      Integer key = random.nextInt(8) == 0 ? null : (Integer) random.nextInt(isWide ? 1 : 3);
      Row row = new Row(key, nextValue++ * 7 % 10, time);
      long watermark = splits[side][split];
      if (time - 1 <= watermark) {
        lines.add("  " + row + " @ " + Row.time(watermark));
        rowsLate++;
      } else {
        lines.add("  " + row);
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
    boolean[] isMatched = new boolean[rows.get(1).size()];
    for (Row left : rows.get(0)) {
      boolean found = false;
      for (int i = 0; i < isMatched.length; i++) {
        Row right = rows.get(1).get(i);
        if (matches(left, right)) {
          if (!isLeftOnly()) {
            expected.add(line(left, right));
          }
          isMatched[i] = true;
          found = true;
        }
      }
      if (isLeftOnly() && found == kind.equals("semi")) {
        expected.add("  " + left);
      }
      if (!found && (kind.equals("left") || kind.equals("full"))) {
        expected.add(line(left, null));
      }
    }
    for (int i = 0; i < isMatched.length; i++) {
      if (!isMatched[i] && (kind.equals("right") || kind.equals("full"))) {
        expected.add(line(null, rows.get(1).get(i)));
      }
    }
    Collections.sort(expected);
    return expected;
  }

  private boolean isLeftOnly() {
    return kind.equals("semi") || kind.equals("anti");
  }

  private boolean matches(Row left, Row right) {
    boolean isNull = left.key == null || right.key == null;
    boolean areEqual = isNull ? isNullSafe && left.key == right.key : left.key.equals(right.key);
    return (areEqual || !hasKeys)
        && right.time == left.time
        && (!hasCondition || left.value < right.value);
  }

  private static String line(Row left, Row right) {
    String none = "NULL | NULL | NULL";
    return "  " + (left == null ? none : left) + " | " + (right == null ? none : right);
  }
}
