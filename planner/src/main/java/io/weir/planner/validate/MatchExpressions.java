package io.weir.planner.validate;

import io.weir.planner.error.PlanningException;
import java.util.Locale;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlSelectKeyword;
import org.apache.calcite.sql.SqlUnresolvedFunction;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.apache.calcite.sql.util.SqlShuttle;

/**
 * Replaces what has a meaning only in MEASURES and DEFINE, and refuses what has none there. Then
 * they are bound like all other expressions.
 */
final class MatchExpressions extends SqlShuttle {
  private static final String ROWTIME = "MATCH_ROWTIME";
  private static final String PROCTIME = "MATCH_PROCTIME";

  private final boolean isMeasure;

  /**
   * @param isMeasure whether the expression stands in MEASURES, not in DEFINE
   */
  MatchExpressions(boolean isMeasure) {
    this.isMeasure = isMeasure;
  }

  /** Checks what has been bound: what aggregates take, and what stands in what. */
  static void check(SqlNode bound) {
    bound.accept(new Nesting());
  }

  @Override
  public SqlNode visit(SqlCall call) {
    if (call.isA(SqlKind.QUERY)) {
      throw new PlanningException(
          call.getParserPosition(),
          "a subquery in MATCH_RECOGNIZE is not supported",
          "join with it in a query that MATCH_RECOGNIZE reads");
    }
    return switch (call.getKind()) {
      case FIRST -> navigation(MatchFunction.FIRST, call);
      case LAST -> navigation(MatchFunction.LAST, call);
      case FINAL, RUNNING -> {
        if (!isMeasure) {
          throw new PlanningException(
              call.getParserPosition(),
              call.getKind() + " is not supported in DEFINE",
              "leave it out: a condition sees the rows up to its own");
        }
        yield call.operand(0).accept(this);
      }
      case PREV, NEXT ->
          throw new PlanningException(
              call.getParserPosition(),
              call.getKind()
                  + " is not supported: rows before and behind a match are not looked at",
              call.getKind() == SqlKind.PREV
                  ? "write LAST(A.x, 1), which counts back in the rows of A, or LAST(x, 1), in all"
                      + " rows of the match; or select LAG(x) OVER (…) before"
                  : "compare with the row before in the condition of the following variable");
      case CLASSIFIER ->
          throw new PlanningException(
              call.getParserPosition(),
              "CLASSIFIER is not supported",
              "a match makes one row: count the rows of a variable with COUNT(A.x)");
      case MATCH_NUMBER ->
          throw new PlanningException(
              call.getParserPosition(),
              "MATCH_NUMBER is not supported",
              "number the matches with ROW_NUMBER() OVER (…)");
      case OVER ->
          throw new PlanningException(
              call.getParserPosition(),
              "OVER in MATCH_RECOGNIZE is not supported",
              "compute it in a query that MATCH_RECOGNIZE reads");
      case FILTER ->
          throw new PlanningException(
              call.getParserPosition(),
              "FILTER in MATCH_RECOGNIZE is not supported",
              "aggregate CASE WHEN … THEN A.x END");
      default -> named(call);
    };
  }

  private SqlNode named(SqlCall call) {
    if (!(call.getOperator() instanceof SqlUnresolvedFunction)) {
      return super.visit(call);
    }
    String name = call.getOperator().getName().toUpperCase(Locale.ROOT);
    boolean isTime = name.equals(ROWTIME) || name.equals(PROCTIME);
    if (isTime && !isMeasure) {
      throw new PlanningException(
          QueryBinder.namePosition(call), name + " stands in MEASURES only", null);
    }
    return switch (name) {
      case ROWTIME ->
          MatchFunction.ROWTIME.createCall(call.getParserPosition(), call.getOperandList());
      case PROCTIME -> proctime(call);
      default -> super.visit(call);
    };
  }

  private static SqlNode proctime(SqlCall call) {
    SqlParserPos position = call.getParserPosition();
    return new SqlUnresolvedFunction(
            new SqlIdentifier("PROCTIME", position),
            null,
            null,
            null,
            null,
            SqlFunctionCategory.USER_DEFINED_FUNCTION)
        .createCall(position, call.getOperandList());
  }

  private SqlNode navigation(MatchFunction function, SqlCall call) {
    return function.createCall(
        call.getParserPosition(), call.operand(0).accept(this), call.operand(1));
  }

  /** Nothing stands in FIRST and LAST, and in aggregates, that looks at other rows itself. */
  private static final class Nesting extends SqlBasicVisitor<Void> {
    private SqlCall within;

    @Override
    public Void visit(SqlCall call) {
      boolean isAggregate = call.getOperator() instanceof RegistryAggregate;
      boolean looksAtRows = isAggregate || call.getOperator() instanceof MatchFunction;
      if (!looksAtRows) {
        return super.visit(call);
      }
      if (within != null) {
        throw new PlanningException(
            call.getParserPosition(),
            call.getOperator().getName()
                + " within "
                + within.getOperator().getName()
                + " is not supported",
            "both look at the rows of a variable: use one of them");
      }
      if (isAggregate
          && call.getFunctionQuantifier() != null
          && call.getFunctionQuantifier().getValue() == SqlSelectKeyword.DISTINCT) {
        throw new PlanningException(
            call.getFunctionQuantifier().getParserPosition(),
            "DISTINCT in MATCH_RECOGNIZE is not supported",
            "leave it out, or collect the values with ARRAY_AGG and compare ARRAY_DISTINCT of"
                + " them");
      }
      within = call;
      super.visit(call);
      within = null;
      return null;
    }
  }
}
