package io.weir.planner.validate;

import io.weir.planner.error.PlanningException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlIntervalLiteral;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlMatchRecognize;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.validate.SqlValidatorUtil;

/** Binds MATCH_RECOGNIZE, and refuses what of it cannot be planned. */
final class MatchClauses {
  private final QueryBinder queries;
  private final Places places;

  MatchClauses(QueryBinder queries, Places places) {
    this.queries = queries;
    this.places = places;
  }

  /**
   * The clause with its expressions bound.
   *
   * @param from binds what it reads
   */
  SqlNode bind(SqlMatchRecognize match, java.util.function.UnaryOperator<SqlNode> from) {
    checkOutput(match);
    checkWithin(match.getInterval());
    List<String> variables = MatchPatterns.check(match);
    checkName(match.getTableRef(), variables);
    checkKeys(match);
    SqlMatchRecognize bound = (SqlMatchRecognize) match.clone(match.getParserPosition());
    bound.setOperand(SqlMatchRecognize.OPERAND_TABLE_REF, from.apply(match.getTableRef()));
    bound.setOperand(SqlMatchRecognize.OPERAND_MEASURES, measures(match));
    bound.setOperand(
        SqlMatchRecognize.OPERAND_PATTERN_DEFINES, definitions(match, Set.copyOf(variables)));
    places.addMatch(bound);
    return bound;
  }

  private static void checkOutput(SqlMatchRecognize match) {
    SqlLiteral rows = match.getRowsPerMatch();
    if (rows != null && rows.getValue() == SqlMatchRecognize.RowsPerMatchOption.ALL_ROWS) {
      throw new PlanningException(
          rows.getParserPosition(),
          "ALL ROWS PER MATCH is not supported",
          "write ONE ROW PER MATCH, and collect what is wanted of the rows with ARRAY_AGG(A.x) in"
              + " MEASURES");
    }
    if (!match.getSubsetList().isEmpty()) {
      throw new PlanningException(
          match.getSubsetList().getParserPosition(),
          "SUBSET is not supported",
          "name the variables themselves; a column without a variable means all rows of the match");
    }
    if (match.getMeasureList().isEmpty()) {
      throw new PlanningException(
          match.getParserPosition(),
          "MATCH_RECOGNIZE without MEASURES has nothing to say of a match",
          "write MEASURES A.x AS x, … before PATTERN");
    }
  }

  private static void checkWithin(SqlLiteral interval) {
    if (interval == null) {
      return;
    }
    SqlIntervalLiteral.IntervalValue value = (SqlIntervalLiteral.IntervalValue) interval.getValue();
    if (value.getIntervalQualifier().isYearMonth()) {
      throw new PlanningException(
          interval.getParserPosition(),
          "WITHIN takes an interval of fixed length",
          "write an interval such as INTERVAL '10' MINUTE; months have no fixed length");
    }
    if (((SqlIntervalLiteral) interval).signum() <= 0) {
      throw new PlanningException(
          interval.getParserPosition(),
          "WITHIN takes an interval that is longer than nothing",
          "write an interval such as INTERVAL '10' MINUTE");
    }
  }

  /** A column without a variable gets the name of the table in front. */
  private static void checkName(SqlNode table, List<String> variables) {
    String name = SqlValidatorUtil.alias(table);
    if (name != null && variables.contains(name)) {
      throw new PlanningException(
          table.getParserPosition(),
          "the table " + name + " has the name of a variable of the pattern",
          "give the variable another name");
    }
  }

  private static void checkKeys(SqlMatchRecognize match) {
    if (match.getOrderList().isEmpty()) {
      throw new PlanningException(
          match.getParserPosition(),
          "MATCH_RECOGNIZE without ORDER BY: patterns are patterns in an order",
          "write ORDER BY a time attribute");
    }
    for (SqlNode key : match.getPartitionList()) {
      checkColumn(key, "PARTITION BY");
    }
    for (SqlNode key : match.getOrderList()) {
      if (key.getKind() == SqlKind.NULLS_FIRST || key.getKind() == SqlKind.NULLS_LAST) {
        throw new PlanningException(
            key.getParserPosition(),
            "NULLS FIRST and NULLS LAST in MATCH_RECOGNIZE are not supported",
            "leave them out: NULLs are before all values, or behind them with DESC");
      }
      checkColumn(
          key.getKind() == SqlKind.DESCENDING ? ((SqlCall) key).operand(0) : key, "ORDER BY");
    }
  }

  private static void checkColumn(SqlNode key, String clause) {
    if (!(key instanceof SqlIdentifier identifier) || !identifier.isSimple()) {
      throw new PlanningException(
          key.getParserPosition(),
          clause + " of MATCH_RECOGNIZE takes names of columns",
          "compute the column in a query that MATCH_RECOGNIZE reads");
    }
  }

  private SqlNodeList measures(SqlMatchRecognize match) {
    Set<String> names = new HashSet<>();
    match.getPartitionList().forEach(key -> names.add(((SqlIdentifier) key).getSimple()));
    List<SqlNode> bound = new ArrayList<>();
    for (SqlNode measure : match.getMeasureList()) {
      SqlIdentifier name = ((SqlCall) measure).operand(1);
      if (!names.add(name.getSimple())) {
        throw new PlanningException(
            name.getParserPosition(),
            "the column " + name.getSimple() + " of MATCH_RECOGNIZE stands there twice",
            "columns are those of PARTITION BY and then the MEASURES: give this one another name");
      }
      bound.add(named(((SqlCall) measure).operand(0), name, true));
    }
    return new SqlNodeList(bound, match.getMeasureList().getParserPosition());
  }

  private SqlNodeList definitions(SqlMatchRecognize match, Set<String> variables) {
    Set<String> defined = new HashSet<>();
    List<SqlNode> bound = new ArrayList<>();
    for (SqlNode definition : match.getPatternDefList()) {
      SqlIdentifier name = ((SqlCall) definition).operand(1);
      if (!variables.contains(name.getSimple())) {
        throw new PlanningException(
            name.getParserPosition(),
            "the variable " + name.getSimple() + " is defined, but not in the pattern",
            "the pattern has " + String.join(", ", variables.stream().sorted().toList()));
      }
      if (!defined.add(name.getSimple())) {
        throw new PlanningException(
            name.getParserPosition(),
            "the variable " + name.getSimple() + " is defined twice",
            "join its conditions by AND");
      }
      bound.add(named(((SqlCall) definition).operand(0), name, false));
    }
    return new SqlNodeList(bound, match.getPatternDefList().getParserPosition());
  }

  private SqlNode named(SqlNode expression, SqlIdentifier name, boolean isMeasure) {
    SqlNode bound = queries.inExpression(expression.accept(new MatchExpressions(isMeasure)));
    MatchExpressions.check(bound);
    SqlParserPos position = expression.getParserPosition();
    return SqlStdOperatorTable.AS.createCall(position, bound, name);
  }
}
