package io.weir.runtime.operator.script;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * A random script of a temporal join. It must emit for every left row that is not late the last
 * right change of its key up to its time, if that is no deletion and fulfils the condition. In half
 * of the scripts left rows leave, and none is late.
 */
final class RandomTemporalJoinScript implements RandomScript {
  private final RandomTimeJoin join;

  private final boolean isLeftChanging;

  private record Rows(boolean isLeftChanging) implements RandomTimeJoin.Rows {
    @Override
    public boolean isLeaving(int side, Random random) {
      return isLeftChanging && side == 0 && random.nextInt(3) == 0;
    }

    @Override
    public boolean isLate(int side, long time, long watermark) {
      boolean canBe = side == 1 || !isLeftChanging;
      return canBe && time <= watermark;
    }

    @Override
    public String change(int side, Random random) {
      return side == 0
          ? isLeftChanging ? "+I " : ""
          : List.of("+I ", "+U ", "-U ", "-D ").get(random.nextInt(4));
    }
  }

  RandomTemporalJoinScript(long seed) {
    join = new RandomTimeJoin(new Random(seed), "temporal-join", List.of("inner", "left"));
    isLeftChanging = seed % 2 == 1;
    if (isLeftChanging) {
      join.define("left-changelog: retract");
    }
    join.define("right-changelog: retract");
    join.define("time: lt rt");
    join.defineKeys();
    join.generate(new Rows(isLeftChanging));
  }

  @Override
  public List<String> lines() {
    return join.lines();
  }

  @Override
  public List<List<String>> expected() {
    List<String> expected = new ArrayList<>();
    for (RandomTimeJoin.Row left : join.rows.get(0)) {
      RandomTimeJoin.Row version = null;
      for (RandomTimeJoin.Row right : join.rows.get(1)) {
        boolean isVersion =
            join.areEqual(left, right)
                && !right.change().equals("-U ")
                && right.time() <= left.time()
                && (version == null || right.time() >= version.time());
        version = isVersion ? right : version;
      }
      boolean isMatch =
          version != null
              && !version.change().equals("-D ")
              && join.fulfilsCondition(left, version);
      if (isMatch || join.kind.equals("left")) {
        expected.add(RandomTimeJoin.line(left, isMatch ? version : null));
      }
    }
    Collections.sort(expected);
    return List.of(expected);
  }

  @Override
  public boolean isTable() {
    return isLeftChanging;
  }
}
