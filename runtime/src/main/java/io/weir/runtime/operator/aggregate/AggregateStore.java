package io.weir.runtime.operator.aggregate;

import io.weir.runtime.operator.OperatorContext;
import io.weir.runtime.state.AggregateTable;
import io.weir.runtime.state.EncodedKeys;
import io.weir.runtime.state.EntryLayout;
import io.weir.runtime.state.KeyCollector;
import io.weir.runtime.state.KeyGroups;
import io.weir.runtime.state.OrderedTable;
import io.weir.runtime.state.TableSpec;
import io.weir.runtime.state.TableSpec.Cell;
import io.weir.runtime.stream.Batch;
import io.weir.runtime.stream.RowKind;
import io.weir.runtime.stream.Selection;
import io.weir.runtime.type.Schema;
import io.weir.runtime.vector.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import org.apache.arrow.vector.FieldVector;

/**
 * The groups of an aggregation in state: a table of their rows, a table of (group, value) for each
 * DISTINCT, an ordered multiset for each MIN or MAX of rows that can leave, a table for the lists
 * and multisets that are too long for a row. Used a batch at a time, within one namespace a call.
 */
public final class AggregateStore implements AutoCloseable {
  private static final int VERSION = 1;

  private final AggregateLayout layout;
  private final AggregateTable rows;
  private final OrderedTable[] overflows;
  private final TableBytes bytes;
  private final TableBytes sourceBytes;
  private final List<DistinctStore> distincts = new ArrayList<>();
  private final List<OrderedStore> ordered = new ArrayList<>();
  private final List<FoldFilter> filters = new ArrayList<>();
  private final List<Accumulator> mergeable;
  private final List<Accumulator> growing;
  private final Fold all = new Fold();
  private final KeyCollector collected;
  private long[] targets = new long[Batch.MAX_ROWS];
  private final long[] sources = new long[Batch.MAX_ROWS];
  private int[] liveRows = new int[Batch.MAX_ROWS];
  private final SingleRows singles;
  private final boolean windowed;
  private final boolean isForgiving;

  /**
   * Opens the tables that {@link #specs} declares for the same arguments.
   *
   * @param layout whose accumulators the tables' rows hold; one layout for all stores of an
   *     operator
   * @param namespace what the time is, in local milliseconds, that namespaces are; empty if there
   *     is only one
   * @param isForgiving whether rows may leave that never came
   */
  public AggregateStore(
      AggregateLayout layout,
      String name,
      Optional<String> namespace,
      List<Cell> extraCells,
      long ttlMillis,
      boolean isForgiving,
      OperatorContext context) {
    this.layout = layout;
    rows = context.state().aggregate(rowsSpec(layout, name, namespace, extraCells, ttlMillis));
    rows.onExpiry(this::forgetBeside);
    layout.bind(AggregateLayout.offsets(rows, layout.cells().size()));
    overflows = CellOverflow.tables(layout, name, VERSION, namespace, context);
    bytes = new TableBytes(rows, CellOverflow.in(overflows, rows, context.allocator()));
    sourceBytes = new TableBytes(rows, CellOverflow.in(overflows, rows, context.allocator()));
    for (AggregateLayout.DistinctLayout distinct : layout.distincts()) {
      distincts.add(
          new DistinctStore(
              layout,
              distinct,
              distinctSpec(layout, distinct, name, namespace, ttlMillis),
              isForgiving,
              context));
    }
    for (AggregateLayout.OrderedLayout values : layout.ordered()) {
      TableSpec spec = orderedSpec(layout, values, name, namespace);
      ordered.add(new OrderedStore(layout, values, spec, isForgiving, context));
    }
    for (AggregateLayout.FoldGroup group : layout.plain()) {
      filters.add(new FoldFilter(group.condition()));
    }
    mergeable = layout.mergeable();
    growing = layout.growing();
    if (isForgiving) {
      layout.accumulators().forEach(Accumulator::forgive);
    }
    windowed = namespace.isPresent();
    this.isForgiving = isForgiving;
    singles = layout.singles().isEmpty() ? null : new SingleRows(layout, context.allocator());
    collected = new KeyCollector(context.allocator());
  }

  /**
   * The tables of a store.
   *
   * @param name of the table of rows; the others' names begin with it
   * @param namespace what the time is that namespaces are; empty if there is only one
   * @param extraCells of the operator, behind the accumulators'
   * @param ttlMillis for how long groups are remembered whose rows do not change, and values of
   *     DISTINCT that do not come; 0 for ever. A group without keys is never forgotten.
   */
  public static List<TableSpec> specs(
      AggregateLayout layout,
      String name,
      Optional<String> namespace,
      List<Cell> extraCells,
      long ttlMillis) {
    List<TableSpec> specs = new ArrayList<>();
    specs.add(rowsSpec(layout, name, namespace, extraCells, ttlMillis));
    for (AggregateLayout.DistinctLayout distinct : layout.distincts()) {
      specs.add(distinctSpec(layout, distinct, name, namespace, ttlMillis));
    }
    for (AggregateLayout.OrderedLayout values : layout.ordered()) {
      specs.add(orderedSpec(layout, values, name, namespace));
    }
    for (Accumulator accumulator : layout.growing()) {
      specs.add(CellOverflow.spec(layout, accumulator, name, VERSION, namespace));
    }
    return List.copyOf(specs);
  }

  private static TableSpec rowsSpec(
      AggregateLayout layout,
      String name,
      Optional<String> namespace,
      List<Cell> extraCells,
      long ttlMillis) {
    List<Cell> cells = new ArrayList<>(layout.cells());
    cells.addAll(extraCells);
    boolean isGlobal = layout.aggregation().keys().isEmpty();
    Schema keys = layout.aggregation().keySchema();
    return named(
        namespace,
        TableSpec.aggregate(name, VERSION, namespace.isPresent(), keys, cells)
            .withTtl(isGlobal ? 0 : ttlMillis));
  }

  private static TableSpec distinctSpec(
      AggregateLayout layout,
      AggregateLayout.DistinctLayout distinct,
      String name,
      Optional<String> namespace,
      long ttlMillis) {
    boolean windowed = namespace.isPresent();
    return named(
        namespace,
        DistinctStore.spec(layout, distinct, name, VERSION, windowed).withTtl(ttlMillis));
  }

  private static TableSpec named(Optional<String> namespace, TableSpec spec) {
    return namespace
        .map(name -> spec.withLayout(EntryLayout.NONE.in(Optional.of(name))))
        .orElse(spec);
  }

  private static TableSpec orderedSpec(
      AggregateLayout layout,
      AggregateLayout.OrderedLayout values,
      String name,
      Optional<String> namespace) {
    return OrderedStore.spec(layout, values, name, VERSION, namespace);
  }

  /** Begins a batch, if groups have a time to live: nothing expires until the next call. */
  public void begin() {
    rows.begin();
    distincts.forEach(DistinctStore::begin);
  }

  /** Forgets what is kept in other tables of a group that expires. */
  private void forgetBeside(long keyAddress, int keyLength, int keyHash) {
    for (OrderedStore values : ordered) {
      values.forget(AggregateTable.NO_NAMESPACE, keyAddress, keyLength, keyHash);
    }
    bytes.forget(AggregateTable.NO_NAMESPACE, keyAddress, keyLength, keyHash);
  }

  /** Removes groups without rows, with what rows have left behind that never came. */
  public void remove(long namespace, EncodedKeys keys) {
    if (isForgiving) {
      for (int i = 0; i < keys.count(); i++) {
        forgetBeside(keys.address(i), keys.length(i), keys.hash(i));
      }
    }
    rows.remove(namespace, keys);
  }

  /** Removes groups of a window that have been emitted. */
  public void removeEmitted(long namespace, EncodedKeys keys) {
    for (int i = 0; i < keys.count(); i++) {
      bytes.forget(namespace, keys.address(i), keys.length(i), keys.hash(i));
    }
    rows.remove(namespace, keys);
  }

  /** The table of the groups' rows. */
  public AggregateTable rows() {
    return rows;
  }

  /** The layout of the rows. */
  public AggregateLayout layout() {
    return layout;
  }

  /** The hidden row count of a group. */
  public long rowCount(long group) {
    return layout.rowCount().get(group);
  }

  /** How many bytes of a group's values lie beyond its row. */
  public long beyond(long group) {
    long bytes = 0;
    for (Accumulator accumulator : growing) {
      bytes += accumulator.beyond(group);
    }
    return bytes;
  }

  /**
   * Folds the live rows of a batch into their groups.
   *
   * @param keys the group's key of each live row
   * @param groups where the row of each live row's group lies, as {@code findOrCreate} told
   */
  public void fold(long namespace, Batch batch, EncodedKeys keys, long[] groups) {
    fold(namespace, batch, groups);
    for (OrderedStore values : ordered) {
      values.fold(namespace, batch, all, keys);
    }
    if (singles != null && !windowed) {
      singles.note(keys, groups);
    }
  }

  /** Whether rows cannot be folded without their keys. */
  public boolean needsKeys() {
    return !ordered.isEmpty() || singles != null && !windowed;
  }

  /** As {@link #fold(long, Batch, EncodedKeys, long[])}, where {@link #needsKeys} is false. */
  public void fold(long namespace, Batch batch, long[] groups) {
    checkKinds(batch);
    all.columns = columns(batch);
    all.rows = liveRows(batch.selection());
    all.isDense = batch.selection().isDense();
    all.groups = groups;
    all.count = batch.size();
    all.kinds = layout.aggregation().retracting() ? batch.rowKinds() : null;
    all.bytes = bytes.in(namespace);
    for (int i = 0; i < filters.size(); i++) {
      Fold fold = filters.get(i).apply(all);
      for (Accumulator accumulator : layout.plain().get(i).accumulators()) {
        accumulator.add(fold);
      }
    }
    for (DistinctStore distinct : distincts) {
      distinct.fold(namespace, batch, all);
    }
  }

  private void checkKinds(Batch batch) {
    if (layout.aggregation().retracting() || batch.rowKinds() == null) {
      return;
    }
    for (int i = 0; i < batch.size(); i++) {
      byte kind = batch.rowKinds()[batch.selection().row(i)];
      if (!RowKind.isAdding(kind)) {
        throw new AssertionError(
            "a row of kind " + RowKind.symbol(kind) + " reached an aggregate of inserts");
      }
    }
  }

  private Column[] columns(Batch batch) {
    Column[] columns = new Column[layout.aggregation().rows().size()];
    for (int column : layout.columns()) {
      columns[column] = Column.of(batch.vector(column));
    }
    return columns;
  }

  private int[] liveRows(Selection selection) {
    int count = selection.count();
    if (liveRows.length < count) {
      liveRows = new int[count];
    }
    for (int i = 0; i < count; i++) {
      liveRows[i] = selection.row(i);
    }
    return liveRows;
  }

  /**
   * Adds the groups of a namespace of another store, or of this one, to the groups of a namespace
   * of this one. The source stays as it is. Not for values in order, which are of one namespace.
   *
   * @param accepts which key groups are merged
   */
  public void merge(
      AggregateStore source, long sourceNamespace, long namespace, IntPredicate accepts) {
    mergeRows(source, sourceNamespace, namespace, mergeable, accepts);
    for (int i = 0; i < distincts.size(); i++) {
      distincts.get(i).merge(source.distincts.get(i), sourceNamespace, this, namespace, accepts);
    }
  }

  /**
   * Copies the rows of a namespace of another store to an empty namespace of this one: the groups
   * with all their results, but nothing that could be folded into further.
   *
   * @param accepts which key groups are copied
   */
  public void copy(
      AggregateStore source, long sourceNamespace, long namespace, IntPredicate accepts) {
    mergeRows(source, sourceNamespace, namespace, layout.accumulators(), accepts);
  }

  private void mergeRows(
      AggregateStore source,
      long sourceNamespace,
      long namespace,
      List<Accumulator> accumulators,
      IntPredicate accepts) {
    AggregateTable.Cursor cursor = source.rows.scan(sourceNamespace);
    BytesCells cells = source.sourceBytes.in(sourceNamespace);
    boolean more = true;
    while (more) {
      collected.clear();
      while (collected.count() < sources.length && (more = cursor.next())) {
        if (isOfRows(cursor.row()) && accepts.test(KeyGroups.of(cursor.keyHash()))) {
          sources[collected.count()] = cursor.row();
          collected.add(cursor);
        }
      }
      if (collected.count() > 0) {
        rows.findOrCreate(namespace, collected.keys(), targets);
        BytesCells target = bytes.in(namespace);
        for (Accumulator accumulator : accumulators) {
          accumulator.merge(targets, target, sources, cells, collected.count());
        }
      }
    }
  }

  /**
   * Whether rows have been folded into a group: where rows leave in another namespace than they
   * came to, as many may have come as gone, and yet not the same ones.
   */
  private boolean isOfRows(long group) {
    return layout.aggregation().retracting() || rowCount(group) != 0;
  }

  /**
   * Adds rows of the same layout that lie anywhere to the groups of these keys.
   *
   * @param partials one address for each key
   */
  public void mergeRows(
      long namespace, EncodedKeys keys, long[] partials, BytesCells partialBytes) {
    if (targets.length < keys.count()) {
      targets = new long[keys.count()];
    }
    rows.findOrCreate(namespace, keys, targets);
    mergeInto(namespace, targets, partials, partialBytes, keys.count());
  }

  /** As {@link #mergeRows}, into groups that have been found already. */
  public void mergeInto(
      long namespace, long[] groups, long[] partials, BytesCells partialBytes, int count) {
    BytesCells target = bytes.in(namespace);
    for (Accumulator accumulator : mergeable) {
      accumulator.merge(groups, target, partials, partialBytes, count);
    }
  }

  /**
   * Checks what must hold where groups are at rest, between the batches of two checkpoints: that
   * where one row was asked for there is no other.
   */
  public void checkAtRest() {
    if (singles != null && !windowed) {
      singles.check(rows);
    }
  }

  /** Writes the result of call {@code call} for groups of a namespace to {@code out}. */
  public void writeResults(
      int call, long namespace, long[] groups, int count, FieldVector out, int from) {
    if (singles != null && windowed) {
      singles.check(groups, count);
    }
    layout.results().get(call).write(groups, count, bytes.in(namespace), out, from);
  }

  BytesCells bytes(long namespace) {
    return bytes.in(namespace);
  }

  /** Forgets all groups of a namespace. */
  public void drop(long namespace) {
    rows.drop(namespace);
    for (OrderedTable overflow : overflows) {
      if (overflow != null) {
        overflow.drop(namespace);
      }
    }
    distincts.forEach(distinct -> distinct.drop(namespace));
    ordered.forEach(values -> values.drop(namespace));
  }

  /** Forgets what was kept beside the rows of a namespace: what only folding and merging need. */
  public void dropDistinct(long namespace) {
    distincts.forEach(distinct -> distinct.drop(namespace));
  }

  @Override
  public void close() {
    collected.close();
    distincts.forEach(DistinctStore::close);
    ordered.forEach(OrderedStore::close);
    layout.close();
    bytes.close();
    sourceBytes.close();
    if (singles != null) {
      singles.close();
    }
  }
}
