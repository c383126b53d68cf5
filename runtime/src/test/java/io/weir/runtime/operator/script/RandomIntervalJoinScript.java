package io.weir.runtime.operator.script;

import java.util.List;
import java.util.Random;

/**
 * A random script of an interval join. It must emit every pair of rows that are not late by their
 * own watermark and fulfil the condition, and the rows that are in none.
 */
final class RandomIntervalJoinScript implements RandomScript {
  private final long low;
  private final long high;
  private final boolean hasKeys;
  private final RandomTimeJoin join;

  RandomIntervalJoinScript(long seed) {
    Random random = new Random(seed);
    long first = random.nextInt(20_000) - 10_000;
    low = random.nextInt(5) == 0 ? 0 : first;
    high = low + (random.nextInt(4) == 0 ? 0 : random.nextInt(12_000));
    hasKeys = random.nextInt(8) > 0;
    join = new RandomTimeJoin(random, "interval-join", List.of("inner", "left", "right", "full"));
    join.define("time: lt rt " + low + " " + high);
    if (hasKeys) {
      join.defineKeys();
    }
    join.generate(new RandomTimeJoin.Rows() {});
  }

  @Override
  public List<String> lines() {
    return join.lines();
  }

  @Override
  public List<List<String>> expected() {
    return join.nestedLoops(
        (left, right) -> {
          long distance = right.time() - left.time();
          return (!hasKeys || join.areEqual(left, right))
              && distance >= low
              && distance <= high
              && join.fulfilsCondition(left, right);
        });
  }

  @Override
  public boolean isTable() {
    return false;
  }
}
