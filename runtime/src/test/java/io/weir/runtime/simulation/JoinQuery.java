package io.weir.runtime.simulation;

import io.weir.runtime.operator.join.JoinKey;
import io.weir.runtime.operator.join.JoinKind;
import io.weir.runtime.operator.join.JoinNode;
import io.weir.runtime.operator.timejoin.IntervalJoinNode;
import io.weir.runtime.operator.timejoin.JoinKeys;
import io.weir.runtime.operator.timejoin.TemporalJoinNode;
import io.weir.runtime.operator.timejoin.TimeBounds;
import io.weir.runtime.operator.timejoin.WindowJoinNode;
import io.weir.runtime.operator.window.WindowAssignNode;
import io.weir.runtime.operator.window.WindowSpec;
import io.weir.runtime.plan.PlanNode;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;

/** Joins of two tables by key, judged by nested loops. */
enum JoinQuery implements SimulatedQuery {
  INNER(JoinKind.INNER),
  LEFT(JoinKind.LEFT),
  FULL(JoinKind.FULL),
  SEMI(JoinKind.SEMI),
  ANTI(JoinKind.ANTI),
  INTERVAL(JoinKind.INNER) {
    @Override
    public PlanNode plan(PlanNode input, PlanNode other) {
      return interval(input, other, JoinKind.INNER);
    }

    @Override
    public Oracle.Expected expected(List<SimulatedInput> inputs, SimulatedInput other) {
      return loops(RowOracle.all(inputs), right(other), JoinKind.INNER, JoinQuery::areNear);
    }
  },
  INTERVAL_LEFT(JoinKind.LEFT) {
    @Override
    public PlanNode plan(PlanNode input, PlanNode other) {
      return interval(input, other, JoinKind.LEFT);
    }

    @Override
    public Oracle.Expected expected(List<SimulatedInput> inputs, SimulatedInput other) {
      return loops(RowOracle.all(inputs), right(other), JoinKind.LEFT, JoinQuery::areNear);
    }
  },
  WINDOW_LEFT(JoinKind.LEFT) {
    @Override
    public PlanNode plan(PlanNode input, PlanNode other) {
      WindowSpec window = WindowSpec.tumble(WINDOW_MILLIS, 0);
      return WindowJoinNode.of(
          WindowAssignNode.of(input, window, 0),
          WindowAssignNode.of(other, window, 0),
          timed(JoinKind.LEFT),
          window,
          5,
          5,
          KEYS,
          Optional.empty(),
          UTC);
    }

    @Override
    public Oracle.Expected expected(List<SimulatedInput> inputs, SimulatedInput other) {
      return loops(
          RowOracle.withWindows(RowOracle.all(inputs), WINDOW_MILLIS),
          RowOracle.withWindows(right(other), WINDOW_MILLIS),
          JoinKind.LEFT,
          (left, right) -> left.get(5).equals(right.get(5)));
    }
  },
  TEMPORAL_LEFT(JoinKind.LEFT) {
    @Override
    public PlanNode plan(PlanNode input, PlanNode other) {
      return TemporalJoinNode.of(
          input, other, timed(JoinKind.LEFT), 0, 0, KEYS, Optional.empty(), UTC);
    }

    @Override
    public Oracle.Expected expected(List<SimulatedInput> inputs, SimulatedInput other) {
      List<List<Long>> versions = right(other);
      return loops(
          RowOracle.all(inputs),
          versions,
          JoinKind.LEFT,
          (left, right) -> right == version(left, versions));
    }
  };

  private static final long WINDOW_MILLIS = 10;
  private static final ZoneId UTC = ZoneId.of("UTC");
  private static final JoinKeys KEYS = new JoinKeys(List.of(1), List.of(1), List.of(false));
  private static final List<String> NAMES = List.of("a", "b", "c", "d", "e", "f", "g", "h");
  private static final int KEY = 1;

  private final JoinKind kind;

  JoinQuery(JoinKind kind) {
    this.kind = kind;
  }

  @Override
  public boolean isJoin() {
    return true;
  }

  @Override
  public PlanNode plan(PlanNode input, PlanNode other) {
    return JoinNode.of(
        input,
        other,
        kind,
        List.of(new JoinKey(KEY, KEY, false)),
        Optional.empty(),
        NAMES,
        "mark",
        UTC);
  }

  @Override
  public Oracle.Expected expected(List<SimulatedInput> inputs, SimulatedInput other) {
    return loops(RowOracle.all(inputs), right(other), kind, (left, right) -> true);
  }

  private static PlanNode interval(PlanNode input, PlanNode other, JoinKind kind) {
    TimeBounds bounds = new TimeBounds(0, 0, -5, 4, false);
    return IntervalJoinNode.of(input, other, timed(kind), KEYS, bounds, Optional.empty(), UTC);
  }

  private static io.weir.runtime.operator.timejoin.JoinKind timed(JoinKind kind) {
    return io.weir.runtime.operator.timejoin.JoinKind.valueOf(kind.name());
  }

  private static boolean areNear(List<Long> left, List<Long> right) {
    long distance = right.get(0) - left.get(0);
    return distance >= -5 && distance <= 4;
  }

  private static List<List<Long>> right(SimulatedInput other) {
    return RowOracle.all(List.of(other));
  }

  /** The last row of the key that is not after the left row; null if there is none. */
  private static List<Long> version(List<Long> left, List<List<Long>> versions) {
    List<Long> last = null;
    for (List<Long> version : versions) {
      boolean isCandidate = version.get(KEY).equals(left.get(KEY)) && version.get(0) <= left.get(0);
      if (isCandidate && (last == null || version.get(0) > last.get(0))) {
        last = version;
      }
    }
    return last;
  }

  private static Oracle.Expected loops(
      List<List<Long>> left,
      List<List<Long>> right,
      JoinKind kind,
      BiPredicate<List<Long>, List<Long>> condition) {
    int width = left.isEmpty() ? 4 : left.get(0).size();
    List<Long> nulls = Collections.nCopies(width, Oracle.NULL);
    boolean[] isRightMatched = new boolean[right.size()];
    List<List<Long>> result = new ArrayList<>();
    for (List<Long> l : left) {
      boolean isMatched = false;
      for (int i = 0; i < right.size(); i++) {
        List<Long> r = right.get(i);
        if (l.get(KEY).equals(r.get(KEY)) && condition.test(l, r)) {
          isMatched = true;
          isRightMatched[i] = true;
          if (kind.hasPairs()) {
            result.add(pair(l, r));
          }
        }
      }
      if (kind == JoinKind.SEMI && isMatched || kind == JoinKind.ANTI && !isMatched) {
        result.add(l);
      } else if (!isMatched && (kind == JoinKind.LEFT || kind == JoinKind.FULL)) {
        result.add(pair(l, nulls));
      }
    }
    for (int i = 0; i < right.size() && kind == JoinKind.FULL; i++) {
      if (!isRightMatched[i]) {
        result.add(pair(nulls, right.get(i)));
      }
    }
    return Oracle.sorted(result, 0);
  }

  private static List<Long> pair(List<Long> left, List<Long> right) {
    List<Long> pair = new ArrayList<>(left);
    pair.addAll(right);
    return pair;
  }
}
