package io.weir.planner.validate;

import io.weir.planner.error.PlanningException;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.fun.SqlLiteralChainOperator;

/** A string that is written in parts, each on a line of its own. */
final class TextParts {
  private TextParts() {}

  /** The whole string. */
  static SqlNode joined(SqlCall chain) {
    for (int i = 1; i < chain.operandCount(); i++) {
      SqlNode part = chain.operand(i);
      int lineBefore = chain.operand(i - 1).getParserPosition().getEndLineNum();
      if (part.getParserPosition().getLineNum() == lineBefore) {
        throw new PlanningException(
            part.getParserPosition(),
            "a string stands behind another one on the same line",
            "write a comma or || between them; a string that is continued goes on in the next line");
      }
    }
    return SqlLiteralChainOperator.concatenateOperands(chain);
  }
}
