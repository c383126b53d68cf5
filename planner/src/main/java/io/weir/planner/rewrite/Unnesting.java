package io.weir.planner.rewrite;

import io.weir.planner.error.PlanningException;
import io.weir.planner.relation.TableFunctionJoin;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.core.Correlate;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.SetOp;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.core.TableFunctionScan;
import org.apache.calcite.rel.logical.LogicalAggregate;
import org.apache.calcite.rel.logical.LogicalJoin;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.logical.LogicalValues;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.validate.SqlValidatorUtil;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * Takes the columns of the outer query out of a subquery by pulling the conditions that use them
 * up, through projections, joins, sets and table functions, and through aggregates where they are
 * equalities, by which the aggregate then groups.
 *
 * <pre>
 * Aggregate(SUM(y))                    Aggregate(by k, SUM(y))    on k = outer.k
 *   Filter(k = outer.k AND y > 1)  →     Filter(y > 1)
 *     Scan(k, y)                           Scan(k, y)
 * </pre>
 */
final class Unnesting {
  private final OuterRows outerRows;
  private final SqlParserPos position;
  private final RexBuilder builder;

  private Unnesting(OuterRows outerRows, SqlParserPos position, RexBuilder builder) {
    this.outerRows = outerRows;
    this.position = position;
    this.builder = builder;
  }

  /**
   * Frees a subquery of the columns of the outer query.
   *
   * @param outer the rows of the outer query
   * @param position of the subquery, for errors
   */
  static Unnested of(RelNode subquery, OuterRows outer, SqlParserPos position) {
    RexBuilder builder = subquery.getCluster().getRexBuilder();
    return new Unnesting(outer, position, builder).unnest(subquery);
  }

  private Unnested unnest(RelNode rel) {
    if (!uses(rel)) {
      return new Unnested(rel, references(rel), List.of(), false, List.of());
    }
    if (rel instanceof Filter filter) {
      return filter(filter);
    }
    if (rel instanceof Project project) {
      return project(project);
    }
    if (rel instanceof Aggregate aggregate) {
      return aggregate(aggregate);
    }
    if (rel instanceof Join join) {
      Unnested left = unnest(join.getLeft());
      Unnested right = unnest(join.getRight());
      return UnnestedJoin.of(join, left, right, outerRows).orElseThrow(this::impossible);
    }
    if (rel instanceof Sort sort) {
      return sort(sort);
    }
    if (rel instanceof SetOp set) {
      List<Unnested> inputs = set.getInputs().stream().map(this::rows).toList();
      return UnnestedSet.of(set, inputs, outerRows).orElseThrow(this::impossible);
    }
    if (rel instanceof TableFunctionJoin function) {
      Unnested input = rows(function.getInput());
      return UnnestedFunction.of(function, input, outerRows).orElseThrow(this::impossible);
    }
    if (rel instanceof Correlate || rel instanceof TableFunctionScan) {
      RelNode joined = JoinTableFunctions.rewrite(rel);
      if (joined != rel) {
        return unnest(joined);
      }
    }
    throw impossible();
  }

  /** A query's rows: also the one row of an aggregate of all is one. */
  private Unnested rows(RelNode rel) {
    Unnested rows = unnest(rel);
    if (!rows.isScalar()) {
      return rows;
    }
    RelNode one = LogicalValues.createOneRow(rel.getCluster());
    LogicalJoin join =
        LogicalJoin.create(
            one, rel, List.of(), builder.makeLiteral(true), Set.of(), JoinRelType.INNER);
    Unnested joined =
        UnnestedJoin.of(join, unnest(one), rows, outerRows).orElseThrow(this::impossible);
    List<RexNode> outputs = joined.outputs().subList(1, joined.outputs().size());
    return new Unnested(joined.rel(), outputs, joined.conditions(), false, List.of());
  }

  private PlanningException impossible() {
    return new PlanningException(
        position,
        "this subquery uses columns of the query around it in a way that cannot become a join",
        "compare such columns in the WHERE of the subquery; or write a join");
  }

  private boolean uses(RelNode rel) {
    return RelOptUtil.getVariablesUsed(rel).stream().anyMatch(outerRows.variables()::contains);
  }

  private boolean uses(RexNode expression) {
    return outerRows.areUsedBy(expression);
  }

  private List<RexNode> references(RelNode rel) {
    return IntStream.range(0, rel.getRowType().getFieldCount())
        .<RexNode>mapToObj(i -> builder.makeInputRef(rel, i))
        .toList();
  }

  private Unnested filter(Filter filter) {
    Unnested input = unnest(filter.getInput());
    PushFilters.Substitute substitute = new PushFilters.Substitute(input.outputs());
    List<RexNode> below = new ArrayList<>();
    List<RexNode> above = new ArrayList<>();
    for (RexNode conjunct : Conjuncts.of(filter.getCondition(), builder)) {
      RexNode condition = conjunct.accept(substitute);
      boolean isAbove =
          input.isScalar() || uses(condition) || !above.isEmpty() && !Conjuncts.canMove(condition);
      (isAbove ? above : below).add(condition);
    }
    RelNode rel = Conjuncts.filter(input.rel(), below);
    if (input.isScalar()) {
      List<RexNode> guards = new ArrayList<>(input.guards());
      guards.addAll(above);
      return new Unnested(rel, input.outputs(), input.conditions(), true, guards);
    }
    List<RexNode> conditions = new ArrayList<>(input.conditions());
    conditions.addAll(above);
    return new Unnested(rel, input.outputs(), conditions, false, List.of());
  }

  /** What uses the outer row, or comes after an aggregate of all rows, is computed above. */
  private Unnested project(Project project) {
    if (RexOver.containsOver(project.getProjects(), null)) {
      return windows(project);
    }
    Unnested input = unnest(project.getInput());
    PushFilters.Substitute substitute = new PushFilters.Substitute(input.outputs());
    List<RexNode> outputs = new ArrayList<>();
    project.getProjects().forEach(column -> outputs.add(column.accept(substitute)));
    if (input.isScalar()) {
      return new Unnested(input.rel(), outputs, input.conditions(), true, input.guards());
    }
    return projected(input, outputs);
  }

  /** OVER looks at the rows for one outer row only: those that equal it in what is compared. */
  private Unnested windows(Project project) {
    Unnested rows = unnest(project.getInput());
    if (rows.isScalar()) {
      throw impossible();
    }
    Unnested input = comparedByEquality(rows);
    PushFilters.Substitute substitute = new PushFilters.Substitute(input.outputs());
    List<RexNode> keys = equalities(input.conditions()).stream().map(OuterEquality::own).toList();
    FinerWindows finer = new FinerWindows(keys, builder);
    List<RexNode> outputs = new ArrayList<>();
    for (RexNode column : project.getProjects()) {
      RexNode output = column.accept(substitute).accept(finer);
      if (uses(output) && RexOver.containsOver(output)) {
        throw impossible();
      }
      outputs.add(output);
    }
    return projected(input, outputs);
  }

  /** The columns of a projection, of which those that use the outer row are computed above. */
  private Unnested projected(Unnested input, List<RexNode> outputs) {
    List<RexNode> columns = new ArrayList<>();
    for (int i = 0; i < outputs.size(); i++) {
      if (!uses(outputs.get(i))) {
        columns.add(outputs.get(i));
        outputs.set(i, null);
      }
    }
    Columns made = new Columns(input.rel(), columns);
    int next = 0;
    List<RexNode> conditions = input.conditions().stream().map(made::move).toList();
    List<RexNode> moved = new ArrayList<>();
    for (RexNode output : outputs) {
      moved.add(output == null ? made.column(next++) : made.move(output));
    }
    return new Unnested(made.build(), moved, conditions, false, List.of());
  }

  /** A projection that is put together: columns, and behind them those that conditions need. */
  private final class Columns {
    private final RelNode input;
    private final List<RexNode> columns;

    Columns(RelNode input, List<RexNode> columns) {
      this.input = input;
      this.columns = new ArrayList<>(columns);
    }

    RexNode column(int index) {
      return new RexInputRef(index, columns.get(index).getType());
    }

    /** The position of an expression over the input, which is added if it is not there. */
    int place(RexNode expression) {
      int index = columns.indexOf(expression);
      if (index < 0) {
        index = columns.size();
        columns.add(expression);
      }
      return index;
    }

    /** An expression over the input as one over the projection. */
    RexNode move(RexNode expression) {
      List<RexNode> references = new ArrayList<>();
      for (RexNode reference : references(input)) {
        int index = ((RexInputRef) reference).getIndex();
        boolean isUsed = RelOptUtil.InputFinder.bits(expression).get(index);
        references.add(isUsed ? column(place(reference)) : reference);
      }
      return expression.accept(new PushFilters.Substitute(references));
    }

    /** Has a column also where none is asked for: a join needs some. */
    RelNode build() {
      if (columns.isEmpty()) {
        columns.add(builder.makeLiteral(true));
      }
      List<String> names = new ArrayList<>();
      for (RexNode column : columns) {
        names.add(
            column instanceof RexInputRef reference
                ? input.getRowType().getFieldNames().get(reference.getIndex())
                : "c" + names.size());
      }
      return LogicalProject.create(
          input, List.of(), columns, SqlValidatorUtil.uniquify(names, true), Set.of());
    }
  }

  private Unnested aggregate(Aggregate aggregate) {
    Unnested input = unnest(aggregate.getInput());
    boolean isPlain = !input.isScalar() && aggregate.getGroupType() == Aggregate.Group.SIMPLE;
    if (!isPlain) {
      throw impossible();
    }
    input = comparedByEquality(input);
    Columns columns = new Columns(input.rel(), input.outputs());
    int size = input.outputs().size();
    List<OuterEquality> equalities = equalities(input.conditions());
    return grouped(aggregate, columns, size, equalities);
  }

  private Unnested grouped(
      Aggregate aggregate, Columns columns, int size, List<OuterEquality> equalities) {
    ImmutableBitSet.Builder groups = ImmutableBitSet.builder().addAll(aggregate.getGroupSet());
    List<Integer> places = new ArrayList<>();
    for (OuterEquality equality : equalities) {
      RexNode key = equality.own();
      int place = columns.columns.size();
      int known = columns.columns.indexOf(key);
      boolean isGrouped = known >= 0 && known < size && aggregate.getGroupSet().get(known);
      if (isGrouped || known >= size) {
        place = known;
      } else {
        columns.columns.add(key);
      }
      groups.set(place);
      places.add(place);
    }
    ImmutableBitSet groupSet = groups.build();
    RelNode rows = columns.build();
    List<AggregateCall> calls =
        aggregate.getAggCallList().stream().map(call -> typed(call, false, rows)).toList();
    LogicalAggregate made = LogicalAggregate.create(rows, List.of(), groupSet, null, calls);
    List<RexNode> outputs = new ArrayList<>();
    for (int group : aggregate.getGroupSet()) {
      outputs.add(builder.makeInputRef(made, groupSet.indexOf(group)));
    }
    boolean isScalar = aggregate.getGroupCount() == 0;
    for (int i = 0; i < aggregate.getAggCallList().size(); i++) {
      RexNode value = builder.makeInputRef(made, groupSet.cardinality() + i);
      outputs.add(isScalar ? orEmpty(value, aggregate.getAggCallList().get(i)) : value);
    }
    List<RexNode> conditions = new ArrayList<>();
    for (int i = 0; i < places.size(); i++) {
      RexNode key = builder.makeInputRef(made, groupSet.indexOf(places.get(i)));
      conditions.add(equalities.get(i).of(key, builder));
    }
    return new Unnested(made, outputs, conditions, isScalar, List.of());
  }

  /**
   * A call with the type that it has over some rows.
   *
   * @param hasEmptyGroup whether there may be a group without rows
   */
  static AggregateCall typed(AggregateCall call, boolean hasEmptyGroup, RelNode rows) {
    return AggregateCall.create(
        call.getAggregation(),
        call.isDistinct(),
        call.isApproximate(),
        call.ignoreNulls(),
        call.rexList,
        call.getArgList(),
        call.filterArg,
        call.distinctKeys,
        call.getCollation(),
        hasEmptyGroup,
        rows,
        null,
        call.getName());
  }

  /**
   * The same rows with nothing but equalities as conditions, and outputs without the outer row, so
   * that rows can be grouped by what is compared.
   */
  private Unnested comparedByEquality(Unnested input) {
    boolean isSuch =
        input.outputs().stream().noneMatch(this::uses)
            && input.conditions().stream()
                .allMatch(c -> OuterEquality.of(c, outerRows).isPresent());
    if (isSuch) {
      return input;
    }
    if (!outerRows.areRepeatable()) {
      throw impossible();
    }
    return outerRows.joinedTo(input);
  }

  private List<OuterEquality> equalities(List<RexNode> conditions) {
    return conditions.stream()
        .map(condition -> OuterEquality.of(condition, outerRows).orElseThrow())
        .toList();
  }

  /** The first rows for each outer row are the first of each group of rows that equal it. */
  private Unnested sort(Sort sort) {
    Unnested input = unnest(sort.getInput());
    if (sort.fetch == null && sort.offset == null) {
      return input;
    }
    if (input.isScalar()) {
      throw impossible();
    }
    input = comparedByEquality(input);
    Columns columns = new Columns(input.rel(), input.outputs());
    List<OuterEquality> equalities = equalities(input.conditions());
    List<Integer> places = equalities.stream().map(e -> columns.place(e.own())).toList();
    RelNode rows = columns.build();
    RelNode first = FirstRows.of(rows, places, sort).orElseThrow(this::impossible);
    List<RexNode> outputs = references(first).subList(0, input.outputs().size());
    List<RexNode> conditions = new ArrayList<>();
    for (int i = 0; i < places.size(); i++) {
      RexNode key = builder.makeInputRef(first, places.get(i));
      conditions.add(equalities.get(i).of(key, builder));
    }
    return new Unnested(first, outputs, conditions, false, List.of());
  }

  /** What an aggregate of no rows is, where a missing row has become NULLs. */
  private RexNode orEmpty(RexNode value, AggregateCall call) {
    boolean isCount = call.getAggregation().getName().contains("COUNT");
    return isCount
        ? builder.makeCall(
            SqlStdOperatorTable.COALESCE,
            builder.makeCast(call.getType(), value),
            builder.makeExactLiteral(java.math.BigDecimal.ZERO, call.getType()))
        : value;
  }
}
