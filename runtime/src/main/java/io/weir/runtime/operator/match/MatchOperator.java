package io.weir.runtime.operator.match;

import io.weir.runtime.operator.Operator;
import io.weir.runtime.operator.OperatorContext;
import io.weir.runtime.operator.Output;
import io.weir.runtime.operator.sort.DueTimer;
import io.weir.runtime.operator.sort.RowTimes;
import io.weir.runtime.state.EncodedKeys;
import io.weir.runtime.state.EntryLayout;
import io.weir.runtime.state.KeyEncoder;
import io.weir.runtime.state.OrderedTable;
import io.weir.runtime.state.StatePart;
import io.weir.runtime.state.TableSpec;
import io.weir.runtime.stream.Batch;
import io.weir.runtime.type.Field;
import io.weir.runtime.type.Schema;
import io.weir.runtime.vector.Memory;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs a {@link MatchNode}. Rows wait in order until time has reached them. Then those of some
 * partitions go through their automata together, row by row, so that conditions are evaluated for
 * all of these at once. What stays are the runs of each partition, and the rows from the first on
 * that one of them consists of.
 */
final class MatchOperator implements Operator {
  private static final long NAMESPACE = OrderedTable.NO_NAMESPACE;

  /** After how many rows no further partition is taken. */
  private static final int ROWS_AT_ONCE = 2048;

  private static final int FIRST_BYTES = 256;

  private final MatchNode node;
  private final RowTimes time;
  private final KeyEncoder partitions;
  private final OrderedTable waiting;
  private final OrderedTable.Cursor waitingCursor;
  private final WaitingRows waitingRows;
  private final Timers timers;
  private final DueTimer timer;
  private final OrderedTable runs;
  private final OrderedTable.Cursor runsCursor;
  private final OrderedTable rowTable;
  private final MatchRows rows;
  private final Automaton automaton;
  private final Conditions conditions;
  private final Matches found;
  private final MatchEmitter emitter;
  private final List<FiredPartition> pool = new ArrayList<>();
  private final List<FiredPartition> fired = new ArrayList<>();
  private int[] waitingPrefixes = new int[Batch.MAX_ROWS];
  private int[] runsPrefixes = new int[Batch.MAX_ROWS];
  private int[] rowPrefixes = new int[Batch.MAX_ROWS];
  private long scratch = Memory.allocate(FIRST_BYTES);
  private int capacity = FIRST_BYTES;

  MatchOperator(MatchNode node, OperatorContext context) {
    this.node = node;
    Schema schema = node.input().properties().schema();
    time = new RowTimes(schema, node.keys().get(0).column(), node.isProctime(), context);
    partitions = new KeyEncoder(schema, node.partition(), context.allocator());
    waiting = context.state().ordered(waitingSpec(node));
    waitingCursor = waiting.cursor();
    waitingRows = new WaitingRows(waiting, schema, node.keys(), context.allocator());
    OrderedTable timerTable = context.state().ordered(timersSpec(node));
    timers = new Timers(timerTable, context.allocator());
    timer = new DueTimer(time, timerTable, this::fire);
    runs = context.state().ordered(runsSpec(node));
    runsCursor = runs.cursor();
    rowTable = context.state().ordered(rowsSpec(node));
    rows = new MatchRows(rowTable, context.allocator());
    automaton = new Automaton(node.pattern());
    conditions = new Conditions(node, context);
    found = new Matches(node.pattern().size());
    emitter = new MatchEmitter(node, context);
  }

  static List<TableSpec> specs(MatchNode node) {
    return List.of(waitingSpec(node), timersSpec(node), runsSpec(node), rowsSpec(node));
  }

  private static TableSpec timersSpec(MatchNode node) {
    Schema schema = node.input().properties().schema();
    Field time = schema.field(node.keys().get(0).column());
    return Timers.spec("timers", time, schema.project(node.partition()));
  }

  private static TableSpec waitingSpec(MatchNode node) {
    return rowsSpec("waiting", List.of(), node);
  }

  private static TableSpec rowsSpec(MatchNode node) {
    StatePart number = StatePart.of(StatePart.Kind.LONG, EntryLayout.number("row_number"));
    return rowsSpec("rows", List.of(number), node);
  }

  private static TableSpec rowsSpec(String name, List<StatePart> order, MatchNode node) {
    Schema schema = node.input().properties().schema();
    return TableSpec.ordered(name, 1, false, schema.project(node.partition()), schema)
        .withLayout(EntryLayout.of(order, List.of(StatePart.of(StatePart.Kind.ROW, schema))));
  }

  private static TableSpec runsSpec(MatchNode node) {
    Schema schema = node.input().properties().schema();
    return TableSpec.ordered("runs", 1, false, schema.project(node.partition()), Schema.of());
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
    if (waitingPrefixes.length < keys.count()) {
      waitingPrefixes = new int[keys.count()];
    }
    waiting.prefixes(NAMESPACE, keys, waitingPrefixes);
    int[] timerPrefixes = timers.prefixes(keys);
    waitingRows.encode(batch);
    for (int i = 0; i < keys.count(); i++) {
      waitingRows.add(waitingPrefixes[i], i);
      int prefix = timerPrefixes[keys.keyGroup(i)];
      timers.set(prefix, waitingRows.order(i), keys.address(i), keys.length(i));
    }
    timer.added();
  }

  @Override
  public boolean advance(int input, long watermarkMillis, Output out) {
    return timer.advance(watermarkMillis, out);
  }

  @Override
  public long nextTimeMillis() {
    return timer.nextTimeMillis();
  }

  @Override
  public boolean onTime(long wallMillis, Output out) {
    return timer.onTime(wallMillis, out);
  }

  @Override
  public boolean endOfInput(int input, Output out) {
    return timer.endOfInput(out);
  }

  /** Does all that is due. */
  private boolean fire(Output out) {
    OrderedTable.Prefixes scan = timers.scan();
    while (scan.next()) {
      while (timers.isDue(scan.prefix(), time)) {
        if (out.isFull()) {
          return false;
        }
        fireSome(scan.prefix(), scan.keyHash(), out);
      }
    }
    return true;
  }

  /** Does what is due of some partitions of a key group. */
  private void fireSome(int timerPrefix, int groupHash, Output out) {
    EncodedKeys keys = timers.take(timerPrefix, groupHash, time);
    read(keys);
    find();
    emitter.emit(found, rows, out);
    timers.remove(
        timerPrefix,
        (partition, timerMillis) ->
            partition < fired.size() && fired.get(partition).isDone(timerMillis));
    for (FiredPartition partition : fired) {
      long expiry = partition.arm();
      if (expiry != Long.MAX_VALUE) {
        timers.set(timerPrefix, expiry, keys, partition.number());
      }
      write(partition);
    }
  }

  /** Reads the runs and the due rows of partitions, until there are rows enough. */
  private void read(EncodedKeys keys) {
    if (waitingPrefixes.length < keys.count()) {
      waitingPrefixes = new int[keys.count()];
    }
    waiting.prefixes(NAMESPACE, keys, waitingPrefixes);
    runs.prefixes(NAMESPACE, keys, runsPrefixes);
    rowTable.prefixes(NAMESPACE, keys, rowPrefixes);
    fired.clear();
    rows.clear();
    int total = 0;
    for (int i = 0; i < keys.count() && total < ROWS_AT_ONCE; i++) {
      FiredPartition partition = partition(i);
      if (runsCursor.first(NAMESPACE, runsPrefixes[i])) {
        partition.read(runsCursor.valueAddress());
      } else {
        partition.reset();
      }
      rows.open(rowPrefixes[i], partition.firstStored(), partition.firstDue());
      readDue(partition, waitingPrefixes[i], ROWS_AT_ONCE - total);
      partition.reach(time.reachedMillis());
      total += partition.due();
      fired.add(partition);
    }
  }

  private FiredPartition partition(int number) {
    if (number == pool.size()) {
      Runs fresh = new Runs(node.pattern(), automaton, node.after(), node.withinMillis());
      pool.add(new FiredPartition(number, fresh));
    }
    return pool.get(number);
  }

  private void readDue(FiredPartition partition, int prefix, int most) {
    boolean more = waitingCursor.first(NAMESPACE, prefix);
    while (more && time.isDue(waitingCursor.orderAddress())) {
      long rowMillis = RowTimes.millis(waitingCursor.orderAddress());
      if (partition.due() == most) {
        partition.stopBefore(rowMillis);
        return;
      }
      partition.add(rowMillis);
      rows.add(partition.number(), waitingCursor.valueAddress(), waitingCursor.valueLength());
      waitingCursor.remove();
      more = waitingCursor.next();
    }
  }

  /** Lets the due rows go through the automata, the first of each partition first. */
  private void find() {
    found.clear();
    conditions.evaluateRows(fired, rows);
    boolean more = true;
    for (int place = 0; more; place++) {
      more = false;
      for (FiredPartition partition : fired) {
        if (place < partition.due()) {
          partition.begin(place, conditions.always(), found);
          more = true;
        }
      }
      conditions.evaluateRuns(fired, place, rows);
      for (FiredPartition partition : fired) {
        if (place < partition.due()) {
          partition.step(place, found);
        }
      }
    }
    for (FiredPartition partition : fired) {
      partition.end(found);
    }
  }

  /** Writes down the runs of a partition, and the rows that they consist of. */
  private void write(FiredPartition partition) {
    int number = partition.number();
    Runs left = partition.runs();
    long needed = left.firstNeeded(partition.next());
    rows.keep(number, partition.firstDue(), needed, partition.next());
    if (!left.isEmpty()) {
      int bytes = partition.bytes();
      if (capacity < bytes) {
        Memory.free(scratch);
        capacity = bytes * 2;
        scratch = Memory.allocate(capacity);
      }
      partition.write(scratch);
      runs.put(NAMESPACE, runsPrefixes[number], scratch, 0, scratch, bytes);
    } else if (partition.isStored()) {
      runs.removeAll(NAMESPACE, runsPrefixes[number]);
    }
  }

  @Override
  public void close() {
    partitions.close();
    waitingRows.close();
    timers.close();
    rows.close();
    conditions.close();
    emitter.close();
    Memory.free(scratch);
  }
}
