package io.weir.runtime.operator.timejoin;

import io.weir.runtime.plan.ChangelogKind;
import io.weir.runtime.plan.PlanNode;
import io.weir.runtime.plan.StreamProperties;
import io.weir.runtime.plan.TimeAttribute;
import io.weir.runtime.type.Field;
import io.weir.runtime.type.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;

/** What is known about the output of a join: the columns of both sides, or of the left alone. */
final class JoinProperties {
  private JoinProperties() {}

  /** The columns of both sides, those of a side that can be padded nullable. */
  static Schema pairs(PlanNode left, PlanNode right, JoinKind kind) {
    List<Field> fields = new ArrayList<>();
    add(fields, left, kind.isPadded(0));
    add(fields, right, kind.isPadded(1));
    return new Schema(fields);
  }

  private static void add(List<Field> fields, PlanNode side, boolean isPadded) {
    for (Field field : side.properties().schema().fields()) {
      boolean isNullable = isPadded || field.type().nullable();
      fields.add(new Field(field.name(), field.type().withNullable(isNullable)));
    }
  }

  /**
   * The properties of an insert-only join.
   *
   * @param keepsTime whether a column of the pairs stays the time attribute that it is
   */
  static StreamProperties insertOnly(
      PlanNode left, PlanNode right, JoinKind kind, IntPredicate keepsTime) {
    Schema pairs = pairs(left, right, kind);
    List<TimeAttribute> times = new ArrayList<>(left.properties().timeAttributes());
    times.addAll(right.properties().timeAttributes());
    int size = kind.isLeftOnly() ? left.properties().schema().size() : pairs.size();
    for (int i = 0; i < size; i++) {
      if (!keepsTime.test(i)) {
        times.set(i, TimeAttribute.NONE);
      }
    }
    return new StreamProperties(
        new Schema(pairs.fields().subList(0, size)),
        ChangelogKind.INSERT_ONLY,
        List.of(),
        times.subList(0, size),
        Set.of());
  }
}
