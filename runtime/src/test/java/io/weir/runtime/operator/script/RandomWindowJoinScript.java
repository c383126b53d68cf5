package io.weir.runtime.operator.script;

import java.util.List;
import java.util.Random;

/**
 * A random script of a window join. It must emit every pair of rows of one window that are not late
 * by their own watermark and fulfil the condition, and the rows that are in none, or left rows
 * alone.
 */
final class RandomWindowJoinScript implements RandomScript {
  private final long size;
  private final boolean hasKeys;

  /** Whether a key has more pairs than a batch holds. */
  private final boolean isWide;

  private final RandomTimeJoin join;

  private final class Rows implements RandomTimeJoin.Rows {
    @Override
    public int count(Random random) {
      return isWide ? 60 : RandomTimeJoin.Rows.super.count(random);
    }

    @Override
    public int step() {
      return isWide ? 100 : RandomTimeJoin.Rows.super.step();
    }

    @Override
    public int keys() {
      return isWide ? 1 : RandomTimeJoin.Rows.super.keys();
    }

    @Override
    public long time(long about) {
      return Math.floorDiv(about, size) * size + size;
    }

    @Override
    public boolean isLate(long time, long watermark) {
      return time - 1 <= watermark;
    }
  }

  RandomWindowJoinScript(long seed) {
    Random random = new Random(seed);
    size = 1_000 * (1 + random.nextInt(9));
    hasKeys = random.nextInt(8) > 0;
    isWide = random.nextInt(30) == 0;
    join =
        new RandomTimeJoin(
            random, "window-join", List.of("inner", "left", "right", "full", "semi", "anti"));
    join.define("size: " + size);
    join.define("left-end: lt");
    join.define("right-end: rt");
    if (hasKeys) {
      join.defineKeys();
    }
    join.generate(new Rows());
  }

  @Override
  public List<String> lines() {
    return join.lines();
  }

  @Override
  public List<List<String>> expected() {
    return join.nestedLoops(
        (left, right) ->
            (!hasKeys || join.areEqual(left, right))
                && right.time() == left.time()
                && join.fulfilsCondition(left, right));
  }

  @Override
  public boolean isTable() {
    return false;
  }
}
