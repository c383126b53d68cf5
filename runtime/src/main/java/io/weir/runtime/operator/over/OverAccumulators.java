package io.weir.runtime.operator.over;

import io.weir.runtime.operator.OperatorContext;
import io.weir.runtime.operator.aggregate.AggregateCall;
import io.weir.runtime.operator.aggregate.AggregateLayout;
import io.weir.runtime.operator.aggregate.AggregateStore;
import io.weir.runtime.operator.aggregate.Aggregation;
import io.weir.runtime.operator.aggregate.BatchGrouper;
import io.weir.runtime.state.AggregateTable;
import io.weir.runtime.state.CellView;
import io.weir.runtime.state.EncodedKeys;
import io.weir.runtime.state.KeyEncoder;
import io.weir.runtime.state.TableSpec;
import io.weir.runtime.state.TableSpec.Cell;
import io.weir.runtime.stream.Batch;
import io.weir.runtime.stream.Selection;
import io.weir.runtime.vector.Memory;
import io.weir.runtime.vector.Vectors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;

/**
 * What is remembered of all rows of a partition that have been emitted: the accumulators of
 * aggregates whose frames begin with the first row, and how many rows and groups of peers there
 * were.
 */
final class OverAccumulators implements AutoCloseable {
  private static final long NAMESPACE = AggregateTable.NO_NAMESPACE;
  private static final List<Cell> COUNTERS =
      List.of(
          new Cell("emitted rows", Cell.Kind.LONG, CellView.number()),
          new Cell("emitted peers", Cell.Kind.LONG, CellView.number()));

  private final boolean areRowsSingle;
  private final AggregateStore store;
  private final KeyEncoder encoder;
  private final BufferAllocator allocator;
  private final List<AggregateCall> calls;
  private final int rowsOffset;
  private final int peersOffset;
  private final BatchGrouper grouper = new BatchGrouper();
  private long[] groups = new long[Batch.MAX_ROWS];

  OverAccumulators(OverNode node, OperatorContext context) {
    areRowsSingle = node.frame().unit() == OverFrame.Unit.ROWS;
    AggregateLayout layout = layout(node);
    store =
        new AggregateStore(
            layout,
            "partitions",
            Optional.empty(),
            COUNTERS,
            node.runningTtlMillis(),
            false,
            context);
    encoder =
        new KeyEncoder(node.input().properties().schema(), node.partition(), context.allocator());
    allocator = context.allocator();
    calls = layout.aggregation().calls();
    rowsOffset = store.rows().cellOffset(layout.cells().size());
    peersOffset = store.rows().cellOffset(layout.cells().size() + 1);
  }

  private static AggregateLayout layout(OverNode node) {
    List<AggregateCall> calls = new ArrayList<>();
    for (OverCall call : node.calls()) {
      if (takes(call, node.frame())) {
        calls.add(call.aggregate().orElseThrow());
      }
    }
    return AggregateLayout.of(
        new Aggregation(node.input().properties().schema(), node.partition(), calls, false));
  }

  static List<TableSpec> specs(OverNode node) {
    return AggregateStore.specs(
        layout(node), "partitions", Optional.empty(), COUNTERS, node.runningTtlMillis());
  }

  /** Whether a call is computed here. */
  static boolean takes(OverCall call, OverFrame frame) {
    return call.function() == OverFunction.AGGREGATE && frame.isCumulative();
  }

  /** Whether a node needs anything of this. */
  static boolean isNeeded(OverNode node) {
    return node.calls().stream()
        .anyMatch(
            call ->
                takes(call, node.frame())
                    || call.function() == OverFunction.ROW_NUMBER
                    || call.function() == OverFunction.RANK
                    || call.function() == OverFunction.DENSE_RANK);
  }

  /**
   * Tells the rows how many came before them, and counts those that are emitted now.
   *
   * @param partitions the key of each segment
   */
  void count(EncodedKeys partitions, OverRows rows) {
    reserve(partitions.count());
    store.begin();
    store.rows().findOrCreate(NAMESPACE, partitions, groups);
    for (int s = 0; s < rows.segments(); s++) {
      long contextRows = 0;
      long contextPeers = 0;
      long newRows = 0;
      long newPeers = 0;
      for (int row = rows.segmentStart(s); row < rows.segmentEnd(s); row++) {
        boolean isFirstPeer = rows.peersFrom(row) == row;
        if (rows.isWanted(row)) {
          newRows++;
          newPeers += isFirstPeer ? 1 : 0;
        } else {
          contextRows++;
          contextPeers += isFirstPeer ? 1 : 0;
        }
      }
      long rowsBefore = Memory.getLong(groups[s] + rowsOffset);
      long peersBefore = Memory.getLong(groups[s] + peersOffset);
      rows.setBefore(s, rowsBefore - contextRows, peersBefore - contextPeers);
      Memory.putLong(groups[s] + rowsOffset, rowsBefore + newRows);
      Memory.putLong(groups[s] + peersOffset, peersBefore + newPeers);
    }
  }

  /**
   * Folds the rows that are emitted now, and gives the results after each; the caller closes them.
   * Rows are folded together up to the first whose partition has come before.
   *
   * @param partitions the key of each segment
   */
  List<FieldVector> fold(EncodedKeys partitions, OverRows rows, Batch batch) {
    List<FieldVector> results = new ArrayList<>();
    for (AggregateCall call : calls) {
      FieldVector vector = Vectors.create(call.name(), call.type(), allocator);
      vector.setInitialCapacity(rows.count());
      vector.allocateNew();
      results.add(vector);
    }
    if (!calls.isEmpty()) {
      foldRuns(partitions, rows, batch, results);
    }
    results.forEach(result -> result.setValueCount(rows.count()));
    return results;
  }

  private void foldRuns(
      EncodedKeys partitions, OverRows rows, Batch batch, List<FieldVector> results) {
    grouper.group(partitions);
    int[] partitionOf = grouper.groupOf();
    int[] foldedAt = new int[grouper.count()];
    Arrays.fill(foldedAt, -1);
    int from = 0;
    int to = 0;
    for (int s = 0; s < rows.segments(); s++) {
      for (int row = rows.segmentStart(s); row < rows.segmentEnd(s); ) {
        if (!rows.isWanted(row)) {
          row++;
          continue;
        }
        int end = areRowsSingle ? row + 1 : rows.peersTo(row);
        boolean hasCome = foldedAt[partitionOf[s]] == from;
        if (hasCome || row != to) {
          fold(batch, from, to - from, results);
          from = row;
        }
        foldedAt[partitionOf[s]] = from;
        to = end;
        row = end;
      }
    }
    fold(batch, from, to - from, results);
  }

  private void fold(Batch batch, int from, int count, List<FieldVector> results) {
    if (count == 0) {
      return;
    }
    Batch view =
        new Batch(
            batch.schema(),
            batch.vectors(),
            batch.rowCount(),
            Selection.range(from, count),
            null,
            null);
    EncodedKeys keys = encoder.encode(view);
    reserve(count);
    store.rows().findOrCreate(NAMESPACE, keys, groups);
    store.fold(NAMESPACE, view, keys, groups);
    for (int call = 0; call < results.size(); call++) {
      store.writeResults(call, NAMESPACE, groups, count, results.get(call), from);
    }
  }

  private void reserve(int count) {
    if (groups.length < count) {
      groups = Arrays.copyOf(groups, count * 2);
    }
  }

  /** Checks what must hold at a barrier. */
  void checkAtRest() {
    store.checkAtRest();
  }

  @Override
  public void close() {
    store.close();
    encoder.close();
  }
}
