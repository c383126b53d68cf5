package io.weir.planner.validate;

import io.weir.planner.error.PlanningException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.calcite.sql.JoinConditionType;
import org.apache.calcite.sql.JoinType;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlShuttle;
import org.apache.calcite.util.Util;

/**
 * What a column of three or more tables is that are joined one after the other by USING it. The
 * validator takes it from the first two of them only.
 *
 * <pre>
 * SELECT k FROM a JOIN b USING (k) RIGHT JOIN c USING (k)    →    SELECT c.k AS k FROM …
 * SELECT k FROM a JOIN b USING (k) FULL JOIN c USING (k)     →    SELECT COALESCE(a.k, c.k) …
 * </pre>
 */
final class UsingColumns {
  private static final int MOST_OF_VALIDATOR = 2;

  private UsingColumns() {}

  /**
   * One column of a join.
   *
   * @param value over the tables
   * @param tables how many of them have it
   * @param isOfFirst whether it is that of the first of them
   */
  private record Merged(SqlNode value, int tables, boolean isOfFirst) {}

  /** The same query where such columns have the names of their tables. */
  static SqlSelect qualify(SqlSelect select) {
    if (!(select.getFrom() instanceof SqlJoin join)) {
      return select;
    }
    Map<String, SqlNode> values = new HashMap<>();
    merged(join)
        .forEach(
            (name, column) -> {
              if (column.tables > MOST_OF_VALIDATOR) {
                values.put(name, column.value);
              }
            });
    return values.isEmpty() ? select : new Qualifier(values).select(select);
  }

  private static Map<String, Merged> merged(SqlNode from) {
    if (!(from instanceof SqlJoin join)) {
      return Map.of();
    }
    Map<String, Merged> left = merged(join.getLeft());
    Map<String, Merged> right = merged(join.getRight());
    if (join.isNatural()) {
      checkNatural(join);
    }
    if (join.getConditionType() != JoinConditionType.USING) {
      return left;
    }
    Map<String, Merged> columns = new HashMap<>(left);
    for (SqlNode name : (SqlNodeList) join.getCondition()) {
      String column = ((SqlIdentifier) name).getSimple();
      Optional<Merged> first = side(join.getLeft(), left, column);
      Optional<Merged> second = side(join.getRight(), right, column);
      if (first.isPresent() && second.isPresent()) {
        if (!first.get().isOfFirst || !second.get().isOfFirst) {
          throw notOfFirst(name);
        }
        columns.put(column, together(join, first.get(), second.get()));
      } else if (isMergedAside(join.getLeft()) || isMergedAside(join.getRight())) {
        throw notOfFirst(name);
      }
    }
    return columns;
  }

  private static void checkNatural(SqlJoin join) {
    if (isMergedAside(join.getLeft()) || isMergedAside(join.getRight())) {
      throw notOfFirst(join);
    }
    if (isAside(join) && (isMerged(join.getLeft()) || isMerged(join.getRight()))) {
      throw new PlanningException(
          join.getParserPosition(),
          "NATURAL "
              + join.getJoinType()
              + " JOIN of other NATURAL joins or USING is not supported",
          "name the columns: … " + join.getJoinType() + " JOIN t USING (k)");
    }
  }

  /** The validator would compare with the first table, whose row may be missing. */
  private static PlanningException notOfFirst(SqlNode position) {
    return new PlanningException(
        position.getParserPosition(),
        "a column that a RIGHT or FULL JOIN has by USING or NATURAL cannot be joined by USING or"
            + " NATURAL once more",
        "put the joins before into a subquery: (SELECT * FROM a FULL JOIN b USING (k)) AS x");
  }

  /** Whether some column of joins may be that of another table than the first. */
  private static boolean isMergedAside(SqlNode from) {
    return from instanceof SqlJoin join
        && (isMerging(join) && isAside(join)
            || isMergedAside(join.getLeft())
            || isMergedAside(join.getRight()));
  }

  private static boolean isMerged(SqlNode from) {
    return from instanceof SqlJoin join
        && (isMerging(join) || isMerged(join.getLeft()) || isMerged(join.getRight()));
  }

  private static boolean isMerging(SqlJoin join) {
    return join.isNatural() || join.getConditionType() == JoinConditionType.USING;
  }

  private static boolean isAside(SqlJoin join) {
    return join.getJoinType() == JoinType.RIGHT || join.getJoinType() == JoinType.FULL;
  }

  private static Merged together(SqlJoin join, Merged left, Merged right) {
    int tables = left.tables + right.tables;
    return switch (join.getJoinType()) {
      case RIGHT -> new Merged(right.value, tables, false);
      case FULL ->
          new Merged(
              SqlStdOperatorTable.COALESCE.createCall(SqlParserPos.ZERO, left.value, right.value),
              tables,
              false);
      default -> new Merged(left.value, tables, true);
    };
  }

  private static Optional<Merged> side(SqlNode from, Map<String, Merged> merged, String column) {
    if (from instanceof SqlJoin) {
      return Optional.ofNullable(merged.get(column));
    }
    return table(from)
        .map(
            table ->
                new Merged(new SqlIdentifier(List.of(table, column), SqlParserPos.ZERO), 1, true));
  }

  private static Optional<String> table(SqlNode from) {
    return switch (from.getKind()) {
      case IDENTIFIER -> Optional.of(Util.last(((SqlIdentifier) from).names));
      case AS -> Optional.of(((SqlIdentifier) ((SqlCall) from).operand(1)).getSimple());
      case TABLE_REF -> table(((SqlCall) from).operand(0));
      default -> Optional.empty();
    };
  }

  private static final class Qualifier extends SqlShuttle {
    private final Map<String, SqlNode> values;

    Qualifier(Map<String, SqlNode> values) {
      this.values = values;
    }

    SqlSelect select(SqlSelect select) {
      SqlSelect qualified = (SqlSelect) select.clone(select.getParserPosition());
      List<SqlNode> items = new ArrayList<>();
      for (SqlNode item : select.getSelectList()) {
        SqlNode value = item.accept(this);
        items.add(item instanceof SqlIdentifier && value != item ? named(value, item) : value);
      }
      SqlParserPos position = select.getSelectList().getParserPosition();
      qualified.setSelectList(new SqlNodeList(items, position));
      qualified.setWhere(accept(select.getWhere()));
      qualified.setGroupBy((SqlNodeList) accept(select.getGroup()));
      qualified.setHaving(accept(select.getHaving()));
      qualified.setQualify(accept(select.getQualify()));
      return qualified;
    }

    private SqlNode accept(SqlNode node) {
      return node == null ? null : node.accept(this);
    }

    private static SqlNode named(SqlNode value, SqlNode name) {
      return SqlStdOperatorTable.AS.createCall(name.getParserPosition(), value, name);
    }

    @Override
    public SqlNode visit(SqlIdentifier name) {
      SqlNode value = name.isSimple() ? values.get(name.getSimple()) : null;
      return value == null ? name : value.accept(new At(name.getParserPosition()));
    }

    @Override
    public SqlNode visit(SqlCall call) {
      if (call.isA(SqlKind.QUERY)) {
        return call;
      }
      if (call.getKind() == SqlKind.AS) {
        SqlNode value = call.operand(0).accept(this);
        return call.getOperator().createCall(call.getParserPosition(), value, call.operand(1));
      }
      return super.visit(call);
    }
  }

  /** Puts an expression to the place of the name that it stands for. */
  private static final class At extends SqlShuttle {
    private final SqlParserPos position;

    At(SqlParserPos position) {
      this.position = position;
    }

    @Override
    public SqlNode visit(SqlIdentifier name) {
      return new SqlIdentifier(name.names, position);
    }

    @Override
    public SqlNode visit(SqlCall call) {
      List<SqlNode> operands = new ArrayList<>();
      call.getOperandList().forEach(operand -> operands.add(operand.accept(this)));
      return call.getOperator().createCall(position, operands);
    }
  }
}
