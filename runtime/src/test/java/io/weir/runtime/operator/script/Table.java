package io.weir.runtime.operator.script;

import io.weir.runtime.plan.ChangelogKind;
import io.weir.runtime.plan.Forgetting;
import io.weir.runtime.plan.OperatorNode;
import io.weir.runtime.plan.StreamProperties;
import io.weir.runtime.stream.RowKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The table that a changelog describes; fails where the changelog is not a valid one. Where state
 * is forgotten, what is not there can be taken away, and what is there comes again.
 */
final class Table {
  private final OperatorNode node;
  private final StreamProperties properties;
  private final boolean isForgiving;
  private final TreeMap<String, Integer> rows = new TreeMap<>();
  private final TreeMap<String, String> rowByKey = new TreeMap<>();

  /**
   * @param node whose output it is
   */
  Table(OperatorNode node) {
    this.node = node;
    properties = node.properties();
    isForgiving = Forgetting.isPossible(node);
  }

  void apply(ScriptRow change) {
    String row = change.print(false);
    boolean adds = RowKind.isAdding(change.kind());
    switch (properties.changelog()) {
      case INSERT_ONLY -> {
        if (change.kind() != RowKind.INSERT) {
          throw new ScriptFailure("a change in a stream of inserts: " + change.print(true));
        }
        rows.merge(row, 1, Integer::sum);
      }
      case RETRACT -> {
        int count = rows.merge(row, adds ? 1 : -1, Integer::sum);
        if (count < 0 && isForgiving) {
          rows.put(row, 0);
        } else if (count < 0) {
          throw new ScriptFailure("takes away a row that is not there: " + change.print(true));
        }
        rows.remove(row, 0);
      }
      case UPSERT -> {
        String key = key(change);
        boolean isThere = rowByKey.containsKey(key);
        if (!isForgiving && isThere == (change.kind() == RowKind.INSERT)) {
          throw new ScriptFailure("the key is there: " + isThere + ", but " + change.print(true));
        }
        if (adds) {
          rowByKey.put(key, row);
        } else {
          rowByKey.remove(key);
        }
      }
    }
  }

  private String key(ScriptRow change) {
    List<String> key = new ArrayList<>();
    properties.upsertKey().forEach(column -> key.add(change.values().get(column)));
    return String.join(" | ", key);
  }

  /** All rows, in a stable order. */
  List<String> rows() {
    List<String> all = new ArrayList<>(rowByKey.values());
    for (Map.Entry<String, Integer> row : rows.entrySet()) {
      for (int i = 0; i < row.getValue(); i++) {
        all.add(row.getKey());
      }
    }
    return all;
  }

  /** A copy, to come back to. */
  Table copy() {
    Table copy = new Table(node);
    copy.rows.putAll(rows);
    copy.rowByKey.putAll(rowByKey);
    return copy;
  }

  boolean isChangelog() {
    return properties.changelog() != ChangelogKind.INSERT_ONLY;
  }
}
