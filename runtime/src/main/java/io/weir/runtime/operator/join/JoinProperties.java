package io.weir.runtime.operator.join;

import io.weir.runtime.expression.ColumnReference;
import io.weir.runtime.expression.Expression;
import io.weir.runtime.plan.ChangelogKind;
import io.weir.runtime.plan.PlanNode;
import io.weir.runtime.plan.StreamProperties;
import io.weir.runtime.plan.TimeAttribute;
import io.weir.runtime.type.Field;
import io.weir.runtime.type.LogicalType;
import io.weir.runtime.type.Schema;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What is known about the output of a join. */
final class JoinProperties {
  private JoinProperties() {}

  /** The columns of both inputs. */
  static Schema pair(PlanNode left, PlanNode right, List<String> names) {
    List<Field> fields = new ArrayList<>();
    for (PlanNode input : List.of(left, right)) {
      for (Field field : input.properties().schema().fields()) {
        fields.add(new Field(names.get(fields.size()), field.type()));
      }
    }
    return new Schema(fields);
  }

  static StreamProperties of(
      PlanNode left, PlanNode right, JoinKind kind, List<JoinKey> keys, Schema pair, String mark) {
    Schema schema = schema(kind, left.properties().schema().size(), pair, mark);
    return new StreamProperties(
        schema,
        changelog(left, right, kind),
        List.of(),
        Collections.nCopies(schema.size(), TimeAttribute.NONE),
        uniqueKeys(left, right, kind, keys));
  }

  private static Schema schema(JoinKind kind, int leftSize, Schema pair, String mark) {
    List<Field> fields = new ArrayList<>();
    int size = kind.hasPairs() ? pair.size() : leftSize;
    for (int i = 0; i < size; i++) {
      boolean isPadded =
          kind == JoinKind.FULL || (i < leftSize ? kind == JoinKind.RIGHT : kind == JoinKind.LEFT);
      LogicalType type = pair.type(i);
      fields.add(new Field(pair.name(i), isPadded ? type.withNullable(true) : type));
    }
    if (kind == JoinKind.MARK) {
      fields.add(new Field(mark, LogicalType.bool().withNullable(false)));
    }
    return new Schema(fields);
  }

  /** Only what needs a match can never be taken back when rows only come. */
  private static ChangelogKind changelog(PlanNode left, PlanNode right, JoinKind kind) {
    boolean isInsertOnly =
        (kind == JoinKind.INNER || kind == JoinKind.SEMI)
            && left.properties().changelog() == ChangelogKind.INSERT_ONLY
            && right.properties().changelog() == ChangelogKind.INSERT_ONLY;
    return isInsertOnly ? ChangelogKind.INSERT_ONLY : ChangelogKind.RETRACT;
  }

  private static Set<List<Integer>> uniqueKeys(
      PlanNode left, PlanNode right, JoinKind kind, List<JoinKey> keys) {
    Set<List<Integer>> leftKeys = left.properties().uniqueKeys();
    if (!kind.hasPairs()) {
      return leftKeys;
    }
    int leftSize = left.properties().schema().size();
    Set<List<Integer>> rightKeys = new HashSet<>();
    for (List<Integer> key : right.properties().uniqueKeys()) {
      rightKeys.add(key.stream().map(column -> column + leftSize).toList());
    }
    Set<List<Integer>> unique = new HashSet<>();
    boolean hasOneRight = isKey(right, keys.stream().map(JoinKey::right).toList());
    boolean hasOneLeft = isKey(left, keys.stream().map(JoinKey::left).toList());
    if (hasOneRight && (kind == JoinKind.INNER || kind == JoinKind.LEFT)) {
      unique.addAll(leftKeys);
    }
    if (hasOneLeft && (kind == JoinKind.INNER || kind == JoinKind.RIGHT)) {
      unique.addAll(rightKeys);
    }
    if (unique.isEmpty()) {
      for (List<Integer> leftKey : leftKeys) {
        for (List<Integer> rightKey : rightKeys) {
          List<Integer> both = new ArrayList<>(leftKey);
          both.addAll(rightKey);
          unique.add(both);
        }
      }
    }
    return unique;
  }

  private static boolean isKey(PlanNode input, List<Integer> columns) {
    return input.properties().uniqueKeys().stream().anyMatch(columns::containsAll);
  }

  /** Adds the columns that an expression reads. */
  static void collectColumns(Expression expression, Collection<Integer> columns) {
    if (expression instanceof ColumnReference column) {
      columns.add(column.index());
    }
    expression.operands().forEach(operand -> collectColumns(operand, columns));
  }
}
