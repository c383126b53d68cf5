package io.weir.planner.validate;

import io.weir.planner.error.PlanningException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlShuttle;

/**
 * A group window over several tables gets one: what of the join is used becomes columns of a
 * subquery.
 *
 * <pre>
 * SELECT a.k, COUNT(b.k)                  SELECT k, COUNT(k0)
 * FROM a JOIN b ON c WHERE d         →    FROM (SELECT a.k AS k, b.k AS k0, a.ts AS ts
 * GROUP BY a.k, TUMBLE(a.ts, i)                 FROM a JOIN b ON c WHERE d)
 *                                         GROUP BY k, TUMBLE(ts, i)
 * </pre>
 */
final class GroupWindowJoin {
  private static final String JOINED = "$joined";

  private final SqlSelect select;
  private final Set<String> tables = new HashSet<>();
  private final Map<String, SqlIdentifier> used = new LinkedHashMap<>();

  /** What those that are used are called in the subquery. */
  private final List<String> names = new ArrayList<>();

  private GroupWindowJoin(SqlSelect select) {
    this.select = select;
    findTables(select.getFrom());
  }

  /** The query over one table; itself if FROM has no more. */
  static SqlSelect flattened(SqlSelect select) {
    boolean isJoin = select.getFrom() != null && select.getFrom().getKind() == SqlKind.JOIN;
    return isJoin ? new GroupWindowJoin(select).flattened() : select;
  }

  private void findTables(SqlNode from) {
    if (from instanceof SqlJoin join) {
      findTables(join.getLeft());
      findTables(join.getRight());
    } else if (from.getKind() == SqlKind.AS) {
      tables.add(((SqlIdentifier) ((SqlCall) from).operand(1)).getSimple());
    } else {
      SqlNode named = from.getKind() == SqlKind.TABLE_REF ? ((SqlCall) from).operand(0) : from;
      if (named instanceof SqlIdentifier table) {
        tables.add(last(table));
      }
    }
  }

  private SqlSelect flattened() {
    List<SqlNode> all = new ArrayList<>(select.getSelectList().getList());
    all.addAll(select.getGroup().getList());
    if (select.getHaving() != null) {
      all.add(select.getHaving());
    }
    all.forEach(node -> node.accept(new Finder()));
    used.values().forEach(column -> names.add(free(last(column))));
    SqlNodeList items = new SqlNodeList(select.getSelectList().getParserPosition());
    Replacer replacer = new Replacer();
    for (SqlNode item : select.getSelectList()) {
      SqlNode replaced = item.accept(replacer);
      items.add(item instanceof SqlIdentifier column ? as(replaced, last(column)) : replaced);
    }
    return new SqlSelect(
        select.getParserPosition(),
        (SqlNodeList) select.getOperandList().get(0),
        items,
        rows(),
        null,
        (SqlNodeList) select.getGroup().accept(replacer),
        select.getHaving() == null ? null : select.getHaving().accept(replacer),
        select.getWindowList(),
        select.getQualify(),
        select.getOrderList(),
        select.getOffset(),
        select.getFetch(),
        select.hasHints() ? select.getHints() : null);
  }

  private String free(String wanted) {
    String name = wanted;
    for (int i = 0; names.contains(name); i++) {
      name = wanted + i;
    }
    return name;
  }

  private SqlNode rows() {
    SqlParserPos position = select.getFrom().getParserPosition();
    SqlNodeList columns = new SqlNodeList(position);
    used.values().forEach(column -> columns.add(as(column, names.get(columns.size()))));
    SqlSelect rows = PlainSelect.of(position, columns, select.getFrom(), select.getWhere());
    return as(rows, JOINED);
  }

  private static SqlNode as(SqlNode node, String name) {
    SqlParserPos position = node.getParserPosition();
    return SqlStdOperatorTable.AS.createCall(position, node, new SqlIdentifier(name, position));
  }

  private static String last(SqlIdentifier name) {
    return name.names.get(name.names.size() - 1);
  }

  /** Which column of the subquery a name is; a name without table is that with one, if used. */
  private int column(SqlIdentifier name) {
    List<String> keys = List.copyOf(used.keySet());
    if (!isQualified(name)) {
      for (int i = 0; i < keys.size(); i++) {
        SqlIdentifier other = used.get(keys.get(i));
        if (isQualified(other) && other.names.subList(1, other.names.size()).equals(name.names)) {
          return i;
        }
      }
    }
    return keys.indexOf(name.toString());
  }

  private boolean isQualified(SqlIdentifier name) {
    return name.names.size() > 1 && tables.contains(name.names.get(0));
  }

  /** Notes the names of columns; where a name is ambiguous, the subquery says so. */
  private final class Finder extends SqlShuttle {
    @Override
    public SqlNode visit(SqlIdentifier name) {
      if (!name.isStar()) {
        used.putIfAbsent(name.toString(), name);
      }
      return name;
    }

    @Override
    public SqlNode visit(SqlCall call) {
      if (call.isA(SqlKind.QUERY) || call.getKind() == SqlKind.OVER) {
        throw new PlanningException(
            call.getParserPosition(),
            "a group window over several tables takes no subqueries and no OVER beside it",
            "put the join into a subquery: FROM (SELECT … FROM a JOIN b ON …) AS t");
      }
      if (call.getKind() == SqlKind.AS) {
        call.operand(0).accept(this);
        return call;
      }
      return super.visit(call);
    }
  }

  private final class Replacer extends SqlShuttle {
    @Override
    public SqlNode visit(SqlIdentifier name) {
      return name.isStar()
          ? name
          : new SqlIdentifier(names.get(column(name)), name.getParserPosition());
    }

    @Override
    public SqlNode visit(SqlCall call) {
      if (call.getKind() == SqlKind.AS) {
        return as(call.operand(0).accept(this), ((SqlIdentifier) call.operand(1)).getSimple());
      }
      return super.visit(call);
    }
  }
}
