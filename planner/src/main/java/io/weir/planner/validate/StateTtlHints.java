package io.weir.planner.validate;

import io.weir.planner.error.PlanningException;
import io.weir.runtime.connector.Option;
import io.weir.runtime.connector.OptionException;
import io.weir.runtime.connector.Options;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelVisitor;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rel.hint.RelHint;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlHint;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlTableRef;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * The hint {@code STATE_TTL('orders' = '1 d', …)} after SELECT: how long a join or an aggregate
 * remembers the rows of a table of its FROM, named as the query names it. It is moved to the table,
 * where the scan keeps it.
 */
public final class StateTtlHints {
  /** The hint of a scan. */
  public static final String NAME = "STATE_TTL";

  private static final String MILLIS = "millis";
  private static final String PLACE = "place";

  /** Where each time stands, by a number that the hint of the scan has. */
  private final Map<String, SqlParserPos> places = new HashMap<>();

  /** The tables of hints that have been moved, for errors. */
  private final Map<String, String> names = new HashMap<>();

  /** The FROM clause of a SELECT with the times of its hints at its tables. */
  SqlNode push(SqlNodeList hints, SqlNode from) {
    SqlNode pushed = from;
    for (SqlNode node : hints) {
      SqlHint hint = (SqlHint) node;
      if (hint.getName().toUpperCase(Locale.ROOT).equals(NAME)) {
        pushed = push(hint, pushed);
      }
    }
    return pushed;
  }

  private SqlNode push(SqlHint hint, SqlNode from) {
    if (hint.getOptionFormat() != SqlHint.HintOptionFormat.KV_LIST) {
      throw new PlanningException(
          hint.getParserPosition(),
          "STATE_TTL names no table with a time",
          "write STATE_TTL('table' = '1 d')");
    }
    List<SqlNode> entries = ((SqlNodeList) hint.getOperandList().get(1)).getList();
    SqlNode pushed = from;
    int entry = 0;
    for (Map.Entry<String, String> time : hint.getOptionKVPairs().entrySet()) {
      SqlParserPos key = entries.get(entry).getParserPosition();
      SqlParserPos value = entries.get(entry + 1).getParserPosition();
      long millis = millis(time.getKey(), time.getValue(), value);
      SqlNode next = from == null ? null : mark(pushed, time.getKey(), millis, key, "");
      if (next == null || next == pushed) {
        throw unknown(time.getKey(), key);
      }
      pushed = next;
      entry += 2;
    }
    return pushed;
  }

  private static long millis(String table, String text, SqlParserPos position) {
    Option option = Option.optional(NAME, Option.Kind.DURATION, null, "");
    try {
      return Options.of(new TreeMap<>(Map.of(NAME, text)), List.of(option))
          .duration(NAME)
          .toMillis();
    } catch (OptionException misfit) {
      throw new PlanningException(
          position, misfit.getMessage() + ", for \"" + table + "\"", misfit.hint());
    }
  }

  private static PlanningException unknown(String table, SqlParserPos position) {
    return new PlanningException(
        position,
        "STATE_TTL names \"" + table + "\", which is no table of this FROM clause",
        "write the table's name, or its alias where it has one; SET 'table.exec.state.ttl' is for"
            + " views and subqueries");
  }

  /** The same FROM clause with a time at the table of a name; itself if there is none. */
  private SqlNode mark(SqlNode from, String name, long millis, SqlParserPos place, String alias) {
    if (from instanceof SqlJoin join) {
      SqlNode left = mark(join.getLeft(), name, millis, place, "");
      SqlNode right = mark(join.getRight(), name, millis, place, "");
      return left == join.getLeft() && right == join.getRight()
          ? from
          : new SqlJoin(
              join.getParserPosition(),
              left,
              join.isNaturalNode(),
              join.getJoinTypeNode(),
              right,
              join.getConditionTypeNode(),
              join.getCondition());
    }
    if (from.getKind() == SqlKind.AS) {
      SqlCall as = (SqlCall) from;
      String given = ((SqlIdentifier) as.operand(1)).getSimple();
      SqlNode marked = mark(as.operand(0), name, millis, place, given);
      if (marked == as.operand(0)) {
        return from;
      }
      SqlNode[] operands = as.getOperandList().toArray(new SqlNode[0]);
      operands[0] = marked;
      return new SqlBasicCall(as.getOperator(), List.of(operands), as.getParserPosition());
    }
    boolean isReference = from.getKind() == SqlKind.TABLE_REF;
    if (!isReference && !(from instanceof SqlIdentifier)) {
      return from;
    }
    SqlIdentifier table = (SqlIdentifier) (isReference ? ((SqlCall) from).operand(0) : from);
    String known = alias.isEmpty() ? table.names.get(table.names.size() - 1) : alias;
    if (!known.equals(name)) {
      return from;
    }
    SqlNodeList all = new SqlNodeList(from.getParserPosition());
    if (isReference) {
      all.addAll(((SqlNodeList) ((SqlCall) from).operand(1)).getList());
    }
    all.add(hint(name, millis, place));
    return new SqlTableRef(from.getParserPosition(), table, all);
  }

  private SqlHint hint(String name, long millis, SqlParserPos place) {
    String number = String.valueOf(places.size());
    places.put(number, place);
    names.put(number, name);
    SqlNodeList entries = new SqlNodeList(place);
    for (String text : List.of(MILLIS, String.valueOf(millis), PLACE, number)) {
      entries.add(SqlLiteral.createCharString(text, place));
    }
    return new SqlHint(
        place, new SqlIdentifier(NAME, place), entries, SqlHint.HintOptionFormat.KV_LIST);
  }

  /** Makes sure that all times have come to a scan, which those of views do not. */
  public void check(RelNode query) {
    Map<String, SqlParserPos> missing = new TreeMap<>(places);
    new RelVisitor() {
      @Override
      public void visit(RelNode node, int ordinal, RelNode parent) {
        if (node instanceof TableScan scan) {
          scan.getHints().stream()
              .filter(hint -> hint.hintName.equals(NAME))
              .forEach(hint -> missing.remove(hint.kvOptions.get(PLACE)));
        }
        super.visit(node, ordinal, parent);
      }
    }.go(query);
    missing.entrySet().stream()
        .findFirst()
        .ifPresent(
            entry -> {
              throw unknown(names.get(entry.getKey()), entry.getValue());
            });
  }

  /** The time that a hint of a scan says. */
  public static long millis(RelHint hint) {
    return Long.parseLong(hint.kvOptions.get(MILLIS));
  }
}
