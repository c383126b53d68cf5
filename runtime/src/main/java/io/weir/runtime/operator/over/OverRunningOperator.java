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
import io.weir.runtime.state.KeyExtent;
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

/**
 * Runs an {@link OverNode} whose rows are emitted once, in the order of time, and then looked at no
 * more: what later rows need of them has been accumulated. Rows wait in the order of time and
 * partition, all of a key group together, and are taken from the beginning when they are due.
 */
final class OverRunningOperator implements Operator {
  private static final long NAMESPACE = OrderedTable.NO_NAMESPACE;
  private static final int ROWS_AT_ONCE = 2048;

  private final RowTimes time;
  private final DueTimer due;
  private final Schema keySchema;
  private final OrderedTable waiting;
  private final OrderedTable.Cursor cursor;
  private final PartitionRows waitingRows;
  private final KeyGroupPrefixes prefixes;
  private final KeyEncoder partitions;
  private final OrderedRowCodec codec;
  private final KeyCollector fired;
  private final OverRows rows;
  private final OverComputation computation;
  private long scratch;
  private int capacity = 256;

  OverRunningOperator(OverNode node, OperatorContext context) {
    Schema schema = node.input().properties().schema();
    time =
        new RowTimes(
            schema, node.keys().get(0).column(), node.mode() == OverNode.Mode.PROCTIME, context);
    keySchema = schema.project(node.partition());
    waiting = context.state().ordered(waitingSpec(node));
    cursor = waiting.cursor();
    due = new DueTimer(time, waiting, this::fire);
    waitingRows = new PartitionRows(waiting);
    prefixes = new KeyGroupPrefixes(waiting, context.allocator());
    partitions = new KeyEncoder(schema, node.partition(), context.allocator());
    codec = new OrderedRowCodec(schema, node.keys(), context.allocator());
    fired = new KeyCollector(context.allocator());
    rows = new OverRows(schema, codec, context.allocator());
    computation = new OverComputation(node, context);
    scratch = Memory.allocate(capacity);
  }

  static List<TableSpec> specs(OverNode node) {
    List<TableSpec> specs = new ArrayList<>(List.of(waitingSpec(node)));
    specs.addAll(OverComputation.specs(node));
    return specs;
  }

  private static TableSpec waitingSpec(OverNode node) {
    Schema schema = node.input().properties().schema();
    StatePart partition = StatePart.of(StatePart.Kind.KEY, schema.project(node.partition()));
    List<StatePart> order =
        List.of(
            RowTimes.part(schema.field(node.keys().get(0).column())).hidden(),
            partition.hidden(),
            OrderedRowCodec.part(schema, node.keys()));
    return TableSpec.ordered("waiting", 1, false, Schema.of(), schema)
        .withLayout(EntryLayout.of(order, List.of()));
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
    int[] prefixOfGroup = prefixes.of(keys);
    EncodedKeys encoded = codec.encode(batch);
    for (int i = 0; i < encoded.count(); i++) {
      int keyLength = keys.length(i);
      int length = RowTimes.BYTES + keyLength + encoded.length(i);
      reserve(length);
      Memory.copy(encoded.address(i), scratch, RowTimes.BYTES);
      Memory.copy(keys.address(i), scratch + RowTimes.BYTES, keyLength);
      Memory.copy(encoded.address(i), scratch + RowTimes.BYTES + keyLength, encoded.length(i));
      waitingRows.add(prefixOfGroup[keys.keyGroup(i)], scratch, length);
    }
    due.added();
  }

  private void reserve(int length) {
    if (capacity < length) {
      Memory.free(scratch);
      capacity = length * 2;
      scratch = Memory.allocate(capacity);
    }
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
    OrderedTable.Prefixes scan = waiting.scan(NAMESPACE);
    boolean more = scan.next();
    while (more) {
      if (out.isFull()) {
        return false;
      }
      rows.clear();
      fired.clear();
      while (more && rows.count() < ROWS_AT_ONCE) {
        more = !take(scan.prefix(), scan.keyHash()) || scan.next();
      }
      if (rows.count() > 0) {
        computation.emit(rows, fired.keys(), out);
      }
    }
    return true;
  }

  /** Takes rows that are due from a key group, as many as are computed at once; whether all. */
  private boolean take(int prefix, int groupHash) {
    boolean more = cursor.first(NAMESPACE, prefix);
    while (more && time.isDue(cursor.orderAddress())) {
      if (rows.count() >= ROWS_AT_ONCE) {
        return false;
      }
      more = takeRun(groupHash);
    }
    return true;
  }

  /** Takes the rows of one time of one partition; whether there is a row behind them. */
  private boolean takeRun(int groupHash) {
    long key = cursor.orderAddress() + RowTimes.BYTES;
    int keyLength = (int) (KeyExtent.end(keySchema, key) - key);
    fired.add(key, keyLength, KeyGroups.withGroupOf(KeyHash.of(key, keyLength), groupHash));
    int skipped = RowTimes.BYTES + keyLength;
    reserve(skipped);
    Memory.copy(cursor.orderAddress(), scratch, skipped);
    rows.beginSegment();
    boolean more = true;
    while (more
        && cursor.orderLength() > skipped
        && Memory.equals(cursor.orderAddress(), scratch, skipped)) {
      rows.add(cursor, skipped, true);
      cursor.remove();
      more = cursor.next();
    }
    return more;
  }

  @Override
  public void checkAtRest() {
    computation.checkAtRest();
  }

  @Override
  public void close() {
    waitingRows.close();
    prefixes.close();
    partitions.close();
    codec.close();
    fired.close();
    rows.close();
    computation.close();
    Memory.free(scratch);
  }
}
