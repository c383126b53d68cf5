package io.weir.planner.convert;

import io.weir.planner.error.PlanningException;
import io.weir.runtime.expression.Expression;
import io.weir.runtime.operator.badrecord.ReadableRowsNode;
import io.weir.runtime.operator.calc.CalcNode;
import io.weir.runtime.operator.lookup.LookupJoinNode;
import io.weir.runtime.operator.lookup.LookupTable;
import io.weir.runtime.operator.timejoin.JoinKind;
import io.weir.runtime.plan.PlanNode;
import io.weir.runtime.plan.SourceNode;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * {@code JOIN t FOR SYSTEM_TIME AS OF} a processing time: a row is joined with what the table holds
 * when the row comes, and one that is taken back with what was sent for it. The table is one that
 * can be asked, or a bounded one, which is read whole before the first row. Of any other table it
 * depends on timing what it holds, and nothing says when it is complete; Flink refuses these too.
 */
final class ProctimeJoins {
  private static final String LOST = "a lookup join keeps the time attributes of its left side";

  private ProctimeJoins() {}

  static Stream convert(
      JoinInputs join,
      JoinKind kind,
      List<RexNode> rest,
      SqlParserPos position,
      Conversion conversion) {
    JoinPieces pieces =
        JoinPieces.of(join.left(), join.right(), join.condition().keys(), conversion);
    PlanNode left = pieces.left().node();
    PlanNode right = pieces.right().node();
    LookupTable table =
        LookupTable.of(right, pieces.keys().right(), pieces.keys().nullSafe())
            .orElseThrow(() -> notFound(right, position));
    Optional<Expression> condition =
        pieces.condition(rest, LookupJoinNode.pairs(left, table, kind), conversion);
    PlanNode node =
        LookupJoinNode.of(
            left,
            table,
            kind,
            pieces.keys(),
            condition,
            StateTtl.millis(join.join().getLeft(), conversion.settings()),
            conversion.timeZone());
    return pieces.joined(node, false, LOST);
  }

  private static PlanningException notFound(PlanNode right, SqlParserPos position) {
    PlanNode node = right;
    while (node instanceof CalcNode calc) {
      node = calc.input();
    }
    if (node instanceof ReadableRowsNode rows) {
      return new PlanningException(
          position,
          "a table whose bad records go to another is read as a stream, and FOR SYSTEM_TIME AS OF a"
              + " processing time takes what the table holds",
          "declare the table \""
              + rows.input().table()
              + "\" once more without 'bad-records.table'");
    }
    if (!(node instanceof SourceNode source)) {
      return new PlanningException(
          position,
          "FOR SYSTEM_TIME AS OF a processing time takes a table on the right, and this is the"
              + " result of a query that does more than filter and compute",
          "join the table itself, or write a plain join, whose result is updated when either side"
              + " changes");
    }
    if (LookupTable.canBeAsked(source)) {
      return new PlanningException(
          position,
          "table \"" + source.table() + "\" is asked by columns, and ON compares none of them",
          "write ON with an equality of a column of the table as it is");
    }
    return new PlanningException(
        position,
        "table \""
            + source.table()
            + "\" cannot be asked for single rows, and it has no end, so that it cannot be read"
            + " before the first row is joined",
        "use FOR SYSTEM_TIME AS OF a rowtime of the left table, with WATERMARK FOR and PRIMARY KEY"
            + " in the right one; or write a plain join, whose result is updated when either side"
            + " changes");
  }
}
