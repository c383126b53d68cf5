package io.weir.runtime.operator.script;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;

/** A random script of a join, and the table that must come out: by nested loops over all rows. */
final class RandomJoinScript implements RandomScript {
  private static final List<String> KINDS =
      List.of("inner", "left", "right", "full", "semi", "anti", "mark");

  private final Random random;
  private final String kind;
  private final boolean hasKey;
  private final boolean isNullSafe;
  private final boolean hasCondition;
  private final boolean isRetracting;
  private final int keys;
  private final List<List<Row>> sides = List.of(new ArrayList<>(), new ArrayList<>());
  private final List<String> lines = new ArrayList<>();
  private final List<List<String>> tables = new ArrayList<>();

  private record Row(Integer key, Integer value) {
    String print() {
      return text(key) + " | " + text(value);
    }

    private static String text(Integer number) {
      return number == null ? "NULL" : number.toString();
    }
  }

  RandomJoinScript(long seed) {
    random = new Random(seed);
    kind = KINDS.get((int) (seed % KINDS.size()));
    hasCondition = random.nextBoolean();
    hasKey = random.nextInt(5) > 0;
    isNullSafe = random.nextInt(3) == 0;
    isRetracting = random.nextInt(4) > 0;
    keys = random.nextBoolean() ? 2 : 12;
    header();
    for (int step = 6 + random.nextInt(10); step > 0; step--) {
      rows(random.nextInt(2));
      lines.add("expect");
      tables.add(table());
      if (random.nextInt(3) == 0) {
        lines.add("barrier");
      }
    }
    lines.add("end");
    lines.add("expect");
    tables.add(table());
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
    return true;
  }

  private void header() {
    lines.add("operator: join");
    lines.add("left: k INT, v INT");
    lines.add("right: k2 INT, w INT");
    if (isRetracting) {
      lines.add("left-changelog: retract");
      lines.add("right-changelog: retract");
    }
    lines.add("kind: " + kind);
    if (hasKey) {
      lines.add("on: k " + (isNullSafe ? "IS NOT DISTINCT FROM" : "=") + " k2");
    }
    if (hasCondition) {
      lines.add("where: v < w");
    }
    lines.add("");
  }

  private void rows(int side) {
    lines.add(side == 0 ? "rows left" : "rows right");
    List<Row> there = sides.get(side);
    for (int i = 1 + random.nextInt(12); i > 0; i--) {
      if (isRetracting && !there.isEmpty() && random.nextInt(5) < 2) {
        Row old = there.remove(random.nextInt(there.size()));
        lines.add((random.nextBoolean() ? "  -U " : "  -D ") + old.print());
        continue;
      }
      Row row = new Row(number(keys), number(5));
      there.add(row);
      lines.add((isRetracting && random.nextBoolean() ? "  +U " : "  +I ") + row.print());
    }
  }

  private Integer number(int bound) {
    return random.nextInt(8) == 0 ? null : (Integer) random.nextInt(bound);
  }

  private boolean fits(Row left, Row right) {
    boolean isEqual =
        !hasKey || Objects.equals(left.key, right.key) && (isNullSafe || left.key != null);
    return isEqual
        && (!hasCondition || left.value != null && right.value != null && left.value < right.value);
  }

  private List<String> table() {
    List<String> rows = new ArrayList<>();
    for (Row left : sides.get(0)) {
      boolean hasMatch = false;
      for (Row right : sides.get(1)) {
        if (fits(left, right)) {
          hasMatch = true;
          if (isOneOf("inner", "left", "right", "full")) {
            rows.add(left.print() + " | " + right.print());
          }
        }
      }
      if (hasMatch ? isOneOf("semi") : isOneOf("anti")) {
        rows.add(left.print());
      }
      if (isOneOf("mark")) {
        rows.add(left.print() + " | " + hasMatch);
      }
      if (!hasMatch && isOneOf("left", "full")) {
        rows.add(left.print() + " | NULL | NULL");
      }
    }
    for (Row right : sides.get(1)) {
      boolean hasMatch = sides.get(0).stream().anyMatch(left -> fits(left, right));
      if (!hasMatch && isOneOf("right", "full")) {
        rows.add("NULL | NULL | " + right.print());
      }
    }
    Collections.sort(rows);
    return rows;
  }

  private boolean isOneOf(String... kinds) {
    return List.of(kinds).contains(kind);
  }
}
