package io.weir.runtime.operator.over;

import io.weir.runtime.operator.Operator;
import io.weir.runtime.operator.OperatorContext;
import io.weir.runtime.operator.Output;
import io.weir.runtime.operator.sort.DueTimer;
import io.weir.runtime.operator.sort.KeyGroupPrefixes;
import io.weir.runtime.operator.sort.OrderedRowCodec;
import io.weir.runtime.operator.sort.RowTimes;
import io.weir.runtime.state.EncodedKeys;
import io.weir.runtime.state.EntryLayout;
import io.weir.runtime.state.KeyCollector;
import io.weir.runtime.state.KeyEncoder;
import io.weir.runtime.state.KeyGroups;
import io.weir.runtime.state.KeyHash;
import io.weir.runtime.state.OrderedTable;
import io.weir.runtime.state.StatePart;
import io.weir.runtime.state.TableSpec;
import io.weir.runtime.stream.Batch;
import io.weir.runtime.type.Schema;
import io.weir.runtime.vector.Memory;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;

/**
 * Runs an {@link OverNode} whose rows are emitted once, in the order of time. Rows wait in order; a
 * timer for each time of each partition says that something waits there. When time has reached it,
 * the rows of the partition that are due are computed and emitted. What stays of them is as many
 * rows as later frames reach back to.
 */
final class OverTimeOperator implements Operator {
  private static final long NAMESPACE = OrderedTable.NO_NAMESPACE;

  /** How many rows are computed together, and how many of one partition before others have a go. */
  private static final int ROWS_AT_ONCE = 2048;

  private final RowTimes time;
  private final DueTimer due;
  private final OrderedTable table;
  private final OrderedTable timers;
  private final OrderedTable.Cursor cursor;
  private final OrderedTable.Cursor timer;
  private final PartitionRows partitionRows;
  private final KeyGroupPrefixes prefixesOfTimers;
  private final KeyEncoder partitions;
  private final KeyCollector collector;
  private final KeyCollector fired;
  private final OrderedRowCodec codec;
  private final OverHistory history;
  private final OverRows rows;
  private final OverComputation computation;
  private final long scratch = Memory.allocate(RowTimes.BYTES);
  private int timerCapacity = 256;
  private long timerBytes = Memory.allocate(timerCapacity);
  private int[] prefixes = new int[Batch.MAX_ROWS];
  private final int[] one = new int[1];

  OverTimeOperator(OverNode node, OperatorContext context) {
    Schema schema = node.input().properties().schema();
    BufferAllocator allocator = context.allocator();
    time =
        new RowTimes(
            schema, node.keys().get(0).column(), node.mode() == OverNode.Mode.PROCTIME, context);
    table = context.state().ordered(rowsSpec(node));
    timers = context.state().ordered(timersSpec(node));
    cursor = table.cursor();
    timer = timers.cursor();
    due = new DueTimer(time, timers, this::fire);
    partitionRows = new PartitionRows(table);
    prefixesOfTimers = new KeyGroupPrefixes(timers, allocator);
    partitions = new KeyEncoder(schema, node.partition(), allocator);
    collector = new KeyCollector(allocator);
    fired = new KeyCollector(allocator);
    codec = new OrderedRowCodec(schema, node.keys(), allocator);
    history = OverHistory.of(node);
    rows = new OverRows(schema, codec, allocator);
    computation = new OverComputation(node, context);
  }

  static List<TableSpec> specs(OverNode node) {
    List<TableSpec> specs = new ArrayList<>(List.of(rowsSpec(node), timersSpec(node)));
    specs.addAll(OverComputation.specs(node));
    return specs;
  }

  private static TableSpec rowsSpec(OverNode node) {
    Schema schema = node.input().properties().schema();
    return TableSpec.ordered("rows", 1, false, schema.project(node.partition()), schema)
        .withLayout(EntryLayout.of(List.of(OrderedRowCodec.part(schema, node.keys())), List.of()));
  }

  private static TableSpec timersSpec(OverNode node) {
    Schema schema = node.input().properties().schema();
    StatePart time = RowTimes.part(schema.field(node.keys().get(0).column()));
    StatePart partition = StatePart.of(StatePart.Kind.KEY, schema.project(node.partition()));
    return TableSpec.ordered("timers", 1, false, Schema.of(), Schema.of())
        .withLayout(EntryLayout.of(List.of(time, partition), List.of()));
  }

  @Override
  public boolean process(int input, Batch batch, Output out) {
    try (Batch timed = time.arrive(batch)) {
      if (timed.size() > 0) {
        hold(timed);
      }
    }
    return true;
  }

  private void hold(Batch batch) {
    EncodedKeys keys = partitions.encode(batch);
    if (prefixes.length < keys.count()) {
      prefixes = new int[keys.count()];
    }
    table.prefixes(NAMESPACE, keys, prefixes);
    int[] timerPrefixes = prefixesOfTimers.of(keys);
    EncodedKeys encoded = codec.encode(batch);
    for (int i = 0; i < encoded.count(); i++) {
      partitionRows.add(prefixes[i], encoded.address(i), encoded.length(i));
      int length = timerOrder(encoded.address(i), keys.address(i), keys.length(i));
      int prefix = timerPrefixes[keys.keyGroup(i)];
      if (!timer.at(NAMESPACE, prefix, timerBytes, length)) {
        timers.put(NAMESPACE, prefix, timerBytes, length, timerBytes, 0);
      }
    }
    due.added();
  }

  /** Puts together a timer's order: the time as a row has it, and the partition. */
  private int timerOrder(long row, long key, int keyLength) {
    int length = RowTimes.BYTES + keyLength;
    if (timerCapacity < length) {
      Memory.free(timerBytes);
      timerCapacity = length * 2;
      timerBytes = Memory.allocate(timerCapacity);
    }
    Memory.copy(row, timerBytes, RowTimes.BYTES);
    Memory.copy(key, timerBytes + RowTimes.BYTES, keyLength);
    return length;
  }

  @Override
  public boolean advance(int input, long watermarkMillis, Output out) {
    return due.advance(watermarkMillis, out);
  }

  @Override
  public long nextTimeMillis() {
    return due.nextTimeMillis();
  }

  @Override
  public boolean onTime(long wallMillis, Output out) {
    return due.onTime(wallMillis, out);
  }

  @Override
  public boolean endOfInput(int input, Output out) {
    return due.endOfInput(out);
  }

  /** Lets go of all rows that are due. */
  private boolean fire(Output out) {
    OrderedTable.Prefixes scan = timers.scan(NAMESPACE);
    while (scan.next()) {
      while (true) {
        if (!timer.first(NAMESPACE, scan.prefix()) || !time.isDue(timer.orderAddress())) {
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
    while (more && rows.count() < ROWS_AT_ONCE && time.isDue(timer.orderAddress())) {
      long key = timer.orderAddress() + RowTimes.BYTES;
      int length = timer.orderLength() - RowTimes.BYTES;
      fired.add(key, length, KeyGroups.withGroupOf(KeyHash.of(key, length), groupHash));
      boolean isDone = readDue(timerPrefix);
      more = isDone && timer.first(NAMESPACE, timerPrefix);
    }
    computation.emit(rows, fired.keys(), out);
    forget();
  }

  /**
   * Reads the rows of the partition of a timer that are due, and those before that they look at.
   *
   * @return whether these are all that are due
   */
  private boolean readDue(int timerPrefix) {
    Memory.copy(timer.orderAddress(), scratch, RowTimes.BYTES);
    collector.clear();
    EncodedKeys keys = fired.keys();
    int last = keys.count() - 1;
    int keyLength = keys.length(last);
    collector.add(keys.address(last), keyLength, keys.hash(last));
    table.prefixes(NAMESPACE, collector.keys(), one);
    int prefix = one[0];
    rows.beginSegment();
    readHistory(prefix);
    boolean more = cursor.atOrAfter(NAMESPACE, prefix, scratch, RowTimes.BYTES);
    for (int read = 0; more && time.isDue(cursor.orderAddress()); read++) {
      if (!Memory.equals(cursor.orderAddress(), scratch, RowTimes.BYTES)) {
        removeTimer(timerPrefix, keyLength);
        if (read >= ROWS_AT_ONCE) {
          return false;
        }
        Memory.copy(cursor.orderAddress(), scratch, RowTimes.BYTES);
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
    boolean more = cursor.atOrBefore(NAMESPACE, prefix, scratch, RowTimes.BYTES);
    long first = RowTimes.micros(scratch);
    long read = 0;
    while (more && history.holds(read, first - RowTimes.micros(cursor.orderAddress()))) {
      rows.add(cursor, false);
      read++;
      more = cursor.previous();
    }
    rows.reverseSegment();
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
      long newest = RowTimes.micros(rows.order(last));
      long newer = 0;
      while (more && history.holds(newer, newest - RowTimes.micros(cursor.orderAddress()))) {
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
  public void checkAtRest() {
    computation.checkAtRest();
  }

  @Override
  public void close() {
    partitionRows.close();
    partitions.close();
    collector.close();
    fired.close();
    codec.close();
    rows.close();
    computation.close();
    prefixesOfTimers.close();
    Memory.free(scratch);
    Memory.free(timerBytes);
  }
}
