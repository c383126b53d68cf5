package io.weir.runtime.operator.script;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * A random script of an upsert materialiser whose keys have few rows or many, with what a slow and
 * obvious model says the table must be: the row of each key that came last and is still there.
 */
final class RandomUpsertScript implements RandomScript {
  private static final int[] LENGTHS = {1, 3, 600, 1500, 5000};

  private final Random random;
  private final Map<Integer, List<String>> rows = new TreeMap<>();
  private final List<String> lines = new ArrayList<>();
  private final List<List<String>> tables = new ArrayList<>();

  RandomUpsertScript(long seed) {
    random = new Random(seed);
    lines.add("operator: upsert-materialize");
    lines.add("input: k INT, v STRING");
    lines.add("changelog: retract");
    lines.add("by: k");
    lines.add("");
    int keys = 1 + random.nextInt(3);
    for (int step = 0; step < 8; step++) {
      boolean isShrinking = random.nextInt(3) == 0;
      lines.add("rows");
      for (int i = random.nextInt(20); i >= 0; i--) {
        change(random.nextInt(keys), isShrinking);
      }
      if (random.nextBoolean()) {
        lines.add("barrier");
      }
      lines.add("expect");
      tables.add(table());
    }
    lines.add("end");
  }

  private void change(int key, boolean isShrinking) {
    List<String> present = rows.computeIfAbsent(key, k -> new ArrayList<>());
    if (!present.isEmpty() && random.nextInt(4) < (isShrinking ? 3 : 1)) {
      String gone = present.get(random.nextInt(present.size()));
      present.remove(present.lastIndexOf(gone));
      lines.add("  -D " + key + " | " + gone);
      return;
    }
    String letter = String.valueOf((char) ('a' + random.nextInt(3)));
    String added = letter.repeat(LENGTHS[random.nextInt(LENGTHS.length)]);
    present.add(added);
    lines.add("  +I " + key + " | " + added);
  }

  private List<String> table() {
    List<String> table = new ArrayList<>();
    rows.forEach(
        (key, present) -> {
          if (!present.isEmpty()) {
            table.add(key + " | " + present.get(present.size() - 1));
          }
        });
    Collections.sort(table);
    return table;
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
}
