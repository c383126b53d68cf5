package io.weir.runtime.operator.over;

import io.weir.runtime.operator.Operator;
import io.weir.runtime.operator.OperatorContext;
import io.weir.runtime.operator.sort.SortKey;
import io.weir.runtime.plan.ChangelogKind;
import io.weir.runtime.plan.PartitionedNode;
import io.weir.runtime.plan.PlanNode;
import io.weir.runtime.plan.StreamProperties;
import io.weir.runtime.plan.TimeAttribute;
import io.weir.runtime.state.TableSpec;
import io.weir.runtime.type.Field;
import io.weir.runtime.type.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Adds to each row what functions make of the rows around it. Rows that are equal in the sort keys
 * are ordered by all other columns, first to last.
 *
 * @param input insert-only or retract
 * @param mode when rows are emitted
 * @param partition the positions of the partition columns; may be empty
 * @param keys what to order by; in the modes of time a time attribute, ascending, comes first
 * @param ttlMillis how long a partition that nothing happens to is remembered; 0 for ever
 * @param properties of the result: the input's columns and one for each call
 */
public record OverNode(
    PlanNode input,
    Mode mode,
    List<Integer> partition,
    List<SortKey> keys,
    OverFrame frame,
    List<OverCall> calls,
    long ttlMillis,
    StreamProperties properties)
    implements PartitionedNode {
  /** When rows are emitted. */
  public enum Mode {
    /** Once, in the order of their rowtime, when the watermark has reached it. */
    ROWTIME,
    /** Once, when their millisecond is over; what is theirs is the operator's. */
    PROCTIME,
    /** At once, and again whenever their result changes. */
    CHANGES
  }

  public OverNode {
    partition = List.copyOf(partition);
    keys = List.copyOf(keys);
    calls = List.copyOf(calls);
    ChangelogKind changelog = input.properties().changelog();
    if (changelog == ChangelogKind.UPSERT
        || mode != Mode.CHANGES && changelog != ChangelogKind.INSERT_ONLY) {
      throw new IllegalArgumentException("OVER in mode " + mode + " of " + changelog);
    }
    if (mode != Mode.CHANGES
        && (frame.following() > 0 || calls.stream().anyMatch(c -> c.function().looksAhead()))) {
      throw new IllegalArgumentException("rows that come later are not known in mode " + mode);
    }
  }

  /** Functions over rows. */
  public static OverNode of(
      PlanNode input,
      Mode mode,
      List<Integer> partition,
      List<SortKey> keys,
      OverFrame frame,
      List<OverCall> calls,
      long ttlMillis) {
    StreamProperties from = input.properties();
    List<Field> fields = new ArrayList<>(from.schema().fields());
    List<TimeAttribute> times = new ArrayList<>();
    for (TimeAttribute time : from.timeAttributes()) {
      times.add(mode == Mode.CHANGES ? TimeAttribute.NONE : time);
    }
    for (OverCall call : calls) {
      fields.add(new Field(call.name(), call.type()));
      times.add(TimeAttribute.NONE);
    }
    Set<List<Integer>> unique = from.uniqueKeys();
    StreamProperties properties =
        new StreamProperties(
            new Schema(fields),
            mode == Mode.CHANGES ? ChangelogKind.RETRACT : ChangelogKind.INSERT_ONLY,
            List.of(),
            times,
            unique);
    return new OverNode(input, mode, partition, keys, frame, calls, ttlMillis, properties);
  }

  /** The columns of the results alone. */
  Schema results() {
    return new Schema(calls.stream().map(call -> new Field(call.name(), call.type())).toList());
  }

  /** Whether no row is looked at again that has been emitted. */
  private boolean isRunning() {
    return OverHistory.of(this).isEmpty();
  }

  /**
   * For how long what has been folded of a partition is remembered; where rows are looked at again
   * it is theirs to say.
   */
  long runningTtlMillis() {
    return isRunning() ? ttlMillis : 0;
  }

  @Override
  public String name() {
    return "Over";
  }

  @Override
  public List<Attribute> attributes() {
    Schema schema = input.properties().schema();
    return List.of(
        new Attribute("partitionBy", schema.project(partition).names().toString()),
        new Attribute(
            "orderBy",
            keys.stream()
                .map(key -> key.describe(schema.name(key.column())))
                .collect(Collectors.joining(", ", "[", "]"))),
        new Attribute("frame", frame.describe()),
        new Attribute(
            "calls",
            calls.stream()
                .map(call -> call.describe(schema))
                .collect(Collectors.joining(", ", "[", "]"))),
        new Attribute(
            "emits",
            switch (mode) {
              case ROWTIME -> "each row once, when the watermark has reached it";
              case PROCTIME -> "each row once, as time goes by";
              case CHANGES -> "each row at once, and again when its result changes";
            }));
  }

  @Override
  public List<TableSpec> stateTables() {
    if (mode == Mode.CHANGES) {
      return OverChangesOperator.specs(this);
    }
    return isRunning() ? OverRunningOperator.specs(this) : OverTimeOperator.specs(this);
  }

  @Override
  public Operator create(OperatorContext context) {
    if (mode == Mode.CHANGES) {
      return new OverChangesOperator(this, context);
    }
    return isRunning()
        ? new OverRunningOperator(this, context)
        : new OverTimeOperator(this, context);
  }
}
