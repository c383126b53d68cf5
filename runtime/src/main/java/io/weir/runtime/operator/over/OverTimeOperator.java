package io.weir.runtime.operator.over;

import io.weir.runtime.operator.Operator;
import io.weir.runtime.operator.OperatorContext;
import io.weir.runtime.operator.OperatorSnapshot;
import io.weir.runtime.operator.Output;
import io.weir.runtime.operator.sort.LateRowFilter;
import io.weir.runtime.operator.sort.OrderedRowCodec;
import io.weir.runtime.state.EncodedKeys;
import io.weir.runtime.state.KeyCollector;
import io.weir.runtime.state.KeyEncoder;
import io.weir.runtime.state.KeyGroups;
import io.weir.runtime.state.KeyHash;
import io.weir.runtime.state.OrderedTable;
import io.weir.runtime.state.TableSpec;
import io.weir.runtime.stream.Batch;
import io.weir.runtime.stream.RowKind;
import io.weir.runtime.stream.Watermark;
import io.weir.runtime.time.Clock;
import io.weir.runtime.type.Schema;
import io.weir.runtime.vector.Column;
import io.weir.runtime.vector.Memory;
import io.weir.runtime.vector.Vectors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;

/**
 * Runs an {@link OverNode} whose rows are emitted once, in the order of time. Rows wait in order; a
 * timer for each time of each partition says that something waits there. When time has reached it,
 * the rows of the partition that are due are computed and emitted. What stays of them is as many
 * rows as later frames reach back to, and the accumulators of frames that reach back to the
 * beginning.
 *
 * <p>By processing time, time is what the operator's clock says when a row comes, which is written
 * into the row, and a row is due when its millisecond is over.
 */
final class OverTimeOperator implements Operator {
  private static final long NAMESPACE = OrderedTable.NO_NAMESPACE;
  private static final long MILLI_MICROS = 1_000;
  private static final int TIME_BYTES = 1 + Long.BYTES;

  /** How many rows are computed together, and how many of one partition before others have a go. */
  private static final int ROWS_AT_ONCE = 2048;

  private final OverNode node;
  private final Schema schema;
  private final int timeColumn;
  private final boolean isProctime;
  private final Clock clock;
  private final BufferAllocator allocator;
  private final OrderedTable table;
  private final OrderedTable timers;
  private final OrderedTable.Cursor cursor;
  private final OrderedTable.Cursor timer;
  private final PartitionRows partitionRows;
  private final KeyEncoder partitions;
  private final KeyCollector collector;
  private final KeyCollector fired;
  private final OrderedRowCodec codec;
  private final LateRowFilter late;
  private final OverHistory history;
  private final OverAccumulators accumulators;
  private final List<OverCall> computed = new ArrayList<>();
  private final OverEvaluator evaluator;
  private final OverRows rows;
  private final OverResults results;
  private final long scratch;
  private long timerBytes;
  private int timerCapacity;
  private int[] prefixes = new int[Batch.MAX_ROWS];
  private final int[] one = new int[1];
  private long watermark;
  private long lastNow = Long.MIN_VALUE;
  private long earliestWaiting = Long.MIN_VALUE;

  OverTimeOperator(OverNode node, OperatorContext context) {
    this.node = node;
    schema = node.input().properties().schema();
    timeColumn = node.keys().get(0).column();
    isProctime = node.mode() == OverNode.Mode.PROCTIME;
    clock = context.clock();
    allocator = context.allocator();
    table = context.state().ordered(rowsSpec(node));
    timers = context.state().ordered(timersSpec());
    cursor = table.cursor();
    timer = timers.cursor();
    partitionRows = new PartitionRows(table);
    partitions = new KeyEncoder(schema, node.partition(), allocator);
    collector = new KeyCollector(allocator);
    fired = new KeyCollector(allocator);
    codec = new OrderedRowCodec(schema, node.keys(), allocator);
    late = new LateRowFilter(timeColumn, schema.name(timeColumn), context.metrics());
    history = OverHistory.of(node);
    accumulators = OverAccumulators.isNeeded(node) ? new OverAccumulators(node, context) : null;
    for (OverCall call : node.calls()) {
      if (!OverAccumulators.takes(call, node.frame())) {
        computed.add(call);
      }
    }
    evaluator = new OverEvaluator(node, computed, allocator);
    rows = new OverRows(schema, codec, allocator);
    results = new OverResults(node.properties().schema(), allocator);
    scratch = Memory.allocate(TIME_BYTES);
    timerCapacity = 256;
    timerBytes = Memory.allocate(timerCapacity);
    watermark = isProctime ? Watermark.NONE : context.restoredWatermark();
  }

  static List<TableSpec> specs(OverNode node) {
    List<TableSpec> specs = new ArrayList<>(List.of(rowsSpec(node), timersSpec()));
    if (OverAccumulators.isNeeded(node)) {
      specs.addAll(OverAccumulators.specs(node));
    }
    return specs;
  }

  private static TableSpec rowsSpec(OverNode node) {
    Schema schema = node.input().properties().schema();
    return TableSpec.ordered("rows", 1, false, schema.project(node.partition()), schema);
  }

  private static TableSpec timersSpec() {
    return TableSpec.ordered("timers", 1, false, Schema.of(), Schema.of());
  }

  @Override
  public boolean process(int input, Batch batch, Output out) {
    Batch timed = isProctime ? withNow(batch) : batch;
    try (timed) {
      if (!isProctime) {
        late.apply(timed, watermark);
      }
      if (timed.size() > 0) {
        hold(timed);
      }
    }
    return true;
  }

  /** The batch with the operator's time in the place of its time attribute. */
  private Batch withNow(Batch batch) {
    lastNow = Math.max(lastNow, clock.wallMillis());
    List<FieldVector> vectors = new ArrayList<>(batch.vectors());
    FieldVector now = Vectors.create(schema.name(timeColumn), schema.type(timeColumn), allocator);
    now.setInitialCapacity(batch.rowCount());
    now.allocateNew();
    now.setValueCount(batch.rowCount());
    Column column = Column.forWriting(now);
    for (int row = 0; row < batch.rowCount(); row++) {
      column.setValid(row);
      column.putLong(row, lastNow * MILLI_MICROS);
    }
    vectors.set(timeColumn, now).close();
    return batch.withColumns(schema, vectors);
  }

  private void hold(Batch batch) {
    EncodedKeys keys = partitions.encode(batch);
    if (prefixes.length < keys.count()) {
      prefixes = new int[keys.count()];
    }
    table.prefixes(NAMESPACE, keys, prefixes);
    int[] timerPrefixes = timerPrefixes(keys);
    EncodedKeys encoded = codec.encode(batch);
    for (int i = 0; i < encoded.count(); i++) {
      partitionRows.add(prefixes[i], encoded.address(i), encoded.length(i));
      int length = timerOrder(encoded.address(i), keys.address(i), keys.length(i));
      int prefix = timerPrefixes[keys.keyGroup(i)];
      if (!timer.at(NAMESPACE, prefix, timerBytes, length)) {
        timers.put(NAMESPACE, prefix, timerBytes, length, timerBytes, 0);
      }
    }
    earliestWaiting = Long.MIN_VALUE;
  }

  /** The prefix of the timers of each key group that the keys have. */
  private int[] timerPrefixes(EncodedKeys keys) {
    int[] prefixOfGroup = new int[KeyGroups.COUNT];
    Arrays.fill(prefixOfGroup, -1);
    int[] groups = new int[KeyGroups.COUNT];
    int count = 0;
    collector.clear();
    for (int i = 0; i < keys.count(); i++) {
      int group = keys.keyGroup(i);
      if (prefixOfGroup[group] < 0) {
        prefixOfGroup[group] = 0;
        groups[count++] = group;
        collector.add(0, 0, KeyGroups.withGroup(KeyHash.of(0, 0), group));
      }
    }
    int[] numbers = new int[count];
    timers.prefixes(NAMESPACE, collector.keys(), numbers);
    for (int g = 0; g < count; g++) {
      prefixOfGroup[groups[g]] = numbers[g];
    }
    return prefixOfGroup;
  }

  /** Puts together a timer's order: the time as a row has it, and the partition. */
  private int timerOrder(long row, long key, int keyLength) {
    int length = TIME_BYTES + keyLength;
    if (timerCapacity < length) {
      Memory.free(timerBytes);
      timerCapacity = length * 2;
      timerBytes = Memory.allocate(timerCapacity);
    }
    Memory.copy(row, timerBytes, TIME_BYTES);
    Memory.copy(key, timerBytes + TIME_BYTES, keyLength);
    return length;
  }

  private static long millis(long order) {
    return Math.floorDiv(micros(order), MILLI_MICROS);
  }

  @Override
  public boolean advance(int input, long watermarkMillis, Output out) {
    return isProctime || fire(watermarkMillis, out);
  }

  @Override
  public long nextTimeMillis() {
    if (!isProctime) {
      return Long.MAX_VALUE;
    }
    if (earliestWaiting == Long.MIN_VALUE) {
      earliestWaiting = Long.MAX_VALUE;
      OrderedTable.Prefixes scan = timers.scan(NAMESPACE);
      while (scan.next()) {
        if (timer.first(NAMESPACE, scan.prefix())) {
          earliestWaiting = Math.min(earliestWaiting, millis(timer.orderAddress()));
        }
      }
    }
    return earliestWaiting == Long.MAX_VALUE ? Long.MAX_VALUE : earliestWaiting + 1;
  }

  @Override
  public boolean onTime(long wallMillis, Output out) {
    return fire(wallMillis - 1, out);
  }

  @Override
  public boolean endOfInput(int input, Output out) {
    return fire(Watermark.END, out);
  }

  /** Emits all rows up to a time. */
  private boolean fire(long time, Output out) {
    watermark = Math.max(watermark, time);
    earliestWaiting = Long.MIN_VALUE;
    OrderedTable.Prefixes scan = timers.scan(NAMESPACE);
    while (scan.next()) {
      while (true) {
        if (!timer.first(NAMESPACE, scan.prefix()) || millis(timer.orderAddress()) > watermark) {
          break;
        }
        if (out.isFull()) {
          return false;
        }
        fireSome(scan.prefix(), scan.keyHash(), out);
      }
    }
    return true;
  }

  /** Computes rows that are due of some partitions of a key group. */
  private void fireSome(int timerPrefix, int groupHash, Output out) {
    rows.clear();
    fired.clear();
    boolean more = timer.first(NAMESPACE, timerPrefix);
    while (more && rows.count() < ROWS_AT_ONCE && millis(timer.orderAddress()) <= watermark) {
      long key = timer.orderAddress() + TIME_BYTES;
      int length = timer.orderLength() - TIME_BYTES;
      fired.add(key, length, KeyGroups.withGroupOf(KeyHash.of(key, length), groupHash));
      boolean isDone = readDue(timerPrefix);
      more = isDone && timer.first(NAMESPACE, timerPrefix);
    }
    compute(out);
    forget();
  }

  /**
   * Reads the rows of the partition of a timer that are due, and those before that they look at.
   *
   * @return whether these are all that are due
   */
  private boolean readDue(int timerPrefix) {
    Memory.copy(timer.orderAddress(), scratch, TIME_BYTES);
    collector.clear();
    EncodedKeys keys = fired.keys();
    int last = keys.count() - 1;
    int keyLength = keys.length(last);
    collector.add(keys.address(last), keyLength, keys.hash(last));
    table.prefixes(NAMESPACE, collector.keys(), one);
    int prefix = one[0];
    rows.beginSegment();
    readHistory(prefix);
    boolean more = cursor.atOrAfter(NAMESPACE, prefix, scratch, TIME_BYTES);
    for (int read = 0; more && millis(cursor.orderAddress()) <= watermark; read++) {
      if (!Memory.equals(cursor.orderAddress(), scratch, TIME_BYTES)) {
        removeTimer(timerPrefix, keyLength);
        if (read >= ROWS_AT_ONCE) {
          return false;
        }
        Memory.copy(cursor.orderAddress(), scratch, TIME_BYTES);
      }
      rows.add(cursor, true);
      more = cursor.next();
    }
    removeTimer(timerPrefix, keyLength);
    return true;
  }

  /** Removes the timer of the present time of the partition in the collector. */
  private void removeTimer(int timerPrefix, int keyLength) {
    int length = timerOrder(scratch, collector.keys().address(0), keyLength);
    timers.remove(NAMESPACE, timerPrefix, timerBytes, length);
  }

  private void readHistory(int prefix) {
    if (history.isEmpty()) {
      return;
    }
    boolean more = cursor.atOrBefore(NAMESPACE, prefix, scratch, TIME_BYTES);
    long first = micros(scratch);
    long read = 0;
    while (more && history.holds(read, first - micros(cursor.orderAddress()))) {
      rows.add(cursor, false);
      read++;
      more = cursor.previous();
    }
    rows.reverseSegment();
  }

  private static long micros(long order) {
    return Long.reverseBytes(Memory.getLong(order + 1)) ^ Long.MIN_VALUE;
  }

  private void compute(Output out) {
    rows.findPeers();
    if (accumulators != null) {
      accumulators.count(fired.keys(), rows);
    }
    try (Batch batch = rows.decode()) {
      List<FieldVector> byFrame = evaluator.evaluate(rows, batch);
      List<FieldVector> byAccumulator =
          accumulators == null ? List.of() : accumulators.fold(rows, batch);
      try {
        for (int row = 0; row < rows.count(); row++) {
          if (rows.isWanted(row)) {
            results.add(RowKind.INSERT, row, row);
          }
        }
        results.send(batch, inOrder(byFrame, byAccumulator), false, out);
      } finally {
        byFrame.forEach(FieldVector::close);
        byAccumulator.forEach(FieldVector::close);
      }
    }
  }

  private List<FieldVector> inOrder(List<FieldVector> byFrame, List<FieldVector> byAccumulator) {
    List<FieldVector> all = new ArrayList<>();
    int frames = 0;
    int accumulated = 0;
    for (OverCall call : node.calls()) {
      all.add(
          OverAccumulators.takes(call, node.frame())
              ? byAccumulator.get(accumulated++)
              : byFrame.get(frames++));
    }
    return all;
  }

  /** Removes the emitted rows that no later row looks at. */
  private void forget() {
    if (history.isEverything()) {
      return;
    }
    int[] numbers = new int[fired.count()];
    table.prefixes(NAMESPACE, fired.keys(), numbers);
    for (int s = 0; s < rows.segments(); s++) {
      int last = rows.segmentEnd(s) - 1;
      boolean more = cursor.at(NAMESPACE, numbers[s], rows.order(last), rows.orderLength(last));
      long newest = micros(rows.order(last));
      long newer = 0;
      while (more && history.holds(newer, newest - micros(cursor.orderAddress()))) {
        newer++;
        more = cursor.previous();
      }
      while (more) {
        cursor.remove();
        more = cursor.previous();
      }
    }
  }

  @Override
  public OperatorSnapshot snapshot(long checkpointId) {
    if (accumulators != null) {
      accumulators.checkAtRest();
    }
    return OperatorSnapshot.EMPTY;
  }

  @Override
  public void close() {
    partitionRows.close();
    partitions.close();
    collector.close();
    fired.close();
    codec.close();
    evaluator.close();
    rows.close();
    if (accumulators != null) {
      accumulators.close();
    }
    Memory.free(scratch);
    Memory.free(timerBytes);
  }
}
