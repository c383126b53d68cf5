package io.weir.runtime.operator.aggregate;

import io.weir.runtime.operator.OperatorContext;
import io.weir.runtime.operator.aggregate.AggregateLayout.DistinctLayout;
import io.weir.runtime.operator.aggregate.AggregateLayout.FoldGroup;
import io.weir.runtime.state.AggregateTable;
import io.weir.runtime.state.CellView;
import io.weir.runtime.state.EncodedKeys;
import io.weir.runtime.state.KeyCollector;
import io.weir.runtime.state.KeyDecoder;
import io.weir.runtime.state.KeyEncoder;
import io.weir.runtime.state.KeyGroups;
import io.weir.runtime.state.TableSpec;
import io.weir.runtime.state.TableSpec.Cell;
import io.weir.runtime.stream.Batch;
import io.weir.runtime.stream.Selection;
import io.weir.runtime.type.Schema;
import io.weir.runtime.vector.Column;
import io.weir.runtime.vector.Memory;
import io.weir.runtime.vector.Vectors;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;

/**
 * The values that DISTINCT has seen: (group, value) to one count for each filter. When a count
 * leaves zero the value is folded into the group, when it returns to zero it is taken away.
 */
final class DistinctStore implements AutoCloseable {
  private final AggregateLayout layout;
  private final DistinctLayout distinct;
  private final AggregateTable table;
  private final boolean isForgiving;
  private final int[] offsets;
  private final BufferAllocator allocator;
  private final KeyEncoder encoder;
  private final KeyEncoder groupEncoder;
  private final KeyDecoder decoder;
  private final Schema entrySchema;
  private final KeyCollector collected;
  private final FoldFilter notNull;
  private final RepeatedRows repeated;
  private final List<FoldFilter> filters = new ArrayList<>();
  private final Fold changes = new Fold();
  private long[] entries = new long[Batch.MAX_ROWS];
  private final long[] sources = new long[Batch.MAX_ROWS];
  private int[] changedRows = new int[Batch.MAX_ROWS];
  private long[] changedGroups = new long[Batch.MAX_ROWS];
  private long[] entryOfRow = new long[Batch.MAX_ROWS];

  DistinctStore(
      AggregateLayout layout,
      DistinctLayout distinct,
      TableSpec spec,
      boolean isForgiving,
      OperatorContext context) {
    this.layout = layout;
    this.isForgiving = isForgiving;
    this.distinct = distinct;
    this.allocator = context.allocator();
    table = context.state().aggregate(spec);
    offsets = AggregateLayout.offsets(table, distinct.groups().size());
    List<Integer> keys = layout.aggregation().keys();
    Schema rows = layout.aggregation().rows();
    encoder = new KeyEncoder(rows, keyColumns(layout, distinct), keys.size(), allocator);
    entrySchema = spec.key();
    groupEncoder =
        new KeyEncoder(entrySchema, IntStream.range(0, keys.size()).boxed().toList(), allocator);
    decoder = new KeyDecoder(entrySchema);
    collected = new KeyCollector(allocator);
    notNull =
        new FoldFilter(
            new RowCondition(distinct.notNull(), java.util.OptionalInt.empty(), List.of()));
    repeated = new RepeatedRows(rows, distinct.columns());
    for (FoldGroup group : distinct.groups()) {
      filters.add(
          new FoldFilter(new RowCondition(List.of(), group.condition().filter(), List.of())));
    }
  }

  static TableSpec spec(
      AggregateLayout layout, DistinctLayout distinct, String name, int version, boolean windowed) {
    Schema rows = layout.aggregation().rows();
    List<Cell> cells = new ArrayList<>();
    for (FoldGroup group : distinct.groups()) {
      String where =
          group.condition().filter().isPresent()
              ? " where " + rows.name(group.condition().filter().getAsInt())
              : "";
      cells.add(
          new Cell(
              "count" + where,
              Cell.Kind.LONG,
              CellView.number().named("row_count" + where.replace(' ', '_'))));
    }
    String columns = distinct.columns().stream().map(rows::name).collect(Collectors.joining(", "));
    boolean hasNulls = distinct.columns().stream().anyMatch(c -> rows.type(c).nullable());
    boolean keepsNulls = hasNulls && distinct.notNull().isEmpty();
    return TableSpec.aggregate(
        name + " distinct (" + columns + ")" + (keepsNulls ? " with nulls" : ""),
        version,
        windowed,
        rows.project(keyColumns(layout, distinct)),
        cells);
  }

  private static List<Integer> keyColumns(AggregateLayout layout, DistinctLayout distinct) {
    List<Integer> columns = new ArrayList<>(layout.aggregation().keys());
    columns.addAll(distinct.columns());
    return columns;
  }

  void begin() {
    table.begin();
  }

  /** Folds rows in; {@code all} names the group of each. */
  void fold(long namespace, Batch batch, Fold all) {
    Fold values = notNull.apply(all);
    if (values.count == 0) {
      return;
    }
    grow(batch.rowCount());
    findEntries(namespace, batch, values);
    for (int f = 0; f < filters.size(); f++) {
      count(f, filters.get(f).apply(values), all);
    }
    removeEmpty(namespace, batch, values);
  }

  private void findEntries(long namespace, Batch batch, Fold values) {
    boolean hasRepeated = repeated.find(values);
    Batch keyed =
        hasRepeated
            ? view(batch, repeated.first(), repeated.different())
            : view(batch, values.rows, values.count);
    table.findOrCreate(namespace, encoder.encode(keyed), entries);
    int[] numberOf = repeated.numberOf();
    for (int i = 0; i < values.count; i++) {
      entryOfRow[values.rows[i]] = entries[hasRepeated ? numberOf[i] : i];
    }
  }

  private void grow(int rows) {
    if (entryOfRow.length < rows) {
      entryOfRow = new long[rows];
      entries = new long[rows];
      changedRows = new int[rows];
      changedGroups = new long[rows];
    }
  }

  private void count(int filter, Fold passed, Fold all) {
    int offset = offsets[filter];
    int changed = 0;
    for (int i = 0; i < passed.count; i++) {
      int row = passed.rows[i];
      int sign = all.kinds == null ? 1 : Fold.sign(all.kinds[row]);
      long cell = entryOfRow[row] + offset;
      long before = Memory.getLong(cell);
      if (isForgiving && before + sign < 0) {
        continue;
      }
      Memory.putLong(cell, before + sign);
      if (before == 0 || before + sign == 0) {
        changedRows[changed] = row;
        changedGroups[changed++] = passed.groups[i];
      }
    }
    apply(filter, all.columns, all.kinds, all.bytes, changed);
  }

  private void apply(int filter, Column[] columns, byte[] kinds, BytesCells bytes, int changed) {
    changes.columns = columns;
    changes.kinds = kinds;
    changes.bytes = bytes;
    changes.rows = changedRows;
    changes.groups = changedGroups;
    changes.count = changed;
    for (Accumulator accumulator : distinct.groups().get(filter).accumulators()) {
      accumulator.add(changes);
    }
  }

  /** Removes the entries that no filter counts; also those that no filter has ever let pass. */
  private void removeEmpty(long namespace, Batch batch, Fold values) {
    if (values.kinds == null && distinct.groups().get(0).condition().filter().isEmpty()) {
      return;
    }
    int empty = 0;
    for (int i = 0; i < values.count; i++) {
      if (isEmpty(entryOfRow[values.rows[i]])) {
        changedRows[empty++] = values.rows[i];
      }
    }
    if (empty > 0) {
      table.remove(namespace, encoder.encode(view(batch, changedRows, empty)));
    }
  }

  private boolean isEmpty(long entry) {
    for (int offset : offsets) {
      if (Memory.getLong(entry + offset) != 0) {
        return false;
      }
    }
    return true;
  }

  private static Batch view(Batch batch, int[] rows, int count) {
    return new Batch(
        batch.schema(), batch.vectors(), batch.rowCount(), Selection.of(rows, count), null, null);
  }

  /** Adds the values of another store's namespace; those that are new go to {@code groups}. */
  void merge(
      DistinctStore source,
      long sourceNamespace,
      AggregateStore groups,
      long namespace,
      IntPredicate accepts) {
    AggregateTable.Cursor cursor = source.table.scan(sourceNamespace);
    boolean more = true;
    while (more) {
      collected.clear();
      while (collected.count() < sources.length && (more = cursor.next())) {
        if (accepts.test(KeyGroups.of(cursor.keyHash()))) {
          sources[collected.count()] = cursor.row();
          collected.add(cursor);
        }
      }
      if (collected.count() > 0) {
        mergeChunk(groups, namespace);
      }
    }
  }

  private void mergeChunk(AggregateStore groups, long namespace) {
    int count = collected.count();
    EncodedKeys keys = collected.keys();
    table.findOrCreate(namespace, keys, entries);
    List<FieldVector> vectors = Vectors.create(entrySchema, allocator);
    long[] addresses = new long[count];
    for (int i = 0; i < count; i++) {
      addresses[i] = keys.address(i);
    }
    decoder.decode(addresses, count, vectors, 0);
    vectors.forEach(vector -> vector.setValueCount(count));
    try (Batch batch = Batch.ofInserts(entrySchema, vectors, count)) {
      long[] rows = new long[count];
      groups.rows().findOrCreate(namespace, groupEncoder.encode(batch), rows);
      Column[] columns = columns(batch);
      for (int f = 0; f < offsets.length; f++) {
        int changed = 0;
        for (int i = 0; i < count; i++) {
          long added = Memory.getLong(sources[i] + offsets[f]);
          long cell = entries[i] + offsets[f];
          long before = Memory.getLong(cell);
          Memory.putLong(cell, before + added);
          if (before == 0 && added != 0) {
            changedRows[changed] = i;
            changedGroups[changed++] = rows[i];
          }
        }
        apply(f, columns, null, groups.bytes(namespace), changed);
      }
    }
  }

  private Column[] columns(Batch entriesBatch) {
    Column[] columns = new Column[layout.aggregation().rows().size()];
    int firstValue = layout.aggregation().keys().size();
    for (int i = 0; i < distinct.columns().size(); i++) {
      columns[distinct.columns().get(i)] = Column.of(entriesBatch.vector(firstValue + i));
    }
    return columns;
  }

  void drop(long namespace) {
    table.drop(namespace);
  }

  @Override
  public void close() {
    encoder.close();
    groupEncoder.close();
    collected.close();
  }
}
