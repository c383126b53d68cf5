package io.weir.planner.validate;

import java.util.List;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlOperatorTable;
import org.apache.calcite.sql.SqlSyntax;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.validate.SqlNameMatcher;

/**
 * The operators that Calcite itself makes and looks up again. All others {@link QueryBinder} has
 * put in the place of their names.
 */
enum WeirOperatorTable implements SqlOperatorTable {
  INSTANCE;

  private static final List<SqlOperator> OPERATORS =
      List.of(
          SqlStdOperatorTable.UNION_ALL,
          SqlStdOperatorTable.UNION,
          SqlStdOperatorTable.INTERSECT,
          SqlStdOperatorTable.INTERSECT_ALL,
          SqlStdOperatorTable.EXCEPT,
          SqlStdOperatorTable.EXCEPT_ALL,
          SqlStdOperatorTable.EXISTS,
          SqlStdOperatorTable.IN,
          SqlStdOperatorTable.NOT_IN,
          SqlStdOperatorTable.SCALAR_QUERY,
          SqlStdOperatorTable.AND,
          SqlStdOperatorTable.OR,
          SqlStdOperatorTable.NOT,
          SqlStdOperatorTable.COALESCE,
          SqlStdOperatorTable.ROW,
          SqlStdOperatorTable.VALUES,
          SqlStdOperatorTable.AS,
          SqlStdOperatorTable.CASE,
          SqlStdOperatorTable.DESCRIPTOR,
          SqlStdOperatorTable.FILTER,
          SqlStdOperatorTable.DESC,
          SqlStdOperatorTable.NULLS_FIRST,
          SqlStdOperatorTable.NULLS_LAST,
          SqlStdOperatorTable.DOT,
          SqlStdOperatorTable.GROUPING,
          SqlStdOperatorTable.GROUPING_ID,
          SqlStdOperatorTable.GROUP_ID,
          SqlStdOperatorTable.OVER,
          SqlStdOperatorTable.ROW_NUMBER,
          SqlStdOperatorTable.RANK,
          SqlStdOperatorTable.DENSE_RANK,
          SqlStdOperatorTable.PERCENT_RANK,
          SqlStdOperatorTable.CUME_DIST,
          SqlStdOperatorTable.NTILE,
          SqlStdOperatorTable.LAG,
          SqlStdOperatorTable.LEAD,
          SqlStdOperatorTable.FIRST_VALUE,
          SqlStdOperatorTable.LAST_VALUE,
          SqlStdOperatorTable.NTH_VALUE,
          WindowFunction.TUMBLE,
          WindowFunction.HOP,
          WindowFunction.CUMULATE,
          WindowFunction.SESSION,
          WindowFunction.ofGroupBy("TUMBLE"),
          WindowFunction.ofGroupBy("HOP"),
          WindowFunction.ofGroupBy("SESSION"));

  @Override
  public void lookupOperatorOverloads(
      SqlIdentifier name,
      SqlFunctionCategory category,
      SqlSyntax syntax,
      List<SqlOperator> found,
      SqlNameMatcher matcher) {
    for (SqlOperator operator : OPERATORS) {
      if (operator.getSyntax().family == syntax.family
          && operator.getName().equals(name.toString())) {
        found.add(operator);
      }
    }
  }

  @Override
  public List<SqlOperator> getOperatorList() {
    return OPERATORS;
  }
}
