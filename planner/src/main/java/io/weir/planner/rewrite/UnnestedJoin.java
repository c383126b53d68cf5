package io.weir.planner.rewrite;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.logical.LogicalJoin;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;

/**
 * A join within a subquery, of inputs that are free of the columns of the outer query. Behind an
 * inner join all conditions can wait. Whether a row of another join has a match must be decided in
 * it, by the outer row too: then the values of the outer rows come to its left side.
 *
 * <pre>
 * SemiJoin(k = a)              SemiJoin(k = a AND b < v)    on v IS NOT DISTINCT FROM outer.v
 *   Scan(k)                      Join(TRUE)
 *   Filter(b < outer.v)    →       Scan(k)
 *     Scan(a, b)                   Aggregate(by v)
 *                                    the outer rows
 *                                Scan(a, b)
 * </pre>
 */
final class UnnestedJoin {
  private final Join join;
  private final Unnested left;
  private final Unnested right;
  private final OuterRows outerRows;
  private final RexBuilder builder;

  private UnnestedJoin(Join join, Unnested left, Unnested right, OuterRows outerRows) {
    this.join = join;
    this.left = left;
    this.right = right;
    this.outerRows = outerRows;
    this.builder = join.getCluster().getRexBuilder();
  }

  /** The join of two inputs, or nothing if what it uses of the outer row stands in the way. */
  static Optional<Unnested> of(Join join, Unnested left, Unnested right, OuterRows outerRows) {
    return new UnnestedJoin(join, left, right, outerRows).joined();
  }

  private Optional<Unnested> joined() {
    JoinRelType kind = join.getJoinType();
    boolean isInner = kind == JoinRelType.INNER;
    if (left.isScalar() || right.isScalar() && !(isInner && outerRows.areRepeatable())) {
      return Optional.empty();
    }
    if (isInner) {
      return Optional.of(right.isScalar() ? withOneRow() : inner());
    }
    boolean keepsLeft = kind == JoinRelType.LEFT || !kind.projectsRight();
    if (!keepsLeft) {
      return Optional.empty();
    }
    RexShuttle asTheyAre = new RexShuttle();
    List<RexNode> columns = columns(left, left.rel().getRowType().getFieldCount(), asTheyAre);
    List<RexNode> matching =
        Stream.of(right.conditions(), right.outputs(), condition(columns, asTheyAre))
            .flatMap(List::stream)
            .toList();
    if (right.conditions().isEmpty() && matching.stream().noneMatch(outerRows::areUsedBy)) {
      return Optional.of(joined(left, asTheyAre));
    }
    boolean isPadded = kind == JoinRelType.LEFT;
    boolean isPlain = right.outputs().stream().allMatch(RexInputRef.class::isInstance);
    if (!outerRows.areRepeatable() || isPadded && !isPlain) {
      return Optional.empty();
    }
    OuterRows.Beside beside = outerRows.beside(left, matching);
    return Optional.of(joined(beside.subquery(), beside.fields()));
  }

  /** All that uses the outer row is a condition above the join. */
  private Unnested inner() {
    int leftSize = left.rel().getRowType().getFieldCount();
    List<RexNode> columns = columns(left, leftSize, new RexShuttle());
    List<RexNode> on = new ArrayList<>();
    List<RexNode> conditions = new ArrayList<>(left.conditions());
    right.conditions().forEach(c -> conditions.add(PushFilters.shift(c, leftSize)));
    for (RexNode conjunct : Conjuncts.of(join.getCondition(), builder)) {
      RexNode condition = conjunct.accept(new PushFilters.Substitute(columns));
      (outerRows.areUsedBy(condition) ? conditions : on).add(condition);
    }
    RelNode made = make(left, on);
    return new Unnested(made, columns, conditions, false, List.of());
  }

  /** The right side has one row for each outer row, also where the join finds none. */
  private Unnested withOneRow() {
    OuterRows.Beside beside =
        outerRows.beside(
            left,
            Stream.of(
                    right.conditions(),
                    right.outputs(),
                    right.guards(),
                    List.of(join.getCondition()))
                .flatMap(List::stream)
                .toList());
    Unnested rows = beside.subquery();
    int leftSize = rows.rel().getRowType().getFieldCount();
    RelNode made =
        LogicalJoin.create(
            rows.rel(),
            right.rel(),
            join.getHints(),
            Conjuncts.and(moved(right.conditions(), leftSize, beside.fields()), builder),
            Set.of(),
            JoinRelType.LEFT);
    RexShuttle typed = new Typed(made);
    List<RexNode> columns = new ArrayList<>(rows.outputs());
    for (RexNode column : moved(right.outputs(), leftSize, beside.fields())) {
      columns.add(column.accept(typed));
    }
    List<RexNode> above = new ArrayList<>();
    for (RexNode guard : moved(right.guards(), leftSize, beside.fields())) {
      above.add(guard.accept(typed));
    }
    above.addAll(condition(columns, beside.fields()));
    return new Unnested(
        Conjuncts.filter(made, above), columns, rows.conditions(), false, List.of());
  }

  /** Gives references the types that columns have behind a join. */
  private final class Typed extends RexShuttle {
    private final RelNode rel;

    Typed(RelNode rel) {
      this.rel = rel;
    }

    @Override
    public RexNode visitInputRef(RexInputRef reference) {
      return builder.makeInputRef(rel, reference.getIndex());
    }
  }

  /**
   * All that decides whether there is a match is a condition of the join.
   *
   * @param rows the left side
   * @param fields puts its columns in the place of the outer row's fields
   */
  private Unnested joined(Unnested rows, RexShuttle fields) {
    int leftSize = rows.rel().getRowType().getFieldCount();
    List<RexNode> columns = columns(rows, leftSize, fields);
    List<RexNode> on = new ArrayList<>(moved(right.conditions(), leftSize, fields));
    on.addAll(condition(columns, fields));
    RelNode made = make(rows, on);
    return new Unnested(
        made, outputs(made, columns, leftSize), rows.conditions(), false, List.of());
  }

  private List<RexNode> columns(Unnested rows, int leftSize, RexShuttle fields) {
    List<RexNode> columns = new ArrayList<>(rows.outputs());
    columns.addAll(moved(right.outputs(), leftSize, fields));
    return columns;
  }

  /** Expressions of the right side over the join. */
  private static List<RexNode> moved(List<RexNode> expressions, int leftSize, RexShuttle fields) {
    return expressions.stream().map(e -> PushFilters.shift(e, leftSize).accept(fields)).toList();
  }

  /** The join's own condition over what its columns have become. */
  private List<RexNode> condition(List<RexNode> columns, RexShuttle fields) {
    RexShuttle substitute = new PushFilters.Substitute(columns);
    return Conjuncts.of(join.getCondition(), builder).stream()
        .map(conjunct -> conjunct.accept(substitute).accept(fields))
        .toList();
  }

  private RelNode make(Unnested rows, List<RexNode> on) {
    return LogicalJoin.create(
        rows.rel(),
        right.rel(),
        join.getHints(),
        Conjuncts.and(on, builder),
        Set.of(),
        join.getJoinType());
  }

  private List<RexNode> outputs(RelNode made, List<RexNode> columns, int leftSize) {
    int size = join.getRowType().getFieldCount();
    if (join.getJoinType() == JoinRelType.LEFT_MARK) {
      List<RexNode> outputs = new ArrayList<>(columns.subList(0, size - 1));
      outputs.add(builder.makeInputRef(made, leftSize));
      return outputs;
    }
    if (join.getJoinType() != JoinRelType.LEFT) {
      return columns.subList(0, size);
    }
    List<RexNode> outputs = new ArrayList<>();
    for (RexNode column : columns) {
      outputs.add(
          column instanceof RexInputRef reference && reference.getIndex() >= leftSize
              ? builder.makeInputRef(made, reference.getIndex())
              : column);
    }
    return outputs;
  }
}
