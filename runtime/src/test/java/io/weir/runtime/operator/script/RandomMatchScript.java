package io.weir.runtime.operator.script;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * A random script of patterns, with what {@link MatchModel} says they match. Scripts in which
 * several matches that begin with the same row are complete at the same time are not made: which of
 * them counts is decided by no rule.
 */
final class RandomMatchScript implements RandomScript {
  private static final List<String> NAMES = List.of("A", "B", "C", "D");
  private static final List<String> QUANTIFIERS =
      List.of("", "", "", "+", "*", "?", "{2}", "{1,2}", "{2,}", "{0,2}");

  private final Random random;
  private final List<String> lines = new ArrayList<>();
  private final List<List<String>> expected = new ArrayList<>();

  RandomMatchScript(long seed) {
    random = new Random(seed);
    while (!generate()) {
      lines.clear();
      expected.clear();
    }
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
    return false;
  }

  private boolean generate() {
    List<MatchModel.Variable> variables = variables();
    if (variables.isEmpty()) {
      return false;
    }
    int skip = random.nextInt(3);
    int target = skip == 2 ? target(variables) : 0;
    if (target < 0) {
      return false;
    }
    boolean toLast = random.nextBoolean();
    String after =
        switch (skip) {
          case 0 -> "PAST LAST ROW";
          case 1 -> "TO NEXT ROW";
          default -> (toLast ? "TO LAST " : "TO FIRST ") + variables.get(target).name();
        };
    long within = random.nextInt(3) == 0 ? 1_000L * (2 + random.nextInt(6)) : 0;
    lines.add("operator: match");
    lines.add("input: k INT, ts TIMESTAMP(3), x INT");
    lines.add("by: k");
    lines.add("order: ts, x DESC");
    lines.add("pattern: " + String.join(" ", variables.stream().map(v -> v.text()).toList()));
    lines.add("after: " + after);
    lines.add("within: " + within);
    List<String> conditions =
        variables.stream()
            .filter(v -> v.condition() != null)
            .map(v -> v.name() + " AS " + v.condition().text(v.name()))
            .toList();
    if (!conditions.isEmpty()) {
      lines.add("define: " + String.join("; ", conditions));
    }
    lines.add("measures: FIRST(ts); LAST(ts); A.x; FIRST(A.x, 1); LAST(x, 2); COUNT(*); SUM(B.x)");
    lines.add("");
    int keys = 1 + random.nextInt(3);
    List<MatchModel> models = new ArrayList<>();
    for (int k = 0; k < keys; k++) {
      models.add(new MatchModel(k, variables, after, within));
    }
    int second = 0;
    for (int step = 0; step < 5; step++) {
      lines.add("rows");
      for (int i = random.nextInt(9); i >= 0; i--) {
        int key = random.nextInt(keys);
        int time = second + random.nextInt(5);
        int x = random.nextInt(4);
        models.get(key).add(time, x);
        lines.add("  " + key + " | " + MatchModel.time(time) + " | " + x);
      }
      second += 5;
      lines.add("watermark " + MatchModel.time(second - 1));
      if (random.nextBoolean()) {
        lines.add("barrier");
      }
      lines.add("expect");
      expect(models, (second - 1) * 1_000L);
    }
    lines.add("end");
    lines.add("expect");
    expect(models, Long.MAX_VALUE);
    return models.stream().noneMatch(MatchModel::isAmbiguous);
  }

  private void expect(List<MatchModel> models, long reached) {
    List<String> rows = new ArrayList<>();
    models.forEach(model -> rows.addAll(model.advance(reached)));
    Collections.sort(rows);
    expected.add(rows);
  }

  /** A variable that always has a row behind the first, or −1. */
  private static int target(List<MatchModel.Variable> variables) {
    for (int i = 1; i < variables.size(); i++) {
      boolean isBehind = variables.subList(0, i).stream().anyMatch(v -> v.least() > 0);
      if (isBehind && variables.get(i).least() > 0) {
        return i;
      }
    }
    return -1;
  }

  private List<MatchModel.Variable> variables() {
    List<MatchModel.Variable> variables = new ArrayList<>();
    for (int i = 0; i < 2 + random.nextInt(3); i++) {
      String quantifier = QUANTIFIERS.get(random.nextInt(QUANTIFIERS.size()));
      boolean isReluctant =
          !quantifier.isEmpty() && !quantifier.equals("?") && random.nextInt(3) == 0;
      MatchModel.Condition condition =
          random.nextInt(6) == 0
              ? null
              : MatchModel.CONDITIONS.get(random.nextInt(MatchModel.CONDITIONS.size()));
      variables.add(MatchModel.Variable.of(NAMES.get(i), quantifier, isReluctant, condition));
    }
    boolean isPossible =
        variables.stream().anyMatch(v -> v.least() > 0)
            && !variables.get(variables.size() - 1).isGreedy();
    return isPossible ? variables : List.of();
  }
}
