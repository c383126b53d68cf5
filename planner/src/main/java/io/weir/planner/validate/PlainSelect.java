package io.weir.planner.validate;

import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.parser.SqlParserPos;

/** Makes SELECT … FROM … WHERE, and nothing else of a query. */
public final class PlainSelect {
  private PlainSelect() {}

  /** The query; {@code where} may be null. */
  public static SqlSelect of(
      SqlParserPos position, SqlNodeList columns, SqlNode from, SqlNode where) {
    return new SqlSelect(
        position,
        SqlNodeList.EMPTY,
        columns,
        from,
        where,
        null,
        null,
        SqlNodeList.EMPTY,
        null,
        null,
        null,
        null,
        null);
  }
}
