package io.weir.runtime.operator.group;

import io.weir.runtime.error.UnknownRow;
import io.weir.runtime.operator.Operator;
import io.weir.runtime.operator.OperatorContext;
import io.weir.runtime.operator.Output;
import io.weir.runtime.operator.aggregate.AggregateCall;
import io.weir.runtime.operator.aggregate.AggregateLayout;
import io.weir.runtime.operator.aggregate.AggregateStore;
import io.weir.runtime.operator.aggregate.BatchGrouper;
import io.weir.runtime.operator.aggregate.PartialReader;
import io.weir.runtime.operator.aggregate.RepeatedRows;
import io.weir.runtime.plan.Forgetting;
import io.weir.runtime.state.AggregateTable;
import io.weir.runtime.state.CellView;
import io.weir.runtime.state.EncodedKeys;
import io.weir.runtime.state.KeyCollector;
import io.weir.runtime.state.KeyDecoder;
import io.weir.runtime.state.KeyEncoder;
import io.weir.runtime.state.TableSpec.Cell;
import io.weir.runtime.stream.Batch;
import io.weir.runtime.stream.RowKind;
import io.weir.runtime.stream.Selection;
import io.weir.runtime.type.Schema;
import io.weir.runtime.vector.Memory;
import io.weir.runtime.vector.Vectors;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;

/**
 * Runs a {@link GroupAggregateNode}. A batch is worked off in steps: find the rows of its groups,
 * write down their old results, fold all of it in, write down the new results beside the old ones,
 * and send what differs.
 */
final class GroupAggregateOperator implements Operator {
  private static final long NAMESPACE = AggregateTable.NO_NAMESPACE;

  /** Which batch touched the group last, and as which of its groups. */
  static final Cell STAMP = new Cell("stamp", Cell.Kind.SCRATCH);

  /** 1 in the row of a group without keys: that it is sent, though it may count no rows. */
  static final Cell SENT = new Cell("sent", Cell.Kind.LONG, CellView.hidden(1));

  private static final int GROUP_BITS = 16;

  private final GroupAggregateNode node;
  private final BufferAllocator allocator;
  private final AggregateStore store;
  private final KeyEncoder encoder;
  private final KeyDecoder decoder;
  private final PartialReader partials;
  private final ChangeEmitter changes;
  private final boolean isGlobal;

  /** Whether rows may leave that never came. */
  private final boolean isForgiving;

  private final int stampOffset;
  private final int sentOffset;
  private long batchNumber;
  private boolean isFirstRowDue;

  /** Whether keys are encoded once for all rows of a batch that have them. */
  private final boolean sharesKeys;

  private final RepeatedRows repeated;

  /** The group of each key of the batch, and that of each row where rows share keys. */
  private long[] keyGroups = new long[Batch.MAX_ROWS];

  private long[] rowGroups = new long[Batch.MAX_ROWS];
  private final TouchedGroups touched = new TouchedGroups();
  private final BatchGrouper grouper = new BatchGrouper();

  GroupAggregateOperator(GroupAggregateNode node, OperatorContext context) {
    this.node = node;
    allocator = context.allocator();
    AggregateLayout layout = AggregateLayout.of(node.aggregation());
    isGlobal = node.aggregation().keys().isEmpty();
    isForgiving = Forgetting.isPossible(node);
    store =
        new AggregateStore(
            layout,
            GroupAggregateNode.TABLE,
            Optional.empty(),
            GroupAggregateNode.extraCells(isGlobal),
            node.ttlMillis(),
            isForgiving,
            context);
    stampOffset = store.rows().cellOffset(layout.cells().size());
    sentOffset = isGlobal ? store.rows().cellOffset(layout.cells().size() + 1) : -1;
    List<Integer> keyColumns =
        node.isMerging()
            ? IntStream.range(0, node.aggregation().keys().size()).boxed().toList()
            : node.aggregation().keys();
    decoder = new KeyDecoder(node.aggregation().keySchema());
    encoder = new KeyEncoder(node.input().properties().schema(), keyColumns, allocator);
    partials = node.isMerging() ? new PartialReader(store, keyColumns.size(), allocator) : null;
    sharesKeys = partials == null && !isForgiving && !store.needsKeys();
    repeated = new RepeatedRows(node.input().properties().schema(), keyColumns);
    changes =
        new ChangeEmitter(node.properties().schema(), node.properties().changelog(), allocator);
    isFirstRowDue = isGlobal && !node.waitsForRows() && !isFirstRowSent();
  }

  @Override
  public boolean process(int input, Batch batch, Output out) {
    try (batch) {
      if (batch.size() > 0) {
        isFirstRowDue = false;
        update(batch, out);
      }
    }
    return true;
  }

  @Override
  public boolean advance(int input, long watermarkMillis, Output out) {
    sendFirstRow(out);
    return true;
  }

  @Override
  public boolean endOfInput(int input, Output out) {
    isFirstRowDue |= node.waitsForRows() && !isFirstRowSent();
    sendFirstRow(out);
    store.checkAtRest();
    return true;
  }

  @Override
  public void checkAtRest() {
    store.checkAtRest();
  }

  @Override
  public long nextTimeMillis() {
    return isFirstRowDue ? Long.MIN_VALUE : Long.MAX_VALUE;
  }

  @Override
  public boolean onTime(long wallMillis, Output out) {
    sendFirstRow(out);
    return true;
  }

  @Override
  public void close() {
    encoder.close();
    store.close();
    if (partials != null) {
      partials.close();
    }
  }

  private void update(Batch batch, Output out) {
    boolean hasRepeated = sharesKeys && repeated.find(batch);
    Batch keyed = hasRepeated ? view(batch, repeated.first(), repeated.different(), null) : batch;
    EncodedKeys keys = encoder.encode(keyed);
    reserve(batch.size());
    store.begin();
    store.rows().findOrCreate(NAMESPACE, keys, keyGroups);
    findTouched(keys.count());
    List<FieldVector> results = resultVectors(2 * touched.count);
    List<FieldVector> keyVectors = keyVectors(keys);
    try {
      writeResults(results, 0);
      if (hasRepeated) {
        store.fold(NAMESPACE, batch, groupsOfRows(batch.size()));
      } else {
        fold(batch, keys);
      }
      writeResults(results, touched.count);
      send(keyVectors, results, out);
      removeEmpty(keyed);
    } finally {
      results.forEach(FieldVector::close);
      keyVectors.forEach(FieldVector::close);
    }
  }

  private void reserve(int rows) {
    if (keyGroups.length < rows) {
      keyGroups = new long[rows];
      rowGroups = new long[rows];
    }
  }

  private long[] groupsOfRows(int rows) {
    int[] numberOf = repeated.numberOf();
    for (int i = 0; i < rows; i++) {
      rowGroups[i] = keyGroups[numberOf[i]];
    }
    return rowGroups;
  }

  private void fold(Batch batch, EncodedKeys keys) {
    if (partials == null) {
      Batch known = isForgiving && batch.rowKinds() != null ? known(batch, keys) : batch;
      EncodedKeys knownKeys = known == batch ? keys : encoder.encode(known);
      store.fold(NAMESPACE, known, knownKeys, keyGroups);
    } else {
      store.mergeInto(NAMESPACE, keyGroups, partials.read(batch), partials, keys.count());
    }
  }

  /**
   * The rows of a batch without those that leave a group that has no rows, because it has been
   * forgotten. Leaves the groups of the others in their places.
   */
  private Batch known(Batch batch, EncodedKeys keys) {
    grouper.group(keys);
    long[] counts = new long[grouper.count()];
    for (int group = 0; group < counts.length; group++) {
      counts[group] = store.rowCount(keyGroups[grouper.first()[group]]);
    }
    int[] known = new int[batch.size()];
    int count = 0;
    for (int i = 0; i < known.length; i++) {
      int row = batch.selection().row(i);
      int group = grouper.groupOf()[i];
      boolean adds = RowKind.isAdding(batch.rowKinds()[row]);
      if (adds || counts[group] > 0) {
        counts[group] += adds ? 1 : -1;
        keyGroups[count] = keyGroups[i];
        known[count++] = row;
      }
    }
    return count == known.length ? batch : view(batch, known, count, batch.rowKinds());
  }

  private static Batch view(Batch batch, int[] rows, int count, byte[] kinds) {
    return new Batch(
        batch.schema(), batch.vectors(), batch.rowCount(), Selection.of(rows, count), kinds, null);
  }

  /** The touched groups' keys, as the state has them: equal keys may have come as 0.0 and -0.0. */
  private List<FieldVector> keyVectors(EncodedKeys keys) {
    long[] addresses = new long[touched.count];
    for (int g = 0; g < touched.count; g++) {
      addresses[g] = keys.address(touched.positions[g]);
    }
    Schema schema = node.aggregation().keySchema();
    List<FieldVector> vectors = Vectors.create(schema, allocator);
    for (FieldVector vector : vectors) {
      vector.setInitialCapacity(touched.count);
      vector.allocateNew();
    }
    decoder.decode(addresses, touched.count, vectors, 0);
    vectors.forEach(vector -> vector.setValueCount(touched.count));
    return vectors;
  }

  private void findTouched(int count) {
    long stamp = ++batchNumber << GROUP_BITS;
    touched.clear(count);
    for (int i = 0; i < count; i++) {
      long group = keyGroups[i];
      long cell = group + stampOffset;
      if (Memory.getLong(cell) != stamp) {
        Memory.putLong(cell, stamp);
        touched.add(group, i, isPresent(group));
      }
    }
  }

  private boolean isPresent(long group) {
    return isGlobal ? Memory.getLong(group + sentOffset) != 0 : store.rowCount(group) != 0;
  }

  private List<FieldVector> resultVectors(int rows) {
    List<FieldVector> vectors = new ArrayList<>();
    for (AggregateCall call : node.aggregation().calls()) {
      FieldVector vector = Vectors.create(call.name(), call.type(), allocator);
      vector.setInitialCapacity(rows);
      vector.allocateNew();
      vectors.add(vector);
    }
    return vectors;
  }

  private void writeResults(List<FieldVector> results, int from) {
    for (int c = 0; c < results.size(); c++) {
      FieldVector vector = results.get(c);
      store.writeResults(c, NAMESPACE, touched.groups, touched.count, vector, from);
      vector.setValueCount(from + touched.count);
    }
  }

  private void send(List<FieldVector> keyVectors, List<FieldVector> results, Output out) {
    int count = touched.count;
    boolean[] differs = new boolean[count];
    for (int c = 0; c < results.size(); c++) {
      ResultDifference.mark(
          results.get(c), node.aggregation().calls().get(c).type(), count, differs);
    }
    changes.begin(keyVectors, results, out);
    for (int g = 0; g < count; g++) {
      boolean was = touched.wasPresent[g];
      boolean is = isPresentNow(touched.groups[g]);
      if (was && is) {
        if (differs[g]) {
          changes.updated(g, g, count + g);
        }
      } else if (is) {
        changes.inserted(g, count + g);
      } else if (was) {
        changes.deleted(g, g);
      }
    }
    changes.end();
  }

  private boolean isPresentNow(long group) {
    if (isGlobal) {
      boolean isSent = !node.waitsForRows() || store.rowCount(group) > 0;
      Memory.putLong(group + sentOffset, isSent ? 1 : 0);
      return isSent;
    }
    long rows = store.rowCount(group);
    if (rows < 0 && !isForgiving) {
      throw UnknownRow.leaves("a group");
    }
    return rows > 0;
  }

  /**
   * @param keyed whose live rows have the keys of the batch
   */
  private void removeEmpty(Batch keyed) {
    if (isGlobal) {
      return;
    }
    int[] empty = new int[touched.count];
    int count = 0;
    for (int g = 0; g < touched.count; g++) {
      if (store.rowCount(touched.groups[g]) <= 0) {
        empty[count++] = keyed.selection().row(touched.positions[g]);
      }
    }
    if (count > 0) {
      store.remove(NAMESPACE, encoder.encode(view(keyed, empty, count, null)));
    }
  }

  private boolean isFirstRowSent() {
    try (KeyCollector none = emptyKey()) {
      long[] row = new long[1];
      store.rows().find(NAMESPACE, none.keys(), row);
      return row[0] != 0 && isPresent(row[0]);
    }
  }

  private void sendFirstRow(Output out) {
    if (!isFirstRowDue) {
      return;
    }
    isFirstRowDue = false;
    List<FieldVector> results = resultVectors(1);
    try (KeyCollector none = emptyKey()) {
      touched.clear(1);
      long[] row = new long[1];
      store.rows().findOrCreate(NAMESPACE, none.keys(), row);
      touched.add(row[0], 0, false);
      Memory.putLong(row[0] + sentOffset, 1);
      writeResults(results, 0);
      changes.begin(List.of(), results, out);
      changes.inserted(0, 0);
      changes.end();
    } finally {
      results.forEach(FieldVector::close);
    }
  }

  private KeyCollector emptyKey() {
    KeyCollector keys = new KeyCollector(allocator);
    keys.addEmpty();
    return keys;
  }

  /** The groups of a batch, each once. */
  private static final class TouchedGroups {
    long[] groups = new long[Batch.MAX_ROWS];
    int[] positions = new int[Batch.MAX_ROWS];
    boolean[] wasPresent = new boolean[Batch.MAX_ROWS];
    int count;

    void clear(int capacity) {
      count = 0;
      if (groups.length < capacity) {
        groups = new long[capacity];
        positions = new int[capacity];
        wasPresent = new boolean[capacity];
      }
    }

    /**
     * @param position which of the batch's keys is the group's
     */
    void add(long group, int position, boolean isPresent) {
      groups[count] = group;
      positions[count] = position;
      wasPresent[count++] = isPresent;
    }
  }
}
