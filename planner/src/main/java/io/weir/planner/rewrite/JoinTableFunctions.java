package io.weir.planner.rewrite;

import io.weir.planner.error.PlanningException;
import io.weir.planner.relation.TableFunctionJoin;
import io.weir.planner.validate.RegistryTableFunction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Correlate;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.TableFunctionScan;
import org.apache.calcite.rel.core.Values;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.logical.LogicalValues;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexCorrelVariable;
import org.apache.calcite.rex.RexFieldAccess;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.tools.RelBuilder;

/**
 * Gives table functions the rows that they are called for as an input, in the place of a
 * correlation variable.
 *
 * <pre>
 * Correlate($cor0)                    Project(a, x)
 *   Scan(a, l)                 →        TableFunctionJoin(UNNEST(l))
 *   Project(x)                            Scan(a, l)
 *     TableFunctionScan(UNNEST($cor0.l))
 * </pre>
 *
 * <p>The right side may be any number of projections, filters and further table functions over the
 * one row without columns; anything else stays a correlation.
 */
final class JoinTableFunctions implements Phase {
  @Override
  public String name() {
    return "join table functions";
  }

  @Override
  public RelNode apply(RelNode query, RelBuilder builder) {
    return rewrite(query);
  }

  /** A query in which table functions have their rows as inputs. */
  static RelNode rewrite(RelNode query) {
    return query.accept(new Rewriter());
  }

  private static final class Rewriter extends RelHomogeneousShuttle {
    @Override
    public RelNode visit(RelNode other) {
      RelNode rel = super.visit(other);
      if (rel instanceof Correlate correlate) {
        return correlated(correlate);
      }
      if (rel instanceof Join join) {
        return joined(join);
      }
      if (rel instanceof TableFunctionScan scan && isFunction(scan)) {
        return standalone(scan);
      }
      return rel;
    }
  }

  private static boolean isFunction(TableFunctionScan scan) {
    return scan.getInputs().isEmpty()
        && ((RexCall) scan.getCall()).getOperator() instanceof RegistryTableFunction;
  }

  /** A call whose arguments are constants, or those of a correlation around it. */
  private static RelNode standalone(TableFunctionScan scan) {
    return TableFunctionJoin.create(
        LogicalValues.createOneRow(scan.getCluster()),
        (RexCall) scan.getCall(),
        List.of(),
        scan.getRowType().getFieldList(),
        false);
  }

  private static RelNode correlated(Correlate correlate) {
    JoinRelType kind = correlate.getJoinType();
    Side side = new Side(correlate.getLeft(), Optional.of(correlate.getCorrelationId()), kind);
    return side.join(correlate.getRight(), correlate.getRowType().getFieldNames())
        .orElse(correlate);
  }

  private static RelNode joined(Join join) {
    JoinRelType kind = join.getJoinType();
    if (kind != JoinRelType.INNER && kind != JoinRelType.LEFT || !usesFunction(join.getRight())) {
      return join;
    }
    Side side = new Side(join.getLeft(), Optional.empty(), kind);
    return side.joinOn(join).orElse(join);
  }

  private static boolean usesFunction(RelNode rel) {
    return rel instanceof TableFunctionJoin
        || (rel instanceof Project || rel instanceof Filter) && usesFunction(rel.getInput(0));
  }

  /** The rows on the left, to which functions of the right side are added one by one. */
  private static final class Side {
    private final RelNode left;
    private final Optional<CorrelationId> variable;
    private final boolean isOuter;
    private final RexBuilder builder;
    private int functions;

    Side(RelNode left, Optional<CorrelationId> variable, JoinRelType kind) {
      this.left = left;
      this.variable = variable;
      this.isOuter = kind == JoinRelType.LEFT;
      this.builder = left.getCluster().getRexBuilder();
    }

    /**
     * The left rows with what the right side adds.
     *
     * @param rel begins with all columns of the left
     * @param columns those of the right side, over {@code rel}
     */
    private record Joined(RelNode rel, List<RexNode> columns) {}

    Optional<RelNode> join(RelNode right, List<String> names) {
      return expand(right).filter(this::isPlainIfOuter).map(joined -> project(joined, names));
    }

    Optional<RelNode> joinOn(Join join) {
      Optional<Joined> expanded = expand(join.getRight()).filter(this::isPlainIfOuter);
      if (expanded.isEmpty()) {
        return Optional.empty();
      }
      Joined joined = expanded.get();
      if (join.getCondition().isAlwaysTrue()) {
        return Optional.of(project(joined, join.getRowType().getFieldNames()));
      }
      List<RexNode> columns = new ArrayList<>(leftColumns(joined.rel));
      columns.addAll(joined.columns);
      RexNode condition = substitute(join.getCondition(), columns, joined.rel);
      Joined filtered = new Joined(filter(joined.rel, condition), joined.columns);
      return Optional.of(project(filtered, join.getRowType().getFieldNames()));
    }

    /** A row that stays alone has NULL in all columns, so nothing may be computed from them. */
    private boolean isPlainIfOuter(Joined joined) {
      if (!isOuter) {
        return true;
      }
      boolean isPlain =
          functions == 1
              && joined.columns.stream()
                  .allMatch(
                      column ->
                          column instanceof RexInputRef reference
                              && reference.getIndex() >= left.getRowType().getFieldCount());
      if (!isPlain && functions > 0) {
        throw new PlanningException(
            position(joined),
            "a subquery that computes columns is not supported to the right of LEFT JOIN",
            "select the columns of the function as they are, and compute in the outer SELECT");
      }
      return isPlain;
    }

    private static SqlParserPos position(Joined joined) {
      return joined.columns.stream()
          .filter(RexCall.class::isInstance)
          .map(column -> ((RexCall) column).getParserPosition())
          .findFirst()
          .orElse(SqlParserPos.ZERO);
    }

    private List<RexNode> leftColumns(RelNode rel) {
      return IntStream.range(0, left.getRowType().getFieldCount())
          .<RexNode>mapToObj(i -> builder.makeInputRef(rel, i))
          .toList();
    }

    private RelNode project(Joined joined, List<String> names) {
      List<RexNode> columns = new ArrayList<>(leftColumns(joined.rel));
      columns.addAll(joined.columns);
      return LogicalProject.create(joined.rel, List.of(), columns, names, Set.of());
    }

    private Optional<Joined> expand(RelNode right) {
      if (right instanceof Values values) {
        boolean isOneRow = values.getTuples().size() == 1;
        return isOneRow
            ? Optional.of(new Joined(left, List.copyOf(values.getTuples().get(0))))
            : Optional.empty();
      }
      if (right instanceof Project project) {
        return expand(project.getInput())
            .map(
                below ->
                    new Joined(
                        below.rel, substituteAll(project.getProjects(), below.columns, below.rel)));
      }
      if (right instanceof Filter filter) {
        return expand(filter.getInput())
            .map(
                below ->
                    new Joined(
                        filter(
                            below.rel, substitute(filter.getCondition(), below.columns, below.rel)),
                        below.columns));
      }
      if (right instanceof TableFunctionJoin function && !function.isOuter()) {
        return expand(function.getInput()).map(below -> call(function, below));
      }
      return Optional.empty();
    }

    private Joined call(TableFunctionJoin function, Joined below) {
      functions++;
      RexCall call = (RexCall) substitute(function.call(), below.columns, below.rel);
      List<RelDataTypeField> fields = function.functionFields();
      int before = below.rel.getRowType().getFieldCount();
      List<Integer> kept = IntStream.range(0, before).boxed().toList();
      TableFunctionJoin joined = TableFunctionJoin.create(below.rel, call, kept, fields, isOuter);
      List<RexNode> columns = new ArrayList<>();
      for (int column : function.kept()) {
        columns.add(below.columns.get(column));
      }
      for (int i = 0; i < fields.size(); i++) {
        columns.add(builder.makeInputRef(joined, before + i));
      }
      RelNode rel = joined;
      if (function.condition().isPresent()) {
        rel = joined.filtered(substitute(function.condition().get(), columns, joined));
      }
      return new Joined(rel, columns);
    }

    private RelNode filter(RelNode rel, RexNode condition) {
      return rel instanceof TableFunctionJoin function && functions > 0
          ? function.filtered(condition)
          : LogicalFilter.create(rel, condition);
    }

    private List<RexNode> substituteAll(
        List<RexNode> expressions, List<RexNode> columns, RelNode rel) {
      return expressions.stream().map(e -> substitute(e, columns, rel)).toList();
    }

    /** An expression of the right side over the columns of {@code rel}. */
    private RexNode substitute(RexNode expression, List<RexNode> columns, RelNode rel) {
      return expression.accept(
          new RexShuttle() {
            @Override
            public RexNode visitInputRef(RexInputRef reference) {
              return columns.get(reference.getIndex());
            }

            @Override
            public RexNode visitFieldAccess(RexFieldAccess access) {
              boolean isOuterColumn =
                  access.getReferenceExpr() instanceof RexCorrelVariable used
                      && variable.filter(used.id::equals).isPresent();
              return isOuterColumn
                  ? builder.makeInputRef(rel, access.getField().getIndex())
                  : super.visitFieldAccess(access);
            }
          });
    }
  }
}
