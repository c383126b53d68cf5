package io.weir.planner.rewrite;

import io.weir.planner.validate.AsOfOperator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.logical.LogicalJoin;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.util.ImmutableBitSet;

/** Inner joins that stand directly below each other, their inputs, and all of their conditions. */
final class JoinCluster {
  private final List<RelNode> inputs = new ArrayList<>();

  /** Where the columns of each input begin. */
  private final List<Integer> starts = new ArrayList<>();

  /** Conditions that can move, over the columns of all inputs. */
  private final List<RexNode> moving;

  /** Conditions that must stay above all joins, in order. */
  private final List<RexNode> staying = new ArrayList<>();

  private final RexBuilder builder;
  private int size;

  private JoinCluster(Join root, List<RexNode> above) {
    builder = root.getCluster().getRexBuilder();
    moving = new ArrayList<>();
    collect(root, 0);
    moving.addAll(above);
  }

  /** The joins with each condition where it belongs. */
  static RelNode of(Join root, List<RexNode> above) {
    JoinCluster cluster = new JoinCluster(root, above);
    return cluster.build(root);
  }

  /** Whether the conditions of a join may be evaluated elsewhere. */
  static boolean canDissolve(Join join) {
    return join.getJoinType() == JoinRelType.INNER
        && RexUtil.isDeterministic(join.getCondition())
        && !AsOfOperator.isIn(join);
  }

  private void collect(RelNode rel, int offset) {
    if (rel instanceof Join join && canDissolve(join)) {
      collect(join.getLeft(), offset);
      collectRight(join.getRight(), offset + join.getLeft().getRowType().getFieldCount());
      take(join.getCondition(), offset);
    } else if (rel instanceof Filter filter
        && RexUtil.isDeterministic(filter.getCondition())
        && filter.getInput() instanceof Join below
        && canDissolve(below)) {
      collect(filter.getInput(), offset);
      take(filter.getCondition(), offset);
    } else {
      add(rel, offset);
    }
  }

  /**
   * A join in brackets that says how its sides are connected stays one: it may be by window or by
   * time, which it would not be once the columns have passed another join.
   */
  private void collectRight(RelNode rel, int offset) {
    if (rel instanceof Join join && !join.getCondition().isAlwaysTrue()) {
      add(rel, offset);
    } else {
      collect(rel, offset);
    }
  }

  private void add(RelNode input, int offset) {
    inputs.add(input);
    starts.add(offset);
    size = offset + input.getRowType().getFieldCount();
  }

  private void take(RexNode condition, int offset) {
    for (RexNode conjunct : Conjuncts.of(condition, builder)) {
      if (!conjunct.isAlwaysTrue()) {
        RexNode shifted = PushFilters.shift(conjunct, offset);
        (Conjuncts.canMove(conjunct) ? moving : staying).add(shifted);
      }
    }
  }

  private RelNode build(Join root) {
    int[] places = new int[size];
    Arrays.fill(places, -1);
    Set<Integer> left = new java.util.TreeSet<>();
    for (int i = 0; i < inputs.size(); i++) {
      left.add(i);
    }
    RelNode joined = input(0, places, 0);
    left.remove(0);
    while (!left.isEmpty()) {
      int next = left.stream().filter(i -> isConnected(i, places)).findFirst().orElse(-1);
      int chosen = next >= 0 ? next : left.iterator().next();
      left.remove(chosen);
      joined = join(joined, chosen, places);
    }
    joined = Conjuncts.filter(joined, placed(staying, places));
    return inOrder(joined, places, root);
  }

  /** An input with the conditions that are about it alone. */
  private RelNode input(int number, int[] places, int offset) {
    int start = starts.get(number);
    int end = start + inputs.get(number).getRowType().getFieldCount();
    List<RexNode> own = new ArrayList<>();
    for (Iterator<RexNode> all = moving.iterator(); all.hasNext(); ) {
      RexNode conjunct = all.next();
      ImmutableBitSet used = RelOptUtil.InputFinder.bits(conjunct);
      if (!used.isEmpty() && used.nextSetBit(0) >= start && used.length() <= end) {
        own.add(PushFilters.shift(conjunct, -start));
        all.remove();
      }
    }
    for (int column = start; column < end; column++) {
      places[column] = offset + column - start;
    }
    return PushFilters.push(inputs.get(number), own);
  }

  /** Whether an equality connects an input with those that have been joined. */
  private boolean isConnected(int number, int[] places) {
    int start = starts.get(number);
    int end = start + inputs.get(number).getRowType().getFieldCount();
    ImmutableBitSet own = ImmutableBitSet.range(start, end);
    for (RexNode conjunct : moving) {
      List<RexNode> sides = Conjuncts.sides(conjunct);
      for (int side = 0; side < sides.size(); side++) {
        ImmutableBitSet one = RelOptUtil.InputFinder.bits(sides.get(side));
        ImmutableBitSet other = RelOptUtil.InputFinder.bits(sides.get(1 - side));
        if (!one.isEmpty()
            && own.contains(one)
            && !other.isEmpty()
            && other.stream().allMatch(column -> places[column] >= 0)) {
          return true;
        }
      }
    }
    return false;
  }

  private RelNode join(RelNode joined, int number, int[] places) {
    RelNode right = input(number, places, joined.getRowType().getFieldCount());
    List<RexNode> on = new ArrayList<>();
    for (Iterator<RexNode> all = moving.iterator(); all.hasNext(); ) {
      RexNode conjunct = all.next();
      ImmutableBitSet used = RelOptUtil.InputFinder.bits(conjunct);
      if (used.stream().allMatch(column -> places[column] >= 0)) {
        on.add(conjunct);
        all.remove();
      }
    }
    List<RexNode> placed = on.stream().map(conjunct -> place(conjunct, places)).toList();
    return LogicalJoin.create(
        joined, right, List.of(), Conjuncts.and(placed, builder), Set.of(), JoinRelType.INNER);
  }

  private static List<RexNode> placed(List<RexNode> conjuncts, int[] places) {
    return conjuncts.stream().map(conjunct -> place(conjunct, places)).toList();
  }

  private static RexNode place(RexNode conjunct, int[] places) {
    return conjunct.accept(
        new RexShuttle() {
          @Override
          public RexNode visitInputRef(RexInputRef reference) {
            return new RexInputRef(places[reference.getIndex()], reference.getType());
          }
        });
  }

  /** The columns in the order in which they were before. */
  private RelNode inOrder(RelNode joined, int[] places, Join root) {
    boolean isInOrder = true;
    List<RexNode> columns = new ArrayList<>();
    for (int column = 0; column < size; column++) {
      isInOrder &= places[column] == column;
      columns.add(builder.makeInputRef(joined, places[column]));
    }
    return isInOrder
        ? joined
        : LogicalProject.create(
            joined, List.of(), columns, root.getRowType().getFieldNames(), Set.of());
  }
}
