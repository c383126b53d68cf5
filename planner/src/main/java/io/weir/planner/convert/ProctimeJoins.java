package io.weir.planner.convert;

import io.weir.planner.error.PlanningException;
import io.weir.runtime.operator.timejoin.JoinKind;
import java.util.List;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.parser.SqlParserPos;

/** {@code JOIN t FOR SYSTEM_TIME AS OF} a processing time. */
final class ProctimeJoins {
  private ProctimeJoins() {}

  static Stream convert(
      JoinInputs join,
      JoinKind kind,
      List<RexNode> rest,
      SqlParserPos position,
      Conversion conversion) {
    throw new PlanningException(
        position,
        "FOR SYSTEM_TIME AS OF a processing time is not supported",
        "join the table without FOR SYSTEM_TIME AS OF, or use a rowtime");
  }
}
