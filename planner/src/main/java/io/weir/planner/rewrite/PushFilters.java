package io.weir.planner.rewrite;

import io.weir.planner.validate.AsOfOperator;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.logical.LogicalJoin;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.tools.RelBuilder;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * Moves conditions to the joins that they are about, and below them, if they cannot fail. Inner
 * joins stay in the order in which they are written, unless that would pair all rows with all.
 *
 * <pre>
 * Filter(a.x = c.x AND b.y = c.y AND b.z > 1)     Join(c.y = b.y)
 *   Join(true)                                →     Join(a.x = c.x)
 *     Join(true)                                      a
 *       a                                             c
 *       b                                           Filter(b.z > 1)
 *     c                                               b
 * </pre>
 */
final class PushFilters implements Phase {
  @Override
  public String name() {
    return "push filters";
  }

  @Override
  public RelNode apply(RelNode query, RelBuilder builder) {
    return push(query, List.of());
  }

  /** {@code rel} with all of its own conditions pushed, and {@code above}, which can move. */
  static RelNode push(RelNode rel, List<RexNode> above) {
    if (rel instanceof Filter filter && leadsToJoin(filter.getInput())) {
      return filter(filter, above);
    }
    if (rel instanceof Project project && leadsToJoin(project.getInput())) {
      return project(project, above);
    }
    if (rel instanceof Join join && JoinCluster.canDissolve(join)) {
      return JoinCluster.of(join, above);
    }
    if (rel instanceof Join join && AsOfOperator.isIn(join)) {
      return temporal(join, above);
    }
    if (rel instanceof Join join && join.getJoinType() != JoinRelType.INNER) {
      return outer(join, above);
    }
    return Conjuncts.filter(withInputs(rel, rel.getInputs()), above);
  }

  private static RelNode withInputs(RelNode rel, List<RelNode> inputs) {
    List<RelNode> pushed = new ArrayList<>();
    inputs.forEach(input -> pushed.add(push(input, List.of())));
    return pushed.equals(rel.getInputs()) ? rel : rel.copy(rel.getTraitSet(), pushed);
  }

  private static boolean leadsToJoin(RelNode rel) {
    return rel instanceof Join
        || (rel instanceof Project || rel instanceof Filter) && leadsToJoin(rel.getInput(0));
  }

  private static RelNode filter(Filter filter, List<RexNode> above) {
    List<RexNode> moving = new ArrayList<>();
    List<RexNode> staying = new ArrayList<>();
    RexBuilder builder = filter.getCluster().getRexBuilder();
    for (RexNode conjunct : Conjuncts.of(filter.getCondition(), builder)) {
      (Conjuncts.canMove(conjunct) ? moving : staying).add(conjunct);
    }
    moving.addAll(above);
    return Conjuncts.filter(push(filter.getInput(), moving), staying);
  }

  /** Nothing passes functions over other rows: fewer rows below would change what they see. */
  private static RelNode project(Project project, List<RexNode> above) {
    boolean looksAtOtherRows = RexOver.containsOver(project.getProjects(), null);
    List<RexNode> moving = new ArrayList<>();
    List<RexNode> staying = new ArrayList<>();
    for (RexNode conjunct : above) {
      RexNode below = conjunct.accept(new Substitute(project.getProjects()));
      if (!looksAtOtherRows && Conjuncts.canMove(below)) {
        moving.add(below);
      } else {
        staying.add(conjunct);
      }
    }
    RelNode input = push(project.getInput(), moving);
    return Conjuncts.filter(project.copy(project.getTraitSet(), List.of(input)), staying);
  }

  /** Fewer rows look for their versions, and find the same ones. */
  private static RelNode temporal(Join join, List<RexNode> above) {
    int leftSize = join.getLeft().getRowType().getFieldCount();
    List<RexNode> left = new ArrayList<>();
    List<RexNode> staying = new ArrayList<>();
    for (RexNode conjunct : above) {
      boolean isLeft = RelOptUtil.InputFinder.bits(conjunct).length() <= leftSize;
      (isLeft ? left : staying).add(conjunct);
    }
    List<RelNode> inputs = List.of(push(join.getLeft(), left), push(join.getRight(), List.of()));
    return Conjuncts.filter(
        inputs.equals(join.getInputs()) ? join : join.copy(join.getTraitSet(), inputs), staying);
  }

  /** Conditions on rows that are kept anyway go below; those of ON about the others too. */
  private static RelNode outer(Join join, List<RexNode> above) {
    int leftSize = join.getLeft().getRowType().getFieldCount();
    JoinRelType kind = join.getJoinType();
    boolean keepsLeft = kind == JoinRelType.LEFT || !kind.projectsRight();
    boolean keepsRight = kind == JoinRelType.RIGHT;
    List<RexNode> left = new ArrayList<>();
    List<RexNode> right = new ArrayList<>();
    List<RexNode> staying = new ArrayList<>();
    for (RexNode conjunct : above) {
      ImmutableBitSet used = RelOptUtil.InputFinder.bits(conjunct);
      if (keepsLeft && used.length() <= leftSize) {
        left.add(conjunct);
      } else if (keepsRight && !used.isEmpty() && used.nextSetBit(0) >= leftSize) {
        right.add(shift(conjunct, -leftSize));
      } else {
        staying.add(conjunct);
      }
    }
    List<RexNode> on = new ArrayList<>();
    RexBuilder builder = join.getCluster().getRexBuilder();
    for (RexNode conjunct : Conjuncts.of(join.getCondition(), builder)) {
      ImmutableBitSet used = RelOptUtil.InputFinder.bits(conjunct);
      boolean canMove = !used.isEmpty() && Conjuncts.canMove(conjunct);
      boolean isLeft = used.length() <= leftSize;
      boolean isRight = !isLeft && used.nextSetBit(0) >= leftSize;
      if (canMove && isLeft && (keepsRight || kind == JoinRelType.SEMI)) {
        left.add(conjunct);
      } else if (canMove && isRight && keepsLeft) {
        right.add(shift(conjunct, -leftSize));
      } else {
        on.add(conjunct);
      }
    }
    RelNode pushed =
        LogicalJoin.create(
            push(join.getLeft(), left),
            push(join.getRight(), right),
            join.getHints(),
            Conjuncts.and(on, builder),
            Set.of(),
            kind);
    return Conjuncts.filter(pushed, staying);
  }

  /** The same expression over columns that lie elsewhere. */
  static RexNode shift(RexNode expression, int offset) {
    return expression.accept(
        new RexShuttle() {
          @Override
          public RexNode visitInputRef(RexInputRef reference) {
            return new RexInputRef(reference.getIndex() + offset, reference.getType());
          }
        });
  }

  /** Puts expressions in the place of columns. */
  static final class Substitute extends RexShuttle {
    private final List<? extends RexNode> columns;

    Substitute(List<? extends RexNode> columns) {
      this.columns = columns;
    }

    @Override
    public RexNode visitInputRef(RexInputRef reference) {
      return columns.get(reference.getIndex());
    }
  }
}
