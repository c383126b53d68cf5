package io.weir.planner.rewrite;

import com.google.common.collect.ImmutableList;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexFieldCollation;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexWindowBounds;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * The first rows of each group of rows, in the form of a top-N.
 *
 * <pre>
 * Sort(by p DESC, LIMIT 3)        Project(k, p)
 *   Scan(k, p)              →       Filter(r <= 3)
 *                                     Project(k, p, ROW_NUMBER() OVER (PARTITION BY k ORDER BY p DESC) AS r)
 *                                       Scan(k, p)
 * </pre>
 */
final class FirstRows {
  private FirstRows() {}

  /**
   * The rows that LIMIT and OFFSET let through in each group, and behind their columns their
   * number.
   *
   * @param rows begin with the columns that {@code sort} has
   * @param groups the columns by which rows are grouped
   */
  static Optional<RelNode> of(RelNode rows, List<Integer> groups, Sort sort) {
    Optional<BigDecimal> offset = number(sort.offset).or(() -> zeroIf(sort.offset == null));
    Optional<BigDecimal> fetch = number(sort.fetch);
    if (offset.isEmpty() || fetch.isEmpty() && sort.fetch != null) {
      return Optional.empty();
    }
    RexBuilder builder = rows.getCluster().getRexBuilder();
    RelDataType type = builder.getTypeFactory().createSqlType(SqlTypeName.BIGINT);
    List<RexNode> partition = new ArrayList<>();
    groups.forEach(column -> partition.add(builder.makeInputRef(rows, column)));
    ImmutableList.Builder<RexFieldCollation> order = ImmutableList.builder();
    for (RelFieldCollation key : sort.getCollation().getFieldCollations()) {
      order.add(
          new RexFieldCollation(builder.makeInputRef(rows, key.getFieldIndex()), directions(key)));
    }
    RexNode number =
        builder.makeOver(
            type,
            SqlStdOperatorTable.ROW_NUMBER,
            List.of(),
            partition,
            order.build(),
            RexWindowBounds.UNBOUNDED_PRECEDING,
            RexWindowBounds.CURRENT_ROW,
            true,
            true,
            false,
            false,
            false);
    List<RexNode> columns = new ArrayList<>();
    List<String> names = new ArrayList<>(rows.getRowType().getFieldNames());
    for (int i = 0; i < names.size(); i++) {
      columns.add(builder.makeInputRef(rows, i));
    }
    columns.add(number);
    names.add("rank of " + names.size());
    RelNode ranked = LogicalProject.create(rows, List.of(), columns, names, Set.of());
    RexNode rank = builder.makeInputRef(ranked, columns.size() - 1);
    List<RexNode> conditions = new ArrayList<>();
    conditions.add(
        builder.makeCall(
            SqlStdOperatorTable.GREATER_THAN, rank, builder.makeExactLiteral(offset.get(), type)));
    fetch.ifPresent(
        most ->
            conditions.add(
                builder.makeCall(
                    SqlStdOperatorTable.LESS_THAN_OR_EQUAL,
                    rank,
                    builder.makeExactLiteral(offset.get().add(most), type))));
    RelNode first = Conjuncts.filter(ranked, conditions);
    return Optional.of(
        LogicalProject.create(
            first,
            List.of(),
            columns.subList(0, columns.size() - 1),
            rows.getRowType().getFieldNames(),
            Set.of()));
  }

  private static Set<SqlKind> directions(RelFieldCollation key) {
    Set<SqlKind> directions = new HashSet<>();
    if (key.getDirection().isDescending()) {
      directions.add(SqlKind.DESCENDING);
    }
    switch (key.nullDirection) {
      case FIRST -> directions.add(SqlKind.NULLS_FIRST);
      case LAST -> directions.add(SqlKind.NULLS_LAST);
      default -> {}
    }
    return directions;
  }

  private static Optional<BigDecimal> number(RexNode node) {
    return node instanceof RexLiteral literal
        ? Optional.ofNullable(literal.getValueAs(BigDecimal.class))
        : Optional.empty();
  }

  private static Optional<BigDecimal> zeroIf(boolean isAbsent) {
    return isAbsent ? Optional.of(BigDecimal.ZERO) : Optional.empty();
  }
}
