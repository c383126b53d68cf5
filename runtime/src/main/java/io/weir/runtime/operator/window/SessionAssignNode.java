package io.weir.runtime.operator.window;

import io.weir.runtime.operator.Operator;
import io.weir.runtime.operator.OperatorContext;
import io.weir.runtime.plan.ChangelogKind;
import io.weir.runtime.plan.PartitionedNode;
import io.weir.runtime.plan.PlanNode;
import io.weir.runtime.plan.StreamProperties;
import io.weir.runtime.plan.TimeAttribute;
import io.weir.runtime.state.CellView;
import io.weir.runtime.state.EntryLayout;
import io.weir.runtime.state.StatePart;
import io.weir.runtime.state.TableSpec;
import io.weir.runtime.state.TableSpec.Cell;
import io.weir.runtime.type.Field;
import io.weir.runtime.type.LogicalType;
import io.weir.runtime.type.Schema;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Adds {@code window_start}, {@code window_end} and {@code window_time} of its session to each row:
 * of the rows with equal {@code keys} that follow each other without a pause longer than the gap.
 * Holds the rows of a session until the watermark says that none can be added.
 *
 * <p>A row that leaves before its session has ended is not among them; what it had joined may part.
 *
 * <p>Of processing time, a row has the time at which it comes, the clock says when a session has
 * ended, and behind this node {@code window_time} is a rowtime like any other: its watermark is the
 * clock.
 *
 * @param input the rows; of processing time they are only inserted
 * @param window the sessions
 * @param timeColumn the position of the time attribute
 * @param keys the positions of the PARTITION BY columns; empty for one sequence of sessions
 * @param properties of the result: the input's columns, none of them a rowtime any more, then the
 *     three
 */
public record SessionAssignNode(
    PlanNode input,
    WindowSpec window,
    int timeColumn,
    List<Integer> keys,
    StreamProperties properties)
    implements PartitionedNode {
  private static final int VERSION = 2;

  public SessionAssignNode {
    keys = List.copyOf(keys);
  }

  /** The sessions of {@code input}'s time attribute {@code timeColumn} as columns. */
  public static SessionAssignNode of(
      PlanNode input, WindowSpec window, int timeColumn, List<Integer> keys) {
    StreamProperties from = input.properties();
    WindowTypes.checkTimeColumn(from.schema(), timeColumn, window);
    boolean isChanging = from.changelog() != ChangelogKind.INSERT_ONLY;
    boolean isByClock = from.timeAttributes().get(timeColumn) == TimeAttribute.PROCTIME;
    if (from.changelog() == ChangelogKind.UPSERT || isChanging && isByClock) {
      throw new IllegalArgumentException("sessions of " + from.changelog());
    }
    List<Field> fields = new ArrayList<>(from.schema().fields());
    for (WindowColumn column : WindowColumn.values()) {
      fields.add(WindowTypes.field(column, window));
    }
    List<TimeAttribute> times =
        new ArrayList<>(Collections.nCopies(fields.size(), TimeAttribute.NONE));
    for (int i = 0; i < from.timeAttributes().size(); i++) {
      boolean isProctime = from.timeAttributes().get(i) == TimeAttribute.PROCTIME;
      times.set(i, isProctime ? TimeAttribute.PROCTIME : TimeAttribute.NONE);
    }
    times.set(fields.size() - 1, TimeAttribute.ROWTIME);
    return new SessionAssignNode(
        input,
        window,
        timeColumn,
        keys,
        new StreamProperties(
            new Schema(fields),
            ChangelogKind.INSERT_ONLY,
            List.of(),
            times,
            isChanging ? Set.of() : from.uniqueKeys()));
  }

  /** Whether the sessions are of processing time. */
  public boolean isProctime() {
    return input.properties().timeAttributes().get(timeColumn) == TimeAttribute.PROCTIME;
  }

  /** Whether rows may leave again. */
  boolean canRowsLeave() {
    return input.properties().changelog() != ChangelogKind.INSERT_ONLY;
  }

  /** By key: when it is looked at next, the number of its next row, and its sessions. */
  TableSpec keysTable() {
    return TableSpec.aggregate(
        "sessions",
        VERSION,
        false,
        keySchema(),
        List.of(
            new Cell("looked at", Cell.Kind.LONG, CellView.of(CellView.Form.TIME, timeType())),
            new Cell("rows", Cell.Kind.LONG, CellView.number().named("next_row")),
            new Cell("sessions", Cell.Kind.BYTES, CellView.ofParts(List.of(sessions())))));
  }

  private LogicalType timeType() {
    return input.properties().schema().type(timeColumn).withNullable(true);
  }

  /** The times of the first and last rows of sessions. */
  private StatePart sessions() {
    LogicalType time = timeType().withNullable(false);
    LogicalType session =
        LogicalType.row(List.of(new Field("first", time), new Field("last", time)))
            .withNullable(false);
    Field sessions = new Field("sessions", LogicalType.array(session));
    return StatePart.of(StatePart.Kind.TIME_RANGES, Schema.of(sessions));
  }

  /** By time at which something may end: the keys that are to be looked at then. */
  TableSpec timersTable() {
    Cell set = new Cell("set", Cell.Kind.LONG, CellView.hidden(1));
    return TableSpec.aggregate("timers", VERSION, true, keySchema(), List.of(set))
        .withLayout(EntryLayout.byTime("looked_at", timeType()));
  }

  /** By key, lane, time and number: the rows. */
  TableSpec rowsTable() {
    List<Field> value = new ArrayList<>();
    value.add(new Field("lane", LogicalType.bigint()));
    value.add(new Field("time", LogicalType.bigint()));
    value.add(new Field("number", LogicalType.bigint()));
    value.addAll(input.properties().schema().fields());
    StatePart row = StatePart.of(StatePart.Kind.ENTRIES, input.properties().schema());
    return TableSpec.ordered("rows", VERSION, false, keySchema(), new Schema(unique(value)))
        .withLayout(EntryLayout.of(List.of(), List.of(row)));
  }

  /** The fields under names that differ. */
  private static List<Field> unique(List<Field> fields) {
    Set<String> names = new java.util.HashSet<>();
    List<Field> unique = new ArrayList<>();
    for (Field field : fields) {
      String name = field.name();
      while (!names.add(name)) {
        name += "'";
      }
      unique.add(new Field(name, field.type()));
    }
    return unique;
  }

  Schema keySchema() {
    return input.properties().schema().project(keys);
  }

  @Override
  public List<Integer> partition() {
    return keys;
  }

  @Override
  public String name() {
    return "SessionAssign";
  }

  @Override
  public List<Attribute> attributes() {
    return List.of(
        new Attribute("window", window.describe(input.properties().schema().name(timeColumn))),
        new Attribute(
            "partitionBy",
            keySchema().names().stream().collect(Collectors.joining(", ", "[", "]"))));
  }

  @Override
  public List<TableSpec> stateTables() {
    return List.of(keysTable(), timersTable(), rowsTable());
  }

  @Override
  public Operator create(OperatorContext context) {
    return new SessionAssignOperator(this, context);
  }
}
