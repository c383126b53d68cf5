package io.weir.planner.convert;

import io.weir.planner.convert.Stream.Slot;
import io.weir.runtime.expression.Call;
import io.weir.runtime.expression.ColumnReference;
import io.weir.runtime.expression.Expression;
import io.weir.runtime.expression.Expressions;
import io.weir.runtime.expression.SourcePosition;
import io.weir.runtime.type.LogicalType;
import io.weir.runtime.type.TypeKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * The condition of a join, taken apart: pairs of expressions that must be equal, and what else must
 * be TRUE. An equality becomes a key only if neither side can fail or differs from call to call: a
 * key is computed for every row, a remaining condition only for rows whose keys are equal.
 *
 * @param keys the equalities, in the order in which they are written
 * @param rest all other conjuncts, over the columns of left and right, in order
 */
record JoinCondition(List<Key> keys, List<RexNode> rest) {
  private static final int MOST_DIGITS = 38;

  JoinCondition {
    keys = List.copyOf(keys);
    rest = List.copyOf(rest);
  }

  /**
   * A pair that must be equal.
   *
   * @param left over the left stream's node, of the type in which both are compared
   * @param right over the right stream's node, of the same type
   * @param isNullSafe whether NULL equals NULL (IS NOT DISTINCT FROM)
   */
  record Key(Expression left, Expression right, boolean isNullSafe) {}

  /** Takes the condition of {@code join} apart. Pending window columns stay in the rest. */
  static JoinCondition of(Join join, Stream left, Stream right, Conversion conversion) {
    List<Expression> inputs = new ArrayList<>(Inputs.of(left));
    inputs.addAll(Inputs.of(right));
    List<Key> keys = new ArrayList<>();
    List<RexNode> rest = new ArrayList<>();
    for (RexNode conjunct : RelOptUtil.conjunctions(join.getCondition())) {
      Optional<Key> key = key(conjunct, left, right, inputs, conversion);
      key.ifPresentOrElse(keys::add, () -> rest.add(conjunct));
    }
    return new JoinCondition(keys, rest);
  }

  private static Optional<Key> key(
      RexNode conjunct, Stream left, Stream right, List<Expression> inputs, Conversion conversion) {
    boolean isNullSafe = conjunct.getKind() == SqlKind.IS_NOT_DISTINCT_FROM;
    if (!isNullSafe && conjunct.getKind() != SqlKind.EQUALS) {
      return Optional.empty();
    }
    RexCall equality = (RexCall) conjunct;
    Side first = side(equality.getOperands().get(0), left, right);
    Side second = side(equality.getOperands().get(1), left, right);
    boolean isPair =
        first == Side.LEFT && second == Side.RIGHT || first == Side.RIGHT && second == Side.LEFT;
    if (!isPair || !(conversion.expressions().convert(conjunct, inputs) instanceof Call call)) {
      return Optional.empty();
    }
    Optional<LogicalType> type = common(call.operands().get(0), call.operands().get(1));
    boolean canBeKey = !call.canFail() && call.isDeterministic() && type.isPresent();
    if (!canBeKey) {
      return Optional.empty();
    }
    Expression one = cast(call.operands().get(0), type.get());
    Expression other = cast(call.operands().get(1), type.get());
    return Optional.of(
        first == Side.LEFT ? new Key(one, other, isNullSafe) : new Key(other, one, isNullSafe));
  }

  /** The type in which both sides have the same bytes for equal values. */
  private static Optional<LogicalType> common(Expression one, Expression other) {
    LogicalType a = one.type();
    LogicalType b = other.type();
    if (a.kind() == TypeKind.DECIMAL && b.kind() == TypeKind.DECIMAL) {
      int scale = Math.max(a.scale(), b.scale());
      int digits = Math.max(a.precision() - a.scale(), b.precision() - b.scale());
      return digits + scale <= MOST_DIGITS
          ? Optional.of(LogicalType.decimal(digits + scale, scale))
          : Optional.empty();
    }
    boolean isSame =
        a.equalsIgnoringNullability(b)
            || a.kind().isCharacter() && b.kind().isCharacter()
            || a.kind().isBinary() && b.kind().isBinary()
            || a.kind() == b.kind() && !a.kind().isNested() && a.scale() == b.scale();
    return isSame ? Optional.of(a) : Optional.empty();
  }

  private static Expression cast(Expression key, LogicalType type) {
    return key.type().kind() == TypeKind.DECIMAL
        ? Expressions.cast(key, type, SourcePosition.NONE)
        : key;
  }

  private enum Side {
    LEFT,
    RIGHT,
    BOTH
  }

  private static Side side(RexNode expression, Stream left, Stream right) {
    ImmutableBitSet used = RelOptUtil.InputFinder.bits(expression);
    if (used.isEmpty() || used.stream().anyMatch(index -> slot(index, left, right).isPending())) {
      return Side.BOTH;
    }
    if (used.length() <= left.size()) {
      return Side.LEFT;
    }
    return used.nextSetBit(0) >= left.size() ? Side.RIGHT : Side.BOTH;
  }

  private static Slot slot(int index, Stream left, Stream right) {
    return index < left.size() ? left.slots().get(index) : right.slots().get(index - left.size());
  }

  /** The key as a column of a node, if it is one. */
  static Optional<Integer> column(Expression key) {
    return key instanceof ColumnReference column ? Optional.of(column.index()) : Optional.empty();
  }
}
