package io.weir.planner.rewrite;

import io.weir.planner.relation.TableFunctionJoin;
import io.weir.planner.validate.RegistryAggregate;
import io.weir.planner.validate.RegistryTableFunction;
import io.weir.runtime.function.table.TableFunctions;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.calcite.rel.RelCollations;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.logical.LogicalAggregate;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.logical.LogicalUnion;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * INTERSECT ALL and EXCEPT ALL: equal rows are counted on both sides, and repeated.
 *
 * <pre>
 * Except(all)             TableFunctionJoin(GENERATE_SERIES(1, n))
 *   A(x)            →       Aggregate(by x, SUM(c) AS n)
 *   B(x)                      Union(all)
 *                               A(x, 1 AS c)
 *                               B(x, -1 AS c)
 * </pre>
 *
 * INTERSECT ALL counts the sides in a column each, and takes the smaller number.
 */
final class RepeatedRows {
  private final RelNode left;
  private final RelNode right;
  private final int size;
  private final RexBuilder builder;
  private final RelDataType countType;

  private RepeatedRows(RelNode left, RelNode right) {
    this.left = left;
    this.right = right;
    this.size = left.getRowType().getFieldCount();
    this.builder = left.getCluster().getRexBuilder();
    this.countType = builder.getTypeFactory().createSqlType(SqlTypeName.BIGINT);
  }

  /** The rows of both, each as often as where there are fewer; both have the same types. */
  static RelNode intersection(RelNode left, RelNode right) {
    RepeatedRows rows = new RepeatedRows(left, right);
    RelNode counted = rows.counted(List.of(1, 0), List.of(0, 1));
    RexNode one = rows.builder.makeInputRef(counted, rows.size);
    RexNode other = rows.builder.makeInputRef(counted, rows.size + 1);
    RexNode least =
        rows.builder.makeCall(
            one.getType(),
            SqlStdOperatorTable.CASE,
            List.of(rows.builder.makeCall(SqlStdOperatorTable.LESS_THAN, one, other), one, other));
    return rows.repeated(counted, least);
  }

  /** The rows of {@code left} without as many as there are in {@code right}. */
  static RelNode difference(RelNode left, RelNode right) {
    RepeatedRows rows = new RepeatedRows(left, right);
    RelNode counted = rows.counted(List.of(1), List.of(-1));
    return rows.repeated(counted, rows.builder.makeInputRef(counted, rows.size));
  }

  /** Each row once, and the sums of what each side counts for it. */
  private RelNode counted(List<Integer> ofLeft, List<Integer> ofRight) {
    RelNode all = LogicalUnion.create(List.of(with(left, ofLeft), with(right, ofRight)), true);
    List<AggregateCall> sums = new ArrayList<>();
    for (int i = 0; i < ofLeft.size(); i++) {
      sums.add(
          AggregateCall.create(
              RegistryAggregate.sum(),
              false,
              false,
              false,
              List.of(),
              List.of(size + i),
              -1,
              null,
              RelCollations.EMPTY,
              countType,
              "count" + i));
    }
    return LogicalAggregate.create(all, List.of(), ImmutableBitSet.range(size), null, sums);
  }

  private RelNode with(RelNode input, List<Integer> counts) {
    List<RexNode> columns = new ArrayList<>();
    List<String> names = new ArrayList<>(left.getRowType().getFieldNames());
    for (int i = 0; i < size; i++) {
      columns.add(builder.makeInputRef(input, i));
    }
    for (int count : counts) {
      columns.add(builder.makeExactLiteral(BigDecimal.valueOf(count), countType));
      names.add("count of " + names.size());
    }
    return LogicalProject.create(input, List.of(), columns, names, Set.of());
  }

  private RelNode repeated(RelNode counted, RexNode times) {
    RegistryTableFunction series =
        new RegistryTableFunction(
            TableFunctions.lookup("GENERATE_SERIES").orElseThrow(), List.of());
    RexNode call =
        builder.makeCall(
            builder.getTypeFactory().createSqlType(SqlTypeName.CURSOR),
            series,
            List.of(builder.makeExactLiteral(BigDecimal.ONE, countType), times));
    List<RelDataTypeField> number =
        builder
            .getTypeFactory()
            .builder()
            .add("value", builder.getTypeFactory().createTypeWithNullability(countType, true))
            .build()
            .getFieldList();
    List<Integer> kept = IntStream.range(0, size).boxed().toList();
    RelNode repeated = TableFunctionJoin.create(counted, (RexCall) call, kept, number, false);
    List<RexNode> columns = new ArrayList<>();
    kept.forEach(column -> columns.add(builder.makeInputRef(repeated, column)));
    return LogicalProject.create(
        repeated, List.of(), columns, left.getRowType().getFieldNames(), Set.of());
  }
}
