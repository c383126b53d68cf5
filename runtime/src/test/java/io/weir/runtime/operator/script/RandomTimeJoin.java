package io.weir.runtime.operator.script;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * What the random scripts of joins by time have in common: two inputs {@code (key, value, time)},
 * each of several splits with a watermark of their own, of which the input's is the least.
 */
final class RandomTimeJoin {
  final String kind;
  final boolean isNullSafe;
  final boolean hasCondition;
  final List<List<Row>> rows = List.of(new ArrayList<>(), new ArrayList<>());
  private final Random random;
  private final long[][] splits = new long[2][];
  private final long[] now = new long[2];
  private final List<String> lines = new ArrayList<>();
  private int rowsLate;
  private int nextValue;

  /** One row; {@code change} is its row kind as a script writes it, or empty. */
  record Row(String change, Integer key, int value, long time) {
    @Override
    public String toString() {
      return (key == null ? "NULL" : key) + " | " + value + " | " + text(time);
    }
  }

  /** How the rows of one kind of join are made. */
  interface Rows {
    /** How many rows come together. */
    default int count(Random random) {
      return 1 + random.nextInt(6);
    }

    /** How much later than the last row one is at most, in milliseconds. */
    default int step() {
      return 3_000;
    }

    /** How many keys there are beside NULL. */
    default int keys() {
      return 3;
    }

    /** The row kind of a row of an input. */
    default String change(int side, Random random) {
      return "";
    }

    /** The time that a row of about this time has. */
    default long time(long about) {
      return about;
    }

    /** Whether the next row of an input is one that was there, which leaves. */
    default boolean isLeaving(int side, Random random) {
      return false;
    }

    /** Whether a row of an input with this time is late. */
    default boolean isLate(int side, long time, long watermark) {
      return isLate(time, watermark);
    }

    /** Whether a row of this time is late. */
    default boolean isLate(long time, long watermark) {
      return time <= watermark;
    }
  }

  RandomTimeJoin(Random random, String operator, List<String> kinds) {
    this.random = random;
    kind = kinds.get(random.nextInt(kinds.size()));
    isNullSafe = random.nextInt(4) == 0;
    hasCondition = random.nextInt(3) == 0;
    for (int side = 0; side < 2; side++) {
      splits[side] = new long[1 + random.nextInt(3)];
      Arrays.fill(splits[side], Long.MIN_VALUE);
    }
    lines.add("operator: " + operator);
    lines.add("left: k INT, a INT, lt TIMESTAMP(3)");
    lines.add("right: j INT, b INT, rt TIMESTAMP(3)");
    lines.add("join: " + kind);
    if (hasCondition) {
      lines.add("where: a < b");
    }
  }

  void define(String line) {
    lines.add(line);
  }

  void defineKeys() {
    lines.add("on: k " + (isNullSafe ? "==" : "=") + " j");
  }

  void generate(Rows kindOfRows) {
    lines.add("");
    int steps = 5 + random.nextInt(25);
    for (int i = 0; i < steps; i++) {
      int side = random.nextInt(2);
      switch (random.nextInt(6)) {
        case 0 -> lines.add("barrier");
        case 1, 2 -> rise(side);
        default -> addRows(side, kindOfRows);
      }
    }
    lines.add("end");
    lines.add("late " + rowsLate);
    lines.add("expect");
  }

  List<String> lines() {
    return lines;
  }

  private static String name(int side) {
    return side == 0 ? "left" : "right";
  }

  private void addRows(int side, Rows kindOfRows) {
    lines.add("rows " + name(side));
    int count = kindOfRows.count(random);
    for (int i = 0; i < count; i++) {
      List<Row> there = rows.get(side);
      if (kindOfRows.isLeaving(side, random) && !there.isEmpty()) {
        lines.add("  -D " + there.remove(random.nextInt(there.size())));
        continue;
      }
      int split = random.nextInt(splits[side].length);
      now[side] += random.nextInt(kindOfRows.step());
      long time = kindOfRows.time(now[side] - random.nextInt(6_000));
      Integer key = random.nextInt(8) == 0 ? null : (Integer) random.nextInt(kindOfRows.keys());
      Row row = new Row(kindOfRows.change(side, random), key, nextValue++ * 7 % 10, time);
      long watermark = splits[side][split];
      if (kindOfRows.isLate(side, time, watermark)) {
        lines.add("  " + row.change + row + " @ " + text(watermark));
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
      lines.add("watermark " + name(side) + " " + text(least - random.nextInt(500)));
    }
  }

  boolean areEqual(Row left, Row right) {
    boolean isNull = left.key == null || right.key == null;
    return isNull ? isNullSafe && left.key == right.key : left.key.equals(right.key);
  }

  boolean fulfilsCondition(Row left, Row right) {
    return !hasCondition || left.value < right.value;
  }

  /** Says of two rows whether they are a pair. */
  interface Condition {
    boolean holds(Row left, Row right);
  }

  /** The result of the join by nested loops, sorted. */
  List<List<String>> nestedLoops(Condition condition) {
    List<String> expected = new ArrayList<>();
    boolean[] isMatched = new boolean[rows.get(1).size()];
    boolean isLeftOnly = kind.equals("semi") || kind.equals("anti");
    for (Row left : rows.get(0)) {
      boolean found = false;
      for (int i = 0; i < isMatched.length; i++) {
        Row right = rows.get(1).get(i);
        if (condition.holds(left, right)) {
          if (!isLeftOnly) {
            expected.add(line(left, right));
          }
          isMatched[i] = true;
          found = true;
        }
      }
      if (isLeftOnly && found == kind.equals("semi")) {
        expected.add(left.toString());
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
    return List.of(expected);
  }

  static String line(Row left, Row right) {
    String none = "NULL | NULL | NULL";
    return (left == null ? none : left) + " | " + (right == null ? none : right);
  }

  private static String text(long millis) {
    return ScriptValues.timestampOf(millis);
  }
}
