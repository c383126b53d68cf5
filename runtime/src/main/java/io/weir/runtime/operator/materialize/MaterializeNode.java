package io.weir.runtime.operator.materialize;

import io.weir.runtime.operator.Operator;
import io.weir.runtime.operator.OperatorContext;
import io.weir.runtime.plan.ChangelogKind;
import io.weir.runtime.plan.Distribution;
import io.weir.runtime.plan.OperatorNode;
import io.weir.runtime.plan.PlanNode;
import io.weir.runtime.plan.StreamProperties;
import io.weir.runtime.plan.TimeAttribute;
import io.weir.runtime.state.CellView;
import io.weir.runtime.state.StatePart;
import io.weir.runtime.state.TableSpec;
import io.weir.runtime.state.TableSpec.Cell;
import io.weir.runtime.type.Schema;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Keeps the rows of each key and emits how the one that counts changes.
 *
 * @param input the changes
 * @param mode what the changes mean
 * @param key the positions of the key columns
 * @param properties of the result
 * @param ttlMillis for how long keys are remembered that do not change; 0 for ever
 */
public record MaterializeNode(
    PlanNode input, Mode mode, List<Integer> key, StreamProperties properties, long ttlMillis)
    implements OperatorNode {
  static final Cell STAMP = new Cell("stamp", Cell.Kind.SCRATCH);
  static final Cell OLDER = new Cell("older rows", Cell.Kind.LONG, CellView.number());
  private static final int VERSION = 1;

  /** What changes mean. */
  public enum Mode {
    /** Each row replaces the one of its key: an upsert stream, to which old rows are added. */
    NORMALIZE("ChangelogNormalize"),
    /** Each row that comes replaces the one of its key: of inserted rows, the last one counts. */
    LAST_TO_COME("Deduplicate"),
    /**
     * A key can have several rows for a while, since changes of one key come by different ways: the
     * one that came last and is still there counts.
     */
    LAST_ROW("UpsertMaterialize");

    private final String operator;

    Mode(String operator) {
      this.operator = operator;
    }
  }

  public MaterializeNode {
    key = List.copyOf(key);
  }

  /** The upsert stream {@code input} as one with old rows. */
  public static MaterializeNode normalize(PlanNode input, List<Integer> key) {
    if (input.properties().changelog() != ChangelogKind.UPSERT) {
      throw new IllegalArgumentException("normalizes " + input.properties().changelog());
    }
    return new MaterializeNode(
        input, Mode.NORMALIZE, key, properties(input, ChangelogKind.RETRACT, key), 0);
  }

  /**
   * Of the inserted rows of each key, the last one that came.
   *
   * @param isUpsert whether old rows need not be told
   */
  public static MaterializeNode lastToCome(PlanNode input, List<Integer> key, boolean isUpsert) {
    if (input.properties().changelog() != ChangelogKind.INSERT_ONLY) {
      throw new IllegalArgumentException("the last to come of " + input.properties().changelog());
    }
    StreamProperties made =
        properties(input, isUpsert ? ChangelogKind.UPSERT : ChangelogKind.RETRACT, key);
    StreamProperties properties =
        new StreamProperties(
            made.schema(),
            made.changelog(),
            made.upsertKey(),
            Collections.nCopies(made.schema().size(), TimeAttribute.NONE),
            made.uniqueKeys());
    return new MaterializeNode(input, Mode.LAST_TO_COME, key, properties, 0);
  }

  /** The changes of a retract stream, as those of a table with this key. */
  public static MaterializeNode lastRow(PlanNode input, List<Integer> key) {
    if (input.properties().changelog() == ChangelogKind.UPSERT) {
      throw new IllegalArgumentException("an upsert stream has lost its old rows");
    }
    return new MaterializeNode(
        input, Mode.LAST_ROW, key, properties(input, ChangelogKind.UPSERT, key), 0);
  }

  /** The same with a time to live; 0 for none. */
  public MaterializeNode withTtl(long millis) {
    return new MaterializeNode(input, mode, key, properties, millis);
  }

  private static StreamProperties properties(
      PlanNode input, ChangelogKind changelog, List<Integer> key) {
    StreamProperties from = input.properties();
    Set<List<Integer>> uniqueKeys = new HashSet<>(from.uniqueKeys());
    uniqueKeys.add(key);
    return new StreamProperties(
        from.schema(),
        changelog,
        changelog == ChangelogKind.UPSERT ? key : List.of(),
        from.timeAttributes(),
        uniqueKeys);
  }

  /** Whether a key can have more rows than the one that counts. */
  boolean hasOlderRows() {
    return mode == Mode.LAST_ROW;
  }

  /** Whether somebody behind may judge by the watermarks of rows. */
  boolean keepsRowtime() {
    return mode != Mode.LAST_ROW && properties.timeAttributes().contains(TimeAttribute.ROWTIME);
  }

  /** By key: its rows, each in bytes; of many rows the newest, and how many there are beside. */
  TableSpec table() {
    Schema schema = input.properties().schema();
    String columns =
        schema.fields().stream()
            .map(field -> field.name() + " " + field.type().withNullable(true))
            .collect(Collectors.joining(", ", "rows of (", ")"));
    CellView last = CellView.ofParts(List.of(StatePart.of(StatePart.Kind.LAST_ENTRIES, schema)));
    Cell rows = new Cell("rows", Cell.Kind.BYTES, last);
    List<Cell> cells = hasOlderRows() ? List.of(rows, STAMP, OLDER) : List.of(rows, STAMP);
    return TableSpec.aggregate(columns, VERSION, false, schema.project(key), cells)
        .withTtl(ttlMillis);
  }

  /** By key, of those that have many: the older rows, see {@link OlderRows}. */
  TableSpec olderRows() {
    Schema schema = input.properties().schema();
    return TableSpec.ordered("older rows", VERSION, false, schema.project(key), schema);
  }

  @Override
  public String name() {
    return mode.operator;
  }

  @Override
  public List<PlanNode> inputs() {
    return List.of(input);
  }

  @Override
  public Distribution requiredDistribution(int input) {
    return key.isEmpty() ? Distribution.SINGLE : Distribution.hash(key);
  }

  @Override
  public int maxParallelism() {
    return key.isEmpty() ? 1 : Integer.MAX_VALUE;
  }

  @Override
  public List<Attribute> attributes() {
    String columns =
        input.properties().schema().project(key).names().stream()
            .collect(Collectors.joining(", ", "[", "]"));
    Attribute emits =
        new Attribute("emits", properties.changelog().name().toLowerCase(Locale.ROOT));
    return mode == Mode.LAST_TO_COME
        ? List.of(
            new Attribute("by", columns), new Attribute("keeps", "the last row to come"), emits)
        : List.of(new Attribute("key", columns), emits);
  }

  @Override
  public List<TableSpec> stateTables() {
    return hasOlderRows() ? List.of(table(), olderRows()) : List.of(table());
  }

  @Override
  public Operator create(OperatorContext context) {
    return new MaterializeOperator(this, context);
  }
}
