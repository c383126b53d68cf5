package io.weir.runtime.operator.rank;

import io.weir.runtime.operator.Operator;
import io.weir.runtime.operator.OperatorContext;
import io.weir.runtime.operator.Output;
import io.weir.runtime.operator.aggregate.BatchGrouper;
import io.weir.runtime.operator.sort.OrderedRowCodec;
import io.weir.runtime.state.AggregateTable;
import io.weir.runtime.state.CellView;
import io.weir.runtime.state.EncodedKeys;
import io.weir.runtime.state.KeyCollector;
import io.weir.runtime.state.KeyEncoder;
import io.weir.runtime.state.TableSpec;
import io.weir.runtime.state.TableSpec.Cell;
import io.weir.runtime.stream.Batch;
import io.weir.runtime.stream.RowKind;
import io.weir.runtime.stream.Selection;
import io.weir.runtime.type.Schema;
import io.weir.runtime.vector.Memory;
import java.util.List;

/**
 * Runs a {@link TopNNode} that wants the first row of each partition of rows that never leave: one
 * row a key is all that is kept. The first row of each key of a batch is found first, then compared
 * with what is there.
 *
 * <p>Where the last row by a rowtime is kept and rows carry the watermark before them, somebody
 * behind judges by it whether the row before is late. Then every row is compared by itself, and
 * what it changes carries its watermark.
 */
final class TopOneOperator implements Operator {
  private static final long NAMESPACE = AggregateTable.NO_NAMESPACE;
  private static final int ROW = 0;
  private static final int RANK = 1;

  private final AggregateTable table;
  private final KeyEncoder partitions;
  private final OrderedRowCodec codec;
  private final KeyCollector candidates;
  private final KeyCollector winners;
  private final BatchGrouper grouper = new BatchGrouper();
  private final RowBytes bytes;
  private final RankedChanges changes;
  private final boolean keepsRowtime;
  private int[] best = new int[Batch.MAX_ROWS];
  private int[] winning = new int[Batch.MAX_ROWS];
  private boolean[] isNew = new boolean[Batch.MAX_ROWS];
  private long[] rows = new long[Batch.MAX_ROWS];

  TopOneOperator(TopNNode node, OperatorContext context) {
    Schema schema = node.input().properties().schema();
    table = context.state().aggregate(spec(node));
    keepsRowtime = node.keepsRowtime();
    partitions = new KeyEncoder(schema, node.partition(), context.allocator());
    codec = new OrderedRowCodec(schema, node.keys(), context.allocator());
    candidates = new KeyCollector(context.allocator());
    winners = new KeyCollector(context.allocator());
    bytes = new RowBytes(context.allocator());
    changes =
        new RankedChanges(
            node.properties().schema(),
            node.properties().changelog(),
            node.rankColumn().isPresent(),
            codec,
            bytes,
            context.allocator());
  }

  static TableSpec spec(TopNNode node) {
    Schema schema = node.input().properties().schema();
    return new TableSpec(
        "first",
        1,
        TableSpec.Shape.AGGREGATE,
        false,
        schema.project(node.partition()),
        List.of(
            new Cell(
                "row of " + schema.names(),
                Cell.Kind.BYTES,
                CellView.ofParts(List.of(OrderedRowCodec.part(schema, node.keys()))))),
        new Schema(List.of()),
        node.ttlMillis());
  }

  @Override
  public boolean process(int input, Batch batch, Output out) {
    try (batch) {
      if (batch.size() > 0) {
        reserve(batch.size());
        if (keepsRowtime && batch.rowWatermarks() != null) {
          replaceOneByOne(batch);
        } else {
          replace(batch);
        }
      }
    }
    changes.send(out);
    bytes.clear();
    return true;
  }

  private void replaceOneByOne(Batch batch) {
    for (int i = 0; i < batch.size(); i++) {
      int row = batch.selection().row(i);
      Selection one = Selection.of(new int[] {row}, 1);
      changes.at(batch.rowWatermarks()[row]);
      replace(
          new Batch(
              batch.schema(), batch.vectors(), batch.rowCount(), one, batch.rowKinds(), null));
    }
  }

  private void replace(Batch batch) {
    EncodedKeys keys = partitions.encode(batch);
    EncodedKeys encoded = codec.encode(batch);
    findBest(keys, encoded);
    replace(keys, encoded);
  }

  private void reserve(int count) {
    if (best.length < count) {
      best = new int[count];
      winning = new int[count];
      isNew = new boolean[count];
      rows = new long[count];
    }
  }

  /** Finds the first row of each key among those of the batch. */
  private void findBest(EncodedKeys keys, EncodedKeys encoded) {
    grouper.group(keys);
    System.arraycopy(grouper.first(), 0, best, 0, grouper.count());
    if (grouper.count() == keys.count()) {
      return;
    }
    int[] groupOf = grouper.groupOf();
    for (int i = 0; i < keys.count(); i++) {
      int present = best[groupOf[i]];
      if (present != i
          && compare(encoded, i, encoded.address(present), encoded.length(present)) < 0) {
        best[groupOf[i]] = i;
      }
    }
  }

  private static int compare(EncodedKeys encoded, int i, long other, int otherLength) {
    return Memory.compare(encoded.address(i), encoded.length(i), other, otherLength);
  }

  private void replace(EncodedKeys keys, EncodedKeys encoded) {
    candidates.clear();
    for (int group = 0; group < grouper.count(); group++) {
      int first = grouper.first()[group];
      candidates.add(keys.address(first), keys.length(first), keys.hash(first));
    }
    table.begin();
    table.find(NAMESPACE, candidates.keys(), rows);
    winners.clear();
    for (int group = 0; group < grouper.count(); group++) {
      int i = best[group];
      boolean wins = rows[group] == 0 || isBefore(encoded, i, rows[group]);
      if (wins) {
        int w = winners.count();
        winning[w] = i;
        isNew[w] = rows[group] == 0;
        winners.add(keys.address(i), keys.length(i), keys.hash(i));
      }
    }
    table.findOrCreate(NAMESPACE, winners.keys(), rows);
    for (int w = 0; w < winners.count(); w++) {
      write(encoded, winning[w], rows[w], isNew[w]);
    }
  }

  private boolean isBefore(EncodedKeys encoded, int i, long row) {
    long present = table.bytesAddress(NAMESPACE, row, ROW);
    return compare(encoded, i, present, table.bytesLength(NAMESPACE, row, ROW)) < 0;
  }

  private void write(EncodedKeys encoded, int i, long row, boolean isFirst) {
    if (!isFirst && changes.needsOld()) {
      int length = table.bytesLength(NAMESPACE, row, ROW);
      long start = bytes.add(table.bytesAddress(NAMESPACE, row, ROW), length);
      changes.add(RowKind.UPDATE_BEFORE, start, length, RANK);
    }
    long address = encoded.address(i);
    int length = encoded.length(i);
    table.putBytes(NAMESPACE, row, ROW, address, length);
    byte kind = isFirst ? RowKind.INSERT : RowKind.UPDATE_AFTER;
    changes.add(kind, bytes.add(address, length), length, RANK);
  }

  @Override
  public void close() {
    partitions.close();
    codec.close();
    candidates.close();
    winners.close();
    bytes.close();
  }
}
