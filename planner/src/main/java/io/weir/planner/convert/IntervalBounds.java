package io.weir.planner.convert;

import io.weir.planner.convert.JoinCondition.Key;
import io.weir.planner.validate.MembershipOperator;
import io.weir.runtime.operator.timejoin.TimeBounds;
import io.weir.runtime.plan.TimeAttribute;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.type.SqlTypeFamily;

/**
 * Finds in the condition of a join how far apart the time attributes of its inputs may be: {@code
 * r.t BETWEEN l.t - INTERVAL … AND l.t}, comparisons that together bound it on both sides, or
 * {@code l.t = r.t}.
 */
final class IntervalBounds {
  private final JoinInputs join;
  private int leftTime = -1;
  private int rightTime = -1;
  private long low = Long.MIN_VALUE;
  private long high = Long.MAX_VALUE;
  private final List<RexNode> rest = new ArrayList<>();

  private IntervalBounds(JoinInputs join) {
    this.join = join;
  }

  /**
   * What was found.
   *
   * @param bounds over the columns of the inputs' nodes
   * @param rest the conjuncts that say something else
   */
  record Found(TimeBounds bounds, List<RexNode> rest) {}

  /** The bounds, if there is one in each direction. */
  static Optional<Found> find(JoinInputs join) {
    IntervalBounds bounds = new IntervalBounds(join);
    bounds.readKeys();
    for (RexNode conjunct : join.condition().rest()) {
      if (!bounds.read(conjunct)) {
        bounds.rest.add(conjunct);
      }
    }
    return bounds.found();
  }

  private Optional<Found> found() {
    if (low == Long.MIN_VALUE || high == Long.MAX_VALUE || low > high) {
      return Optional.empty();
    }
    boolean isProctime = join.left().time(leftTime) == TimeAttribute.PROCTIME;
    TimeBounds bounds =
        new TimeBounds(
            join.left().slots().get(leftTime).column(),
            join.right().slots().get(rightTime).column(),
            low,
            high,
            isProctime);
    return Optional.of(new Found(bounds, rest));
  }

  /** Equal times are keys like others, and bound the distance too. */
  private void readKeys() {
    for (Key key : join.condition().keys()) {
      Optional<Integer> left = slot(join.left(), JoinCondition.column(key.left()));
      Optional<Integer> right = slot(join.right(), JoinCondition.column(key.right()));
      if (left.isPresent() && right.isPresent() && areTimes(left.get(), right.get())) {
        bound(left.get(), right.get(), 0, 0);
      }
    }
  }

  private static Optional<Integer> slot(Stream stream, Optional<Integer> column) {
    for (int i = 0; column.isPresent() && i < stream.size(); i++) {
      if (stream.slots().get(i).column() == column.get()) {
        return Optional.of(i);
      }
    }
    return Optional.empty();
  }

  private boolean areTimes(int left, int right) {
    TimeAttribute time = join.left().time(left);
    return time != TimeAttribute.NONE
        && time == join.right().time(right)
        && (leftTime < 0 || leftTime == left && rightTime == right);
  }

  private void bound(int left, int right, long from, long to) {
    leftTime = left;
    rightTime = right;
    low = Math.max(low, from);
    high = Math.min(high, to);
  }

  /** Whether a conjunct bounds the distance; if so it is noted. */
  private boolean read(RexNode conjunct) {
    if (!(conjunct instanceof RexCall call)) {
      return false;
    }
    List<RexNode> operands = call.getOperands();
    if (call.getOperator() == MembershipOperator.BETWEEN) {
      return compare(operands.get(0), ">=", operands.get(1), true)
          && compare(operands.get(0), "<=", operands.get(2), true)
          && compare(operands.get(0), ">=", operands.get(1), false)
          && compare(operands.get(0), "<=", operands.get(2), false);
    }
    return operands.size() == 2
        && compare(operands.get(0), call.getOperator().getName(), operands.get(1), false);
  }

  /** A column plus a constant. */
  private record Shifted(int column, long millis) {}

  private boolean compare(RexNode first, String operator, RexNode second, boolean isTrial) {
    Optional<Shifted> one = shifted(first);
    Optional<Shifted> other = shifted(second);
    if (one.isEmpty() || other.isEmpty()) {
      return false;
    }
    int leftSize = join.left().size();
    boolean isRightFirst = one.get().column() >= leftSize;
    Shifted right = isRightFirst ? one.get() : other.get();
    Shifted left = isRightFirst ? other.get() : one.get();
    boolean isPair = right.column() >= leftSize && left.column() < leftSize;
    if (!isPair || !areTimes(left.column(), right.column() - leftSize)) {
      return false;
    }
    long distance = left.millis() - right.millis();
    String comparison = isRightFirst ? operator : mirrored(operator);
    long from = Long.MIN_VALUE;
    long to = Long.MAX_VALUE;
    switch (comparison) {
      case ">=" -> from = distance;
      case ">" -> from = distance + 1;
      case "<=" -> to = distance;
      case "<" -> to = distance - 1;
      case "=" -> {
        from = distance;
        to = distance;
      }
      default -> {
        return false;
      }
    }
    if (!isTrial) {
      bound(left.column(), right.column() - leftSize, from, to);
    }
    return true;
  }

  private static String mirrored(String operator) {
    return switch (operator) {
      case ">=" -> "<=";
      case ">" -> "<";
      case "<=" -> ">=";
      case "<" -> ">";
      default -> operator;
    };
  }

  private static Optional<Shifted> shifted(RexNode node) {
    if (node instanceof RexInputRef reference) {
      return Optional.of(new Shifted(reference.getIndex(), 0));
    }
    if (!(node instanceof RexCall call) || call.getOperands().size() != 2) {
      return Optional.empty();
    }
    String name = call.getOperator().getName();
    Optional<Long> second = millis(call.getOperands().get(1));
    if (second.isPresent() && (name.equals("+") || name.equals("-"))) {
      long added = name.equals("+") ? second.get() : -second.get();
      return shifted(call.getOperands().get(0))
          .map(inner -> new Shifted(inner.column(), inner.millis() + added));
    }
    Optional<Long> first = millis(call.getOperands().get(0));
    return first.isPresent() && name.equals("+")
        ? shifted(call.getOperands().get(1))
            .map(inner -> new Shifted(inner.column(), inner.millis() + first.get()))
        : Optional.empty();
  }

  /** The length of an interval literal of days to milliseconds. */
  private static Optional<Long> millis(RexNode node) {
    boolean isInterval =
        node instanceof RexLiteral
            && node.getType().getSqlTypeName().getFamily() == SqlTypeFamily.INTERVAL_DAY_TIME;
    return isInterval
        ? Optional.ofNullable(((RexLiteral) node).getValueAs(BigDecimal.class))
            .map(BigDecimal::longValue)
        : Optional.empty();
  }
}
