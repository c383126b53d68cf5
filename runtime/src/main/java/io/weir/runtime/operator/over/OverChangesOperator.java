package io.weir.runtime.operator.over;

import io.weir.runtime.error.UnknownRow;
import io.weir.runtime.operator.Operator;
import io.weir.runtime.operator.OperatorContext;
import io.weir.runtime.operator.Output;
import io.weir.runtime.operator.aggregate.BatchGrouper;
import io.weir.runtime.operator.rank.PartitionTimes;
import io.weir.runtime.operator.rank.RowBytes;
import io.weir.runtime.operator.sort.OrderedRowCodec;
import io.weir.runtime.plan.Forgetting;
import io.weir.runtime.state.EncodedKeys;
import io.weir.runtime.state.EntryLayout;
import io.weir.runtime.state.KeyDecoder;
import io.weir.runtime.state.KeyEncoder;
import io.weir.runtime.state.OrderedTable;
import io.weir.runtime.state.StatePart;
import io.weir.runtime.state.TableSpec;
import io.weir.runtime.stream.Batch;
import io.weir.runtime.stream.RowKind;
import io.weir.runtime.type.Schema;
import io.weir.runtime.vector.Memory;
import io.weir.runtime.vector.Vectors;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;

/**
 * Runs an {@link OverNode} whose rows can come and go anywhere. Keeps all rows in order, each with
 * the results that were last emitted with it. After the rows of a batch have come and gone, the
 * rows whose results can have changed are computed again, and those are emitted that differ.
 *
 * <p>Where every call looks at so and so many rows before and after, only the rows around a change
 * are read; else all rows of the partition.
 */
final class OverChangesOperator implements Operator {
  private static final long NAMESPACE = OrderedTable.NO_NAMESPACE;
  private static final int ROWS_AT_ONCE = 512;

  private final OverNode node;
  private final BufferAllocator allocator;
  private final PartitionRows partitionRows;
  private final OrderedTable table;
  private final OrderedTable.Cursor cursor;
  private final OrderedTable.Cursor writer;
  private final KeyEncoder partitions;
  private final OrderedRowCodec codec;
  private final KeyEncoder resultEncoder;
  private final KeyDecoder resultDecoder;
  private final OverEvaluator evaluator;
  private final OverRows rows;
  private final OverReach reach;
  private final BatchGrouper grouper = new BatchGrouper();
  private final OverResults gone;
  private final OverResults changed;
  private final RowBytes goneBytes;
  private final Schema results;

  /** Whether rows may leave that never came. */
  private final boolean isForgiving;

  /** When partitions were changed last, or null if they are kept for ever. */
  private final PartitionTimes times;

  private int[] prefixes = new int[Batch.MAX_ROWS];
  private int[] next = new int[Batch.MAX_ROWS];

  /** Which partition each segment is of. */
  private int[] prefixOfSegment = new int[64];

  /** Rows that have left: where they and their results begin, and how long they are. */
  private long[] goneRows = new long[64];

  private int[] goneRowLengths = new int[64];
  private long[] goneValues = new long[64];
  private int goneCount;

  /** The orders of the rows of one partition that have come or gone, in the bytes of gone rows. */
  private long[] changes = new long[64];

  private int[] changeLengths = new int[64];
  private int changeCount;

  /** The last row of the present partition that is computed, or −1. */
  private int lastWanted;

  OverChangesOperator(OverNode node, OperatorContext context) {
    this.node = node;
    allocator = context.allocator();
    Schema schema = node.input().properties().schema();
    results = node.results();
    table = context.state().ordered(spec(node));
    partitionRows = new PartitionRows(table);
    isForgiving = Forgetting.isPossible(node);
    times = PartitionTimes.of(node.partition(), schema, node.ttlMillis(), table, context);
    cursor = table.cursor();
    writer = table.cursor();
    partitions = new KeyEncoder(schema, node.partition(), allocator);
    codec = new OrderedRowCodec(schema, node.keys(), allocator);
    resultEncoder =
        new KeyEncoder(results, IntStream.range(0, results.size()).boxed().toList(), allocator);
    resultDecoder = new KeyDecoder(results);
    evaluator = new OverEvaluator(node, node.calls(), allocator);
    rows = new OverRows(schema, codec, allocator);
    reach = OverReach.of(node);
    gone = new OverResults(node.properties().schema(), allocator);
    changed = new OverResults(node.properties().schema(), allocator);
    goneBytes = new RowBytes(allocator);
  }

  static List<TableSpec> specs(OverNode node) {
    return PartitionTimes.specs(spec(node), node.ttlMillis());
  }

  private static TableSpec spec(OverNode node) {
    Schema schema = node.input().properties().schema();
    StatePart row = OrderedRowCodec.part(schema, node.keys());
    StatePart results = StatePart.of(StatePart.Kind.OPTIONAL_KEY, node.results());
    return TableSpec.ordered(
            "rows", 1, false, schema.project(node.partition()), node.properties().schema())
        .withLayout(EntryLayout.of(List.of(row), List.of(results)));
  }

  @Override
  public boolean process(int input, Batch batch, Output out) {
    while (batch.size() > 0) {
      if (out.isFull()) {
        return false;
      }
      int count = Math.min(batch.size(), ROWS_AT_ONCE);
      change(
          new Batch(
              batch.schema(),
              batch.vectors(),
              batch.rowCount(),
              batch.selection().limit(count),
              batch.rowKinds(),
              null),
          out);
      batch.skip(count);
    }
    batch.close();
    return true;
  }

  private void change(Batch batch, Output out) {
    EncodedKeys keys = partitions.encode(batch);
    if (prefixes.length < keys.count()) {
      prefixes = new int[keys.count()];
      next = new int[keys.count()];
    }
    grouper.group(keys);
    if (times != null) {
      times.update(keys);
    }
    table.prefixes(NAMESPACE, keys, prefixes);
    EncodedKeys encoded = codec.encode(batch);
    chain(keys.count());
    rows.clear();
    goneBytes.clear();
    goneCount = 0;
    for (int group = 0; group < grouper.count(); group++) {
      int first = grouper.first()[group];
      changeCount = 0;
      for (int i = first; i >= 0; i = next[i]) {
        apply(prefixes[first], encoded.address(i), encoded.length(i), isAdding(batch, i));
      }
      readAround(prefixes[first]);
    }
    sendGone(out);
    compute(out);
  }

  private void chain(int count) {
    int[] last = new int[grouper.count()];
    Arrays.fill(last, -1);
    for (int i = 0; i < count; i++) {
      int group = grouper.groupOf()[i];
      if (last[group] >= 0) {
        next[last[group]] = i;
      }
      last[group] = i;
      next[i] = -1;
    }
  }

  private static boolean isAdding(Batch batch, int i) {
    return batch.rowKinds() == null || RowKind.isAdding(batch.rowKinds()[batch.selection().row(i)]);
  }

  private void apply(int prefix, long row, int length, boolean isAdding) {
    if (isAdding) {
      partitionRows.add(prefix, row, length);
      addChange(partitionRows.order(), length + OverRows.ORDINAL_BYTES);
      return;
    }
    boolean wasThere = partitionRows.findLast(prefix, row, length);
    if (!wasThere && isForgiving) {
      return;
    }
    if (!wasThere) {
      throw UnknownRow.leaves("a partition of OVER");
    }
    OrderedTable.Cursor at = partitionRows.cursor();
    addChange(at.orderAddress(), at.orderLength());
    if (at.valueLength() > 0) {
      addGone(at);
    }
    at.remove();
  }

  private void addChange(long order, int length) {
    if (changeCount == changes.length) {
      changes = Arrays.copyOf(changes, changeCount * 2);
      changeLengths = Arrays.copyOf(changeLengths, changeCount * 2);
    }
    changes[changeCount] = goneBytes.add(order, length);
    changeLengths[changeCount++] = length;
  }

  private void addGone(OrderedTable.Cursor at) {
    if (goneCount == goneRows.length) {
      goneRows = Arrays.copyOf(goneRows, goneCount * 2);
      goneRowLengths = Arrays.copyOf(goneRowLengths, goneCount * 2);
      goneValues = Arrays.copyOf(goneValues, goneCount * 2);
    }
    goneRows[goneCount] = goneBytes.add(at.orderAddress(), at.orderLength());
    goneRowLengths[goneCount] = at.orderLength();
    goneValues[goneCount++] = goneBytes.add(at.valueAddress(), at.valueLength());
  }

  /** Reads the rows that the changes of a partition can concern, and those that they look at. */
  private void readAround(int prefix) {
    if (reach.isUnbounded()) {
      begin(prefix);
      boolean more = cursor.first(NAMESPACE, prefix);
      for (; more; more = cursor.next()) {
        rows.add(cursor, true);
      }
      return;
    }
    Integer[] order = new Integer[changeCount];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, this::compareChanges);
    int done = 0;
    lastWanted = -1;
    while (done < changeCount) {
      done = readAround(prefix, order, done);
    }
  }

  private int compareChanges(int left, int right) {
    return Memory.compare(
        goneBytes.address(changes[left]),
        changeLengths[left],
        goneBytes.address(changes[right]),
        changeLengths[right]);
  }

  /** Reads one run of rows around changes that lie near each other; returns how many are done. */
  private int readAround(int prefix, Integer[] order, int first) {
    begin(prefix);
    int start = rows.count();
    int change = order[first];
    long around = reach.before() + reach.after();
    boolean reachesStart = readBefore(prefix, change, around);
    int done = first;
    long left = 0;
    boolean more =
        cursor.atOrAfter(
            NAMESPACE, prefix, goneBytes.address(changes[change]), changeLengths[change]);
    while (more) {
      if (done < order.length && isAtOrBefore(order[done])) {
        while (done < order.length && isAtOrBefore(order[done])) {
          done++;
        }
        left = around + 1;
      }
      if (left-- == 0) {
        break;
      }
      rows.add(cursor, true);
      more = cursor.next();
    }
    if (!more) {
      done = order.length;
    }
    want(start, reachesStart, !more);
    return done;
  }

  /** Wants the rows of a run of which all is there that they depend on, each once. */
  private void want(int start, boolean reachesStart, boolean reachesEnd) {
    int end = rows.count();
    int before = lastWanted;
    for (int row = start; row < end; row++) {
      boolean isComplete =
          (reachesStart || row - start >= reach.before())
              && (reachesEnd || end - row > reach.after());
      boolean isWanted = isComplete && (before < 0 || compareRows(row, before) > 0);
      rows.setWanted(row, isWanted);
      lastWanted = isWanted ? row : lastWanted;
    }
  }

  private int compareRows(int left, int right) {
    return Memory.compare(
        rows.order(left), rows.orderLength(left), rows.order(right), rows.orderLength(right));
  }

  /** Reads the rows before a change; whether these are all. */
  private boolean readBefore(int prefix, int change, long count) {
    long left = count;
    boolean more =
        cursor.atOrBefore(
            NAMESPACE, prefix, goneBytes.address(changes[change]), changeLengths[change]);
    if (more && compareCursor(change) == 0) {
      more = cursor.previous();
    }
    for (; more && left > 0; left--, more = cursor.previous()) {
      rows.add(cursor, true);
    }
    rows.reverseSegment();
    return !more;
  }

  /** Whether a change lies at the row of the cursor or before it. */
  private boolean isAtOrBefore(int change) {
    return compareCursor(change) >= 0;
  }

  private int compareCursor(int change) {
    return Memory.compare(
        cursor.orderAddress(),
        cursor.orderLength(),
        goneBytes.address(changes[change]),
        changeLengths[change]);
  }

  private void begin(int prefix) {
    rows.beginSegment();
    if (rows.segments() > prefixOfSegment.length) {
      prefixOfSegment = Arrays.copyOf(prefixOfSegment, rows.segments() * 2);
    }
    prefixOfSegment[rows.segments() - 1] = prefix;
  }

  private void sendGone(Output out) {
    if (goneCount == 0) {
      return;
    }
    long[] addresses = new long[goneCount];
    long[] values = new long[goneCount];
    for (int i = 0; i < goneCount; i++) {
      addresses[i] = goneBytes.address(goneRows[i]);
      values[i] = goneBytes.address(goneValues[i]);
      gone.add(RowKind.DELETE, i, i);
    }
    Schema schema = node.input().properties().schema();
    List<FieldVector> vectors = Vectors.create(schema, allocator);
    List<FieldVector> old = decodeResults(values, goneCount);
    codec.decode(addresses, goneRowLengths, goneCount, vectors);
    try (Batch batch = Batch.ofInserts(schema, vectors, goneCount)) {
      gone.send(batch, old, true, out);
    } finally {
      old.forEach(FieldVector::close);
    }
  }

  private List<FieldVector> decodeResults(long[] values, int count) {
    List<FieldVector> vectors = Vectors.create(results, allocator);
    resultDecoder.decode(values, count, vectors, 0);
    vectors.forEach(vector -> vector.setValueCount(count));
    return vectors;
  }

  private void compute(Output out) {
    if (rows.count() == 0) {
      return;
    }
    rows.findPeers();
    try (Batch batch = rows.decode()) {
      List<FieldVector> computed = evaluator.evaluate(rows, batch);
      try (Batch asBatch = Batch.ofInserts(results, computed, rows.count())) {
        compare(batch, asBatch, out);
      }
    }
  }

  /** Emits and remembers the results that are not those that were emitted last. */
  private void compare(Batch batch, Batch computed, Output out) {
    EncodedKeys encoded = resultEncoder.encode(computed);
    long[] oldValues = new long[rows.count()];
    int[] oldRows = new int[rows.count()];
    int oldCount = 0;
    for (int s = 0; s < rows.segments(); s++) {
      for (int row = rows.segmentStart(s); row < rows.segmentEnd(s); row++) {
        if (!rows.isWanted(row) || isSame(row, encoded)) {
          continue;
        }
        boolean isNew = rows.valueLength(row) == 0;
        if (!isNew) {
          oldValues[oldCount] = rows.value(row);
          oldRows[oldCount++] = row;
        }
        changed.add(isNew ? RowKind.INSERT : RowKind.UPDATE_AFTER, row, row);
        writer.at(NAMESPACE, prefixOfSegment[s], rows.order(row), rows.orderLength(row));
        writer.put(encoded.address(row), encoded.length(row));
      }
    }
    if (oldCount > 0) {
      List<FieldVector> old = decodeResults(oldValues, oldCount);
      for (int i = 0; i < oldCount; i++) {
        gone.add(RowKind.UPDATE_BEFORE, oldRows[i], i);
      }
      try {
        gone.send(batch, old, true, out);
      } finally {
        old.forEach(FieldVector::close);
      }
    }
    changed.send(batch, computed.vectors(), true, out);
  }

  private boolean isSame(int row, EncodedKeys encoded) {
    return rows.valueLength(row) == encoded.length(row)
        && Memory.equals(rows.value(row), encoded.address(row), encoded.length(row));
  }

  @Override
  public void close() {
    partitionRows.close();
    if (times != null) {
      times.close();
    }
    partitions.close();
    codec.close();
    resultEncoder.close();
    evaluator.close();
    rows.close();
    goneBytes.close();
  }
}
