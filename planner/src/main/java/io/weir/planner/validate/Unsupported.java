package io.weir.planner.validate;

import io.weir.planner.error.PlanningException;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlHint;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;

/** What is SQL but cannot be planned: what it is called, and what to write instead. */
final class Unsupported {
  private Unsupported() {}

  static PlanningException statement(SqlNode node) {
    return new PlanningException(
        node.getParserPosition(), "this is no query", "write SELECT, WITH … SELECT or VALUES");
  }

  static PlanningException clause(String name, SqlNode node) {
    return new PlanningException(
        node.getParserPosition(), "the clause " + name + " is not supported", null);
  }

  static PlanningException hint(SqlHint hint) {
    return new PlanningException(
        hint.getParserPosition(),
        "the hint " + hint.getName() + " is not known after SELECT",
        "write OPTIONS hints directly after the name of a table; after SELECT stand hints about"
            + " joins");
  }

  static PlanningException recursion(SqlNode node) {
    return new PlanningException(
        node.getParserPosition(), "recursive common table expressions are not supported", null);
  }

  static PlanningException subquery(SqlNode node) {
    return new PlanningException(
        node.getParserPosition(),
        "a subquery that makes a collection is not supported",
        "join with it in FROM");
  }

  static PlanningException subqueryInWindow(SqlNode node) {
    return new PlanningException(
        node.getParserPosition(),
        "a subquery within OVER is not supported",
        "select it as a column of a subquery in FROM: (SELECT t.*, (SELECT …) AS k FROM t)");
  }

  static PlanningException orderWithin(SqlNode node) {
    return new PlanningException(
        node.getParserPosition(),
        "an order within an aggregate is not supported",
        "leave WITHIN GROUP or ORDER BY out: values come in their order of arrival");
  }

  static PlanningException inFrom(SqlCall call) {
    String name = null;
    String hint = null;
    switch (call.getKind()) {
      case UNNEST -> name = "UNNEST is";
      case LATERAL -> name = "LATERAL is";
      case SNAPSHOT -> {
        name = "FOR SYSTEM_TIME AS OF outside of the right side of a join is";
        hint =
            "a table keeps no versions of the past to read; write … JOIN t FOR SYSTEM_TIME AS OF"
                + " o.time AS t ON o.key = t.key to join with the version of each row's time";
      }
      case PIVOT -> {
        name = "PIVOT is";
        hint = "write an aggregate with FILTER (WHERE …) for each column";
      }
      case UNPIVOT -> {
        name = "UNPIVOT is";
        hint = "write a SELECT for each column and UNION ALL them";
      }
      case TABLESAMPLE -> {
        name = "TABLESAMPLE is";
        hint = "filter with WHERE RAND() < 0.1";
      }
      default -> name = "a call of " + call.getOperator().getName() + " in FROM is";
    }
    return new PlanningException(call.getParserPosition(), name + " not supported", hint);
  }

  /** A call that is no scalar function. */
  static PlanningException inExpression(SqlCall call) {
    SqlKind kind = call.getKind();
    String name = call.getOperator().getName();
    String hint = null;
    switch (kind) {
      case ARRAY_QUERY_CONSTRUCTOR, MULTISET_QUERY_CONSTRUCTOR, MAP_QUERY_CONSTRUCTOR, CURSOR -> {
        return subquery(call);
      }
      case WITHIN_GROUP -> {
        return orderWithin(call);
      }
      case INTERVAL -> {
        name = "an INTERVAL whose length is no string";
        hint = "write a literal such as INTERVAL '5' MINUTE, or n * INTERVAL '1' MINUTE";
      }
      case TUMBLE, HOP, SESSION -> {
        name = name.replace("$", "");
        return new PlanningException(
            QueryBinder.namePosition(call),
            "the group window " + name + " stands in GROUP BY only",
            "write GROUP BY " + name + "(ts, …) and select " + name + "_START(ts, …)");
      }
      default -> {
        if (name.isEmpty()) {
          name = kind.toString();
        }
      }
    }
    return new PlanningException(call.getParserPosition(), name + " is not supported", hint);
  }
}
