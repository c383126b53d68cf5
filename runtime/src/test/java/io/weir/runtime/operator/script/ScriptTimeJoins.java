package io.weir.runtime.operator.script;

import io.weir.runtime.expression.Expression;
import io.weir.runtime.expression.Notation;
import io.weir.runtime.operator.timejoin.IntervalJoinNode;
import io.weir.runtime.operator.timejoin.JoinKeys;
import io.weir.runtime.operator.timejoin.JoinKind;
import io.weir.runtime.operator.timejoin.TemporalJoinNode;
import io.weir.runtime.operator.timejoin.TimeBounds;
import io.weir.runtime.operator.timejoin.WindowJoinNode;
import io.weir.runtime.operator.window.WindowSpec;
import io.weir.runtime.plan.OperatorNode;
import io.weir.runtime.plan.PlanNode;
import io.weir.runtime.type.Schema;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Makes joins that know time from a script's header: {@code on: k = j, l = m}, {@code join: left},
 * {@code time: lt rt -5000 5000}, {@code where:} a condition over both.
 */
final class ScriptTimeJoins {
  private static final ZoneId UTC = ZoneId.of("UTC");

  private final Map<String, String> header;
  private final PlanNode left;
  private final PlanNode right;

  ScriptTimeJoins(Map<String, String> header, PlanNode left, PlanNode right) {
    this.header = header;
    this.left = left;
    this.right = right;
  }

  private Schema schema(int side) {
    return (side == 0 ? left : right).properties().schema();
  }

  List<OperatorNode> interval() {
    String[] words = header.get("time").split(" ");
    TimeBounds bounds =
        new TimeBounds(
            ScriptTypes.column(schema(0), words[0]),
            ScriptTypes.column(schema(1), words[1]),
            Long.parseLong(words[2]),
            Long.parseLong(words[3]),
            false);
    return List.of(IntervalJoinNode.of(left, right, kind(), keys(), bounds, where(), UTC));
  }

  List<OperatorNode> window() {
    return List.of(
        WindowJoinNode.of(
            left,
            right,
            kind(),
            WindowSpec.tumble(Long.parseLong(header.get("size")), 0),
            ScriptTypes.column(schema(0), header.get("left-end")),
            ScriptTypes.column(schema(1), header.get("right-end")),
            keys(),
            where(),
            UTC));
  }

  List<OperatorNode> temporal() {
    String[] words = header.get("time").split(" ");
    int leftTime = ScriptTypes.column(schema(0), words[0]);
    int rightTime = ScriptTypes.column(schema(1), words[1]);
    return List.of(
        TemporalJoinNode.of(left, right, kind(), leftTime, rightTime, keys(), where(), UTC));
  }

  private JoinKind kind() {
    return JoinKind.valueOf(header.getOrDefault("join", "inner").toUpperCase(Locale.ROOT));
  }

  private JoinKeys keys() {
    List<Integer> leftKeys = new ArrayList<>();
    List<Integer> rightKeys = new ArrayList<>();
    List<Boolean> nullSafe = new ArrayList<>();
    for (String pair : ScriptTypes.split(header.getOrDefault("on", ""))) {
      String[] names = pair.split(" ");
      leftKeys.add(ScriptTypes.column(schema(0), names[0]));
      rightKeys.add(ScriptTypes.column(schema(1), names[2]));
      nullSafe.add(names[1].equals("=="));
    }
    return new JoinKeys(leftKeys, rightKeys, nullSafe);
  }

  private Optional<Expression> where() {
    Schema pairs = IntervalJoinNode.pairs(left, right, kind());
    return Optional.ofNullable(header.get("where")).map(text -> Notation.parse(text, pairs));
  }
}
