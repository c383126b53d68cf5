package io.weir.runtime.operator.sort;

import io.weir.runtime.error.UnknownRow;
import io.weir.runtime.operator.Operator;
import io.weir.runtime.operator.OperatorContext;
import io.weir.runtime.operator.OperatorSnapshot;
import io.weir.runtime.operator.Output;
import io.weir.runtime.operator.aggregate.BatchGrouper;
import io.weir.runtime.plan.ChangelogKind;
import io.weir.runtime.plan.Forgetting;
import io.weir.runtime.state.AggregateTable;
import io.weir.runtime.state.CellView;
import io.weir.runtime.state.EncodedKeys;
import io.weir.runtime.state.KeyCollector;
import io.weir.runtime.state.KeyDecoder;
import io.weir.runtime.state.KeyEncoder;
import io.weir.runtime.state.StatePart;
import io.weir.runtime.state.TableSpec;
import io.weir.runtime.state.TableSpec.Cell;
import io.weir.runtime.stream.Batch;
import io.weir.runtime.stream.RowKind;
import io.weir.runtime.stream.Selection;
import io.weir.runtime.stream.Watermark;
import io.weir.runtime.type.Schema;
import io.weir.runtime.vector.Memory;
import io.weir.runtime.vector.Vectors;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;

/**
 * Runs a {@link FinalRowsNode}. Of an upsert stream it keeps the last row of each key, of a retract
 * stream how often each row is there.
 */
final class FinalRowsOperator implements Operator {
  private static final long NAMESPACE = AggregateTable.NO_NAMESPACE;
  private static final int ROW = 0;
  private static final int COUNT = 0;

  private final Schema schema;
  private final boolean isUpsert;

  /** Whether rows may leave that never came. */
  private final boolean isForgiving;

  private final BufferAllocator allocator;
  private final AggregateTable table;
  private final KeyEncoder keyEncoder;
  private final KeyEncoder rowEncoder;
  private final KeyDecoder rowDecoder;
  private final BatchGrouper grouper = new BatchGrouper();
  private long[] rows = new long[Batch.MAX_ROWS];
  private final long[] addresses = new long[Batch.MAX_ROWS];

  private AggregateTable.Cursor cursor;

  /** How many rows of the table are done, and how often the next one has been emitted. */
  private long rowsDone;

  private long copiesDone;
  private long copiesLeft;

  /** Whether all rows have gone: until then their times are still to come. */
  private boolean isEmitted;

  FinalRowsOperator(FinalRowsNode node, OperatorContext context) {
    schema = node.properties().schema();
    isForgiving = Forgetting.isPossible(node);
    isUpsert = node.input().properties().changelog() == ChangelogKind.UPSERT;
    allocator = context.allocator();
    table = context.state().aggregate(spec(node));
    List<Integer> all = IntStream.range(0, schema.size()).boxed().toList();
    keyEncoder = new KeyEncoder(schema, keyColumns(node), allocator);
    rowEncoder = new KeyEncoder(schema, all, allocator);
    rowDecoder = new KeyDecoder(schema);
  }

  static TableSpec spec(FinalRowsNode node) {
    Schema schema = node.properties().schema();
    boolean isUpsert = node.input().properties().changelog() == ChangelogKind.UPSERT;
    CellView row = CellView.ofParts(List.of(StatePart.of(StatePart.Kind.KEY, schema)));
    Cell cell =
        isUpsert
            ? new Cell("row", Cell.Kind.BYTES, row)
            : new Cell("count", Cell.Kind.LONG, CellView.number().named("row_count"));
    return TableSpec.aggregate("rows", 1, false, schema.project(keyColumns(node)), List.of(cell));
  }

  private static List<Integer> keyColumns(FinalRowsNode node) {
    Schema schema = node.properties().schema();
    return node.input().properties().changelog() == ChangelogKind.UPSERT
        ? node.input().properties().upsertKey()
        : IntStream.range(0, schema.size()).boxed().toList();
  }

  @Override
  public boolean process(int input, Batch batch, Output out) {
    try (batch) {
      if (batch.size() > 0) {
        if (rows.length < batch.size()) {
          rows = new long[batch.size()];
        }
        if (isUpsert) {
          replace(batch);
        } else {
          count(batch);
        }
      }
    }
    return true;
  }

  private void count(Batch batch) {
    EncodedKeys keys = keyEncoder.encode(batch);
    table.findOrCreate(NAMESPACE, keys, rows);
    int offset = table.cellOffset(COUNT);
    for (int i = 0; i < keys.count(); i++) {
      long cell = rows[i] + offset;
      Memory.putLong(cell, Memory.getLong(cell) + (isAdding(batch, i) ? 1 : -1));
    }
    int[] gone = new int[keys.count()];
    int goneCount = 0;
    for (int i = 0; i < keys.count(); i++) {
      long count = Memory.getLong(rows[i] + offset);
      if (count < 0 && !isForgiving) {
        throw UnknownRow.leaves("a result");
      }
      if (count <= 0) {
        gone[goneCount++] = batch.selection().row(i);
      }
    }
    remove(batch, gone, goneCount);
  }

  private void replace(Batch batch) {
    grouper.group(keyEncoder.encode(batch));
    int[] lastPositions = Arrays.copyOf(grouper.last(), grouper.count());
    Arrays.sort(lastPositions);
    int[] kept = new int[lastPositions.length];
    int[] gone = new int[lastPositions.length];
    int keptCount = 0;
    int goneCount = 0;
    for (int position : lastPositions) {
      int row = batch.selection().row(position);
      if (isAdding(batch, position)) {
        kept[keptCount++] = row;
      } else {
        gone[goneCount++] = row;
      }
    }
    Batch view = view(batch, kept, keptCount);
    table.findOrCreate(NAMESPACE, keyEncoder.encode(view), rows);
    EncodedKeys values = rowEncoder.encode(view);
    for (int i = 0; i < keptCount; i++) {
      table.putBytes(NAMESPACE, rows[i], ROW, values.address(i), values.length(i));
    }
    remove(batch, gone, goneCount);
  }

  private void remove(Batch batch, int[] gone, int count) {
    if (count > 0) {
      table.remove(NAMESPACE, keyEncoder.encode(view(batch, gone, count)));
    }
  }

  private static boolean isAdding(Batch batch, int position) {
    return batch.rowKinds() == null
        || RowKind.isAdding(batch.rowKinds()[batch.selection().row(position)]);
  }

  private static Batch view(Batch batch, int[] rows, int count) {
    return new Batch(
        batch.schema(), batch.vectors(), batch.rowCount(), Selection.of(rows, count), null, null);
  }

  @Override
  public long outputWatermark(long[] inputWatermarksMillis) {
    return isEmitted ? inputWatermarksMillis[0] : Watermark.NONE;
  }

  @Override
  public boolean holdsTime() {
    return true;
  }

  @Override
  public boolean endOfInput(int input, Output out) {
    if (cursor == null) {
      cursor = table.scan(NAMESPACE);
    }
    while (!out.isFull()) {
      int count = nextRows();
      if (count == 0) {
        table.drop(NAMESPACE);
        cursor = null;
        rowsDone = 0;
        isEmitted = true;
        return true;
      }
      List<FieldVector> vectors = Vectors.create(schema, allocator);
      rowDecoder.decode(addresses, count, vectors, 0);
      vectors.forEach(vector -> vector.setValueCount(count));
      out.emit(Batch.ofInserts(schema, vectors, count));
    }
    return false;
  }

  private int nextRows() {
    int count = 0;
    while (count < addresses.length) {
      if (copiesLeft == 0) {
        if (!cursor.next()) {
          break;
        }
        copiesLeft = isUpsert ? 1 : Memory.getLong(cursor.row() + table.cellOffset(COUNT));
        copiesDone = 0;
      }
      addresses[count++] =
          isUpsert ? table.bytesAddress(NAMESPACE, cursor.row(), ROW) : cursor.keyAddress();
      copiesDone++;
      if (--copiesLeft == 0) {
        rowsDone++;
      }
    }
    return count;
  }

  /** Removes what has been emitted, so that it does not come again after a restart. */
  @Override
  public OperatorSnapshot snapshot(long checkpointId) {
    if (cursor != null) {
      try (KeyCollector done = new KeyCollector(allocator)) {
        AggregateTable.Cursor again = table.scan(NAMESPACE);
        for (long i = 0; i < rowsDone && again.next(); i++) {
          done.add(again);
        }
        if (copiesLeft > 0) {
          again.next();
          takeCopies(again);
        }
        table.remove(NAMESPACE, done.keys());
      }
      cursor = null;
      rowsDone = 0;
      copiesLeft = 0;
    }
    return OperatorSnapshot.EMPTY;
  }

  private void takeCopies(AggregateTable.Cursor at) {
    try (KeyCollector one = new KeyCollector(allocator)) {
      one.add(at);
      long[] row = new long[1];
      table.findOrCreate(NAMESPACE, one.keys(), row);
      long cell = row[0] + table.cellOffset(COUNT);
      Memory.putLong(cell, Memory.getLong(cell) - copiesDone);
    }
  }

  @Override
  public void close() {
    keyEncoder.close();
    rowEncoder.close();
  }
}
