package io.weir.planner.validate;

import io.weir.planner.error.PlanningException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlHint;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlMatchRecognize;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * Where things stand in a statement that relational algebra has no positions for: the names of
 * tables, the options of hints, the order.
 */
public final class Places {
  private final Map<String, SqlParserPos> tables = new HashMap<>();
  private final List<List<String>> names = new ArrayList<>();
  private final Map<String, SqlParserPos> options = new HashMap<>();
  private final StateTtlHints stateTtl = new StateTtlHints();
  private final Map<String, SqlMatchRecognize> matches = new HashMap<>();
  private final Set<String> notes = new LinkedHashSet<>();
  private SqlParserPos order = SqlParserPos.ZERO;

  /** The first place where a table is named, or of an option in a hint if it has that key. */
  public SqlParserPos table(String name, String optionKey) {
    SqlParserPos option = options.get(optionKey);
    return option != null ? option : tables.getOrDefault(name, SqlParserPos.ZERO);
  }

  /** The place of ORDER BY, LIMIT or OFFSET. */
  public SqlParserPos order() {
    return order;
  }

  /** The times of hints. */
  public StateTtlHints stateTtl() {
    return stateTtl;
  }

  /** What the person who wrote the statement should know of it. */
  public List<String> notes() {
    return List.copyOf(notes);
  }

  void note(String text) {
    notes.add(text);
  }

  /** The whole name of which something is a part, as it is written in FROM. */
  List<String> fullName(String part) {
    return names.stream().filter(name -> name.contains(part)).findFirst().orElse(List.of(part));
  }

  void addTable(SqlIdentifier id) {
    String name = id.names.get(id.names.size() - 1);
    names.add(id.names);
    tables.putIfAbsent(name, id.getParserPosition());
  }

  void addOrder(SqlNodeList keys, SqlNode fetch, SqlNode offset) {
    if (order != SqlParserPos.ZERO) {
      return;
    }
    if (!keys.isEmpty()) {
      order = keys.getParserPosition();
    } else if (fetch != null) {
      order = fetch.getParserPosition();
    } else if (offset != null) {
      order = offset.getParserPosition();
    }
  }

  /** The MATCH_RECOGNIZE with these columns; the first, if there are several. */
  public SqlMatchRecognize match(List<String> columns) {
    return matches.get(String.join("\0", columns));
  }

  void addMatch(SqlMatchRecognize match) {
    List<String> columns = new ArrayList<>();
    match.getPartitionList().forEach(key -> columns.add(((SqlIdentifier) key).getSimple()));
    for (SqlNode measure : match.getMeasureList()) {
      columns.add(((SqlIdentifier) ((SqlCall) measure).operand(1)).getSimple());
    }
    matches.putIfAbsent(String.join("\0", columns), match);
  }

  void addHint(SqlHint hint) {
    if (hint.getName().equals(StateTtlHints.NAME)) {
      return;
    }
    boolean isOptions =
        hint.getName().equalsIgnoreCase("OPTIONS")
            && hint.getOptionFormat() == SqlHint.HintOptionFormat.KV_LIST;
    if (!isOptions) {
      throw new PlanningException(
          hint.getParserPosition(),
          "the hint " + hint.getName() + " is not known",
          "write /*+ OPTIONS('key' = 'value') */");
    }
    List<SqlNode> entries = ((SqlNodeList) hint.getOperandList().get(1)).getList();
    for (int i = 0; i + 1 < entries.size(); i += 2) {
      String key = hint.getOptionKVPairs().keySet().stream().skip(i / 2).findFirst().orElse("");
      options.put(key, entries.get(i).getParserPosition());
    }
  }
}
