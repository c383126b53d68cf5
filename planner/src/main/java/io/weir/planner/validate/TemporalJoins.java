package io.weir.planner.validate;

import io.weir.planner.error.PlanningException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.sql.JoinConditionType;
import org.apache.calcite.sql.JoinType;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlSnapshot;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * Takes {@code FOR SYSTEM_TIME AS OF} from the right side of a join and puts it into the condition,
 * where Calcite treats it as any other: without a correlation.
 */
final class TemporalJoins {
  private TemporalJoins() {}

  /** The join with the time in its condition, if its right side has one. */
  static Optional<SqlJoin> plain(SqlJoin join) {
    SqlNode right = join.getRight();
    Optional<SqlSnapshot> snapshot = snapshot(right);
    if (snapshot.isEmpty()) {
      return Optional.empty();
    }
    SqlParserPos position = snapshot.get().getParserPosition();
    if (join.getConditionType() == JoinConditionType.USING || join.isNatural()) {
      throw new PlanningException(
          position,
          "FOR SYSTEM_TIME AS OF is not supported with USING or NATURAL",
          "write ON with the columns that must be equal");
    }
    SqlNode asOf =
        new SqlBasicCall(AsOfOperator.INSTANCE, List.of(snapshot.get().getPeriod()), position);
    SqlNode condition = join.getCondition();
    boolean isComma = join.getJoinType() == JoinType.COMMA || join.getJoinType() == JoinType.CROSS;
    return Optional.of(
        new SqlJoin(
            join.getParserPosition(),
            join.getLeft(),
            SqlLiteral.createBoolean(false, position),
            isComma ? JoinType.INNER.symbol(position) : join.getJoinTypeNode(),
            withoutTime(right, snapshot.get()),
            JoinConditionType.ON.symbol(position),
            condition == null
                ? asOf
                : org.apache.calcite.sql.fun.SqlStdOperatorTable.AND.createCall(
                    condition.getParserPosition(), condition, asOf)));
  }

  private static Optional<SqlSnapshot> snapshot(SqlNode table) {
    SqlNode inner = table.getKind() == SqlKind.AS ? ((SqlCall) table).operand(0) : table;
    return inner instanceof SqlSnapshot snapshot ? Optional.of(snapshot) : Optional.empty();
  }

  private static SqlNode withoutTime(SqlNode table, SqlSnapshot snapshot) {
    if (table == snapshot) {
      return snapshot.getTableRef();
    }
    SqlCall as = (SqlCall) table;
    List<SqlNode> operands = new ArrayList<>(as.getOperandList());
    operands.set(0, snapshot.getTableRef());
    return as.getOperator().createCall(as.getParserPosition(), operands);
  }
}
