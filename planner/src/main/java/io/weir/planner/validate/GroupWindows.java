package io.weir.planner.validate;

import io.weir.planner.error.PlanningException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlSetSemanticsTableOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlShuttle;
import org.apache.calcite.util.Litmus;

/**
 * Group windows, written as a call of TUMBLE, HOP or SESSION in GROUP BY, become window table
 * functions below the grouping.
 *
 * <pre>
 * SELECT k, TUMBLE_START(ts, i), COUNT(*)      SELECT k, $window_start, COUNT(*)
 * FROM t                                       FROM TABLE(TUMBLE((SELECT * FROM t WHERE c),
 * WHERE c                                  →                     DESCRIPTOR(ts), i)) AS t
 * GROUP BY k, TUMBLE(ts, i)                    GROUP BY k, $window_start, $window_end, $window_time
 * </pre>
 */
final class GroupWindows {
  private static final String PROCTIME_COLUMN = "$proctime";
  private static final String KEY_COLUMN = "$key";

  private final SqlSelect select;
  private final SqlCall window;
  private final WindowFunction function;
  private final List<SqlNode> computed = new ArrayList<>();

  private GroupWindows(SqlSelect select, SqlCall window) {
    this.select = select;
    this.window = window;
    this.function = WindowFunction.ofGroupBy(shape(window));
  }

  /** The query with table functions in the place of group windows; itself if it has none. */
  static SqlSelect rewrite(SqlSelect select) {
    Optional<SqlCall> found = window(select);
    if (found.isEmpty()) {
      return select;
    }
    SqlSelect flattened = GroupWindowJoin.flattened(select);
    return new GroupWindows(flattened, window(flattened).orElseThrow()).rewritten();
  }

  private static Optional<SqlCall> window(SqlSelect select) {
    if (select.getGroup() == null) {
      return Optional.empty();
    }
    Optional<SqlCall> found = Optional.empty();
    for (SqlNode group : select.getGroup()) {
      if (isWindow(group)) {
        if (found.isPresent()) {
          throw new PlanningException(
              group.getParserPosition(), "GROUP BY takes one group window", null);
        }
        found = Optional.of((SqlCall) group);
      }
    }
    return found;
  }

  private static boolean isWindow(SqlNode node) {
    return switch (node.getKind()) {
      case TUMBLE, HOP, SESSION -> true;
      default -> false;
    };
  }

  private static String shape(SqlCall window) {
    return window.getOperator().getName().replace("$", "").toUpperCase(Locale.ROOT);
  }

  private SqlSelect rewritten() {
    int intervals = window.getKind() == SqlKind.HOP ? 2 : 1;
    if (window.operandCount() != intervals + 1) {
      throw new PlanningException(
          window.getParserPosition(),
          "the group window "
              + shape(window)
              + " takes a time attribute and "
              + (intervals == 1 ? "one interval" : "two intervals, slide and size"),
          null);
    }
    SqlParserPos position = window.getParserPosition();
    SqlNode time = SqlStdOperatorTable.DESCRIPTOR.createCall(position, timeColumn());
    List<SqlNode> keys = window.getKind() == SqlKind.SESSION ? sessionKeys() : List.of();
    SqlNode rows = rows();
    List<SqlNode> arguments = new ArrayList<>();
    arguments.add(
        keys.isEmpty()
            ? rows
            : new SqlSetSemanticsTableOperator()
                .createCall(position, rows, new SqlNodeList(keys, position), SqlNodeList.EMPTY));
    arguments.add(time);
    arguments.addAll(window.getOperandList().subList(1, intervals + 1));
    SqlNode table =
        SqlStdOperatorTable.COLLECTION_TABLE.createCall(
            position, function.createCall(position, arguments));
    return new SqlSelect(
        select.getParserPosition(),
        (SqlNodeList) select.getOperandList().get(0),
        selectList(),
        alias().<SqlNode>map(name -> as(table, name)).orElse(table),
        null,
        groupList(),
        select.getHaving() == null ? null : select.getHaving().accept(new Properties()),
        select.getWindowList(),
        select.getQualify(),
        select.getOrderList(),
        select.getOffset(),
        select.getFetch(),
        select.hasHints() ? select.getHints() : null);
  }

  private static SqlNode as(SqlNode node, String name) {
    SqlParserPos position = node.getParserPosition();
    return SqlStdOperatorTable.AS.createCall(position, node, new SqlIdentifier(name, position));
  }

  private SqlIdentifier timeColumn() {
    SqlNode time = window.operand(0);
    if (time instanceof SqlIdentifier column) {
      return new SqlIdentifier(
          column.names.get(column.names.size() - 1), column.getParserPosition());
    }
    boolean isProctime =
        time instanceof SqlCall call && call.getOperator().getName().equalsIgnoreCase("PROCTIME");
    if (!isProctime) {
      throw new PlanningException(
          time.getParserPosition(),
          "a group window is over a time attribute, not over an expression",
          "name the column for which the table declares WATERMARK FOR");
    }
    computed.add(as(time, PROCTIME_COLUMN));
    return new SqlIdentifier(PROCTIME_COLUMN, time.getParserPosition());
  }

  /** What else is grouped by is what sessions are of; expressions are computed below. */
  private List<SqlNode> sessionKeys() {
    List<SqlNode> keys = new ArrayList<>();
    for (SqlNode group : select.getGroup()) {
      if (group == window) {
        continue;
      }
      if (group instanceof SqlLiteral || group.getKind() == SqlKind.GROUPING_SETS) {
        throw new PlanningException(
            group.getParserPosition(),
            "beside the group window SESSION, GROUP BY takes columns and expressions",
            null);
      }
      String name;
      if (group instanceof SqlIdentifier column) {
        name = column.names.get(column.names.size() - 1);
      } else {
        name = KEY_COLUMN + keys.size();
        computed.add(as(group, name));
      }
      keys.add(new SqlIdentifier(name, group.getParserPosition()));
    }
    return keys;
  }

  /** The rows that are grouped: what stands in FROM and meets WHERE. */
  private SqlNode rows() {
    if (select.getFrom() == null) {
      throw new PlanningException(
          window.getParserPosition(), "a group window needs a table in FROM", null);
    }
    SqlParserPos position = select.getFrom().getParserPosition();
    SqlNodeList columns = new SqlNodeList(position);
    columns.add(SqlIdentifier.star(position));
    computed.forEach(columns::add);
    return PlainSelect.of(position, columns, select.getFrom(), select.getWhere());
  }

  /** The name by which columns of FROM may be qualified. */
  private Optional<String> alias() {
    SqlNode from = select.getFrom();
    if (from.getKind() == SqlKind.AS) {
      return Optional.of(((SqlIdentifier) ((SqlCall) from).operand(1)).getSimple());
    }
    SqlNode named = from.getKind() == SqlKind.TABLE_REF ? ((SqlCall) from).operand(0) : from;
    return named instanceof SqlIdentifier table
        ? Optional.of(table.names.get(table.names.size() - 1))
        : Optional.empty();
  }

  private SqlNodeList groupList() {
    SqlNodeList groups = new SqlNodeList(select.getGroup().getParserPosition());
    for (SqlNode group : select.getGroup()) {
      if (group != window) {
        groups.add(group);
        continue;
      }
      for (String column : List.of("window_start", "window_end", "window_time")) {
        groups.add(property(column, group.getParserPosition()));
      }
    }
    return groups;
  }

  private static SqlIdentifier property(String column, SqlParserPos position) {
    return new SqlIdentifier(WindowFunction.GROUP_BY_PREFIX + column, position);
  }

  /** A property without a name keeps the name that any expression has. */
  private SqlNodeList selectList() {
    SqlNodeList items = new SqlNodeList(select.getSelectList().getParserPosition());
    Properties properties = new Properties();
    for (SqlNode item : select.getSelectList()) {
      SqlNode replaced = item.accept(properties);
      boolean isProperty = replaced instanceof SqlIdentifier && !(item instanceof SqlIdentifier);
      items.add(isProperty ? as(replaced, "EXPR$" + items.size()) : replaced);
    }
    return items;
  }

  /** Puts the columns of windows in the place of TUMBLE_START and the like. */
  private final class Properties extends SqlShuttle {
    @Override
    public SqlNode visit(SqlCall call) {
      if (call.isA(SqlKind.QUERY)) {
        return call;
      }
      String name = call.getOperator().getName().toUpperCase(Locale.ROOT);
      for (String shape : List.of("TUMBLE_", "HOP_", "SESSION_")) {
        if (name.startsWith(shape)) {
          Optional<String> column = column(name.substring(shape.length()));
          if (column.isPresent()) {
            check(call, shape);
            return property(column.get(), call.getParserPosition());
          }
        }
      }
      return super.visit(call);
    }

    private static Optional<String> column(String property) {
      return switch (property) {
        case "START" -> Optional.of("window_start");
        case "END" -> Optional.of("window_end");
        case "ROWTIME", "PROCTIME" -> Optional.of("window_time");
        default -> Optional.empty();
      };
    }

    private void check(SqlCall call, String shape) {
      boolean isSame =
          shape.equals(shape(window) + "_")
              && call.operandCount() == window.operandCount()
              && new SqlNodeList(call.getOperandList(), call.getParserPosition())
                  .equalsDeep(
                      new SqlNodeList(window.getOperandList(), window.getParserPosition()),
                      Litmus.IGNORE);
      if (!isSame) {
        throw new PlanningException(
            call.getParserPosition(),
            call.getOperator().getName() + " is of another window than GROUP BY " + shape(window),
            "give it the same arguments as in GROUP BY");
      }
    }
  }
}
