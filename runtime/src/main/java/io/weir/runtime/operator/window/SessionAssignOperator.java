package io.weir.runtime.operator.window;

import io.weir.runtime.error.WeirException;
import io.weir.runtime.metric.LateRows;
import io.weir.runtime.operator.Operator;
import io.weir.runtime.operator.OperatorContext;
import io.weir.runtime.operator.OperatorSnapshot;
import io.weir.runtime.operator.Output;
import io.weir.runtime.state.AggregateTable;
import io.weir.runtime.state.EncodedKeys;
import io.weir.runtime.state.KeyCollector;
import io.weir.runtime.state.KeyEncoder;
import io.weir.runtime.stream.Batch;
import io.weir.runtime.stream.RowKind;
import io.weir.runtime.stream.Watermark;
import io.weir.runtime.vector.Column;
import io.weir.runtime.vector.Memory;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeSet;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;

/**
 * Runs a {@link SessionAssignNode}. Each key has a list of its open sessions, its rows in the order
 * of lanes and time, and a timer not after the end of its first session. Timers lie in buckets of
 * time: when the watermark reaches into a bucket, its keys are looked at; those whose first session
 * is longer by now get a new timer.
 */
final class SessionAssignOperator implements Operator {
  private static final long NO_NAMESPACE = AggregateTable.NO_NAMESPACE;
  private static final long MILLI_MICROS = 1_000;
  private static final int BUCKETS_OF_A_GAP = 8;
  private static final int TIMER = 0;
  private static final int ROWS = 1;
  private static final int SESSIONS = 2;
  private static final long NO_TIMER = 0;

  private final SessionAssignNode node;
  private final OperatorContext context;
  private final BufferAllocator allocator;
  private final AggregateTable keys;
  private final AggregateTable timers;
  private final SessionRows rows;
  private final KeyEncoder encoder;
  private final SessionList sessions;
  private final long gap;
  private final long bucketMillis;
  private final TreeSet<Long> buckets = new TreeSet<>();

  /** The least end of a session that a timer of a bucket waits for, where it is known. */
  private final Map<Long, Long> leastEnds = new HashMap<>();

  private final KeyCollector oneKey;
  private final KeyCollector chunk;
  private final KeyCollector done;
  private final long[] oneRow = new long[1];
  private final LateRows late = new LateRows();
  private final boolean isProctime;
  private final SessionClock clock;
  private long watermark;
  private long[] keyRows = new long[Batch.MAX_ROWS];
  private int[] prefixes = new int[Batch.MAX_ROWS];
  private ArrowBuf scratch;

  SessionAssignOperator(SessionAssignNode node, OperatorContext context) {
    this.node = node;
    this.context = context;
    allocator = context.allocator();
    keys = context.state().aggregate(node.keysTable());
    timers = context.state().aggregate(node.timersTable());
    rows = new SessionRows(node, new WindowZone(node.window().zone()), context);
    encoder = new KeyEncoder(node.input().properties().schema(), node.keys(), allocator);
    gap = node.window().sizeMillis();
    sessions = new SessionList(gap);
    bucketMillis = Math.max(1, gap / BUCKETS_OF_A_GAP);
    oneKey = new KeyCollector(allocator);
    chunk = new KeyCollector(allocator);
    done = new KeyCollector(allocator);
    isProctime = node.isProctime();
    clock = new SessionClock(context);
    watermark = isProctime ? Watermark.NONE : context.restoredWatermark();
    for (long bucket : timers.namespaces()) {
      buckets.add(bucket);
    }
  }

  @Override
  public boolean process(int input, Batch batch, Output out) {
    try (batch) {
      if (batch.size() > 0) {
        add(batch);
      }
    }
    return true;
  }

  private void add(Batch batch) {
    EncodedKeys encoded = encoder.encode(batch);
    int count = encoded.count();
    if (keyRows.length < count) {
      keyRows = new long[count];
      prefixes = new int[count];
    }
    keys.findOrCreate(NO_NAMESPACE, encoded, keyRows);
    rows.table().prefixes(NO_NAMESPACE, encoded, prefixes);
    rows.bind(batch);
    if (isProctime) {
      long now = clock.now();
      for (int i = 0; i < count; i++) {
        add(encoded, i, batch.selection().row(i), now, Watermark.NONE);
      }
    } else {
      addByRowtime(batch, encoded);
    }
    removeUnused(encoded);
    late.report(context.metrics());
  }

  private void addByRowtime(Batch batch, EncodedKeys encoded) {
    Column time = Column.of(batch.vector(node.timeColumn()));
    for (int i = 0; i < encoded.count(); i++) {
      int row = batch.selection().row(i);
      if (time.isNull(row)) {
        throw nullTime();
      }
      long millis = Math.floorDiv(time.getLong(row), MILLI_MICROS);
      long own = batch.rowWatermarks() == null ? Watermark.NONE : batch.rowWatermarks()[row];
      boolean adds = batch.rowKinds() == null || RowKind.isAdding(batch.rowKinds()[row]);
      if (adds) {
        add(encoded, i, row, millis, own);
      } else {
        remove(encoded, i, row, millis, own);
      }
    }
  }

  private void add(EncodedKeys encoded, int i, int row, long millis, long own) {
    read(keyRows[i]);
    long reached = Math.max(own, watermark);
    int session = sessions.add(millis, reached);
    if (session < 0) {
      countLate(millis, own);
      return;
    }
    long lane = sessions.lane(session);
    SessionList.Joined joined = sessions.joined();
    for (int s = 0; s < joined.count(); s++) {
      if (joined.lane(s) != lane) {
        rows.move(prefixes[i], joined.lane(s), joined.first(s), joined.last(s), lane);
      }
    }
    write(keyRows[i]);
    rows.put(prefixes[i], lane, millis, nextNumber(keyRows[i]), row);
    setTimer(keyRows[i], encoded, i, session == 0 && joined.count() == 0);
  }

  private void countLate(long millis, long own) {
    long limit = millis + gap - 1;
    late.add(limit <= own, Math.max(own, watermark), limit);
  }

  /** Takes a row back from its session, if that has not ended by the row's own watermark. */
  private void remove(EncodedKeys encoded, int i, int row, long millis, long own) {
    read(keyRows[i]);
    long reached = Math.max(own, watermark);
    boolean isLate = true;
    for (int s = 0; s < sessions.count(); s++) {
      boolean mayBeIn = sessions.first(s) <= millis && millis <= sessions.last(s);
      if (mayBeIn && !sessions.isClosed(s, reached)) {
        isLate = false;
        if (rows.remove(prefixes[i], sessions.lane(s), millis, row)) {
          left(encoded, i, s, millis, reached);
          return;
        }
      }
    }
    // A row that came late is not there, and may leave in time by what another split knows.
    if (isLate) {
      countLate(millis, own);
    }
  }

  private void left(EncodedKeys encoded, int i, int session, long millis, long reached) {
    long lane = sessions.lane(session);
    OptionalLong after = rows.atOrAfter(prefixes[i], lane, millis, sessions.last(session));
    if (after.isPresent() && after.getAsLong() == millis) {
      return;
    }
    OptionalLong before = rows.before(prefixes[i], lane, millis, sessions.first(session));
    sessions.left(session, before, after, reached);
    write(keyRows[i]);
    if (sessions.count() > 0) {
      setTimer(keyRows[i], encoded, i, true);
    }
  }

  private WeirException nullTime() {
    String name = node.input().properties().schema().name(node.timeColumn());
    return WeirException.permanent(
        "the time attribute \"" + name + "\" is NULL in a row that goes to a window",
        "filter such rows out with WHERE " + name + " IS NOT NULL");
  }

  private void read(long keyRow) {
    int length = keys.bytesLength(NO_NAMESPACE, keyRow, SESSIONS);
    sessions.read(length <= 0 ? 0 : keys.bytesAddress(NO_NAMESPACE, keyRow, SESSIONS), length);
  }

  private void write(long keyRow) {
    int bytes = sessions.bytes();
    if (scratch == null || scratch.capacity() < bytes) {
      if (scratch != null) {
        scratch.close();
        scratch = null;
      }
      scratch = allocator.buffer(Math.max(64, 2L * bytes));
    }
    sessions.write(scratch.memoryAddress());
    keys.putBytes(NO_NAMESPACE, keyRow, SESSIONS, scratch.memoryAddress(), bytes);
  }

  private long nextNumber(long keyRow) {
    long cell = keyRow + keys.cellOffset(ROWS);
    long number = Memory.getLong(cell);
    Memory.putLong(cell, number + 1);
    return number;
  }

  /**
   * Sees to it that a key is looked at no later than its first session can end.
   *
   * @param mayEndEarlier whether that can be earlier than it was
   */
  private void setTimer(long keyRow, EncodedKeys encoded, int i, boolean mayEndEarlier) {
    long cell = keyRow + keys.cellOffset(TIMER);
    long present = Memory.getLong(cell);
    long bucket = bucketOf(sessions.end());
    if (present == NO_TIMER || bucket < present) {
      Memory.putLong(cell, bucket);
      oneKey.clear();
      oneKey.add(encoded.address(i), encoded.length(i), encoded.hash(i));
      timers.findOrCreate(bucket, oneKey.keys(), oneRow);
      Memory.putLong(oneRow[0] + timers.cellOffset(0), 1);
      note(bucket, sessions.end());
    } else if (mayEndEarlier && bucket == present) {
      note(bucket, sessions.end());
    }
  }

  private void note(long bucket, long end) {
    if (buckets.add(bucket)) {
      leastEnds.put(bucket, end);
    } else {
      leastEnds.computeIfPresent(bucket, (b, least) -> Math.min(least, end));
    }
  }

  /** The end of the bucket in which a session that ends at {@code end} is looked at; never 0. */
  private long bucketOf(long end) {
    long bucket = Math.floorDiv(end - 1, bucketMillis) * bucketMillis + bucketMillis;
    return bucket == NO_TIMER ? 1 : bucket;
  }

  /** A key whose rows were all late has nothing to remember. */
  private void removeUnused(EncodedKeys encoded) {
    done.clear();
    for (int i = 0; i < encoded.count(); i++) {
      if (Memory.getLong(keyRows[i] + keys.cellOffset(TIMER)) == NO_TIMER) {
        done.add(encoded.address(i), encoded.length(i), encoded.hash(i));
      }
    }
    if (done.count() > 0) {
      keys.remove(NO_NAMESPACE, done.keys());
    }
  }

  @Override
  public boolean advance(int input, long watermarkMillis, Output out) {
    return isProctime || fireUntil(watermarkMillis, out);
  }

  @Override
  public boolean hasOwnTime() {
    return isProctime;
  }

  @Override
  public long outputWatermark(long[] inputWatermarksMillis) {
    return isProctime ? clock.passed() : Operator.super.outputWatermark(inputWatermarksMillis);
  }

  @Override
  public long nextTimeMillis() {
    return isProctime ? clock.next(nextEnd()) : Long.MAX_VALUE;
  }

  /** When the next session may end. */
  private long nextEnd() {
    long next = Long.MAX_VALUE;
    for (long bucket : buckets) {
      next = Math.min(next, leastEnds.getOrDefault(bucket, bucket - bucketMillis + 1));
      if (bucket >= next) {
        return next;
      }
    }
    return next;
  }

  @Override
  public boolean onTime(long wallMillis, Output out) {
    long passed = clock.reach(wallMillis) - 1;
    boolean isDone = fireUntil(passed, out);
    clock.fired(passed, isDone);
    return isDone;
  }

  @Override
  public OperatorSnapshot snapshot(long checkpointId) {
    return isProctime ? clock.snapshot() : OperatorSnapshot.EMPTY;
  }

  private boolean fireUntil(long watermarkMillis, Output out) {
    watermark = Math.max(watermark, watermarkMillis);
    Long bucket = buckets.isEmpty() ? null : buckets.first();
    while (bucket != null && bucket - bucketMillis - 1 <= watermark) {
      Long least = leastEnds.get(bucket);
      if ((least == null || least - 1 <= watermark) && !fire(bucket, out)) {
        rows.flush(out);
        return false;
      }
      bucket = buckets.higher(bucket);
    }
    rows.flush(out);
    return true;
  }

  /** Looks at the keys of a bucket; false if the output is full. */
  private boolean fire(long bucket, Output out) {
    long least = Long.MAX_VALUE;
    AggregateTable.Cursor cursor = timers.scan(bucket);
    chunk.clear();
    while (cursor.next()) {
      chunk.add(cursor);
    }
    done.clear();
    int count = chunk.count();
    boolean isComplete = true;
    for (int i = 0; i < count && isComplete; i++) {
      isComplete = look(bucket, i, out);
      if (sessions.count() > 0 && bucketOf(sessions.end()) == bucket) {
        least = Math.min(least, sessions.end());
      }
    }
    boolean isEmpty = done.count() == count;
    if (isEmpty) {
      timers.drop(bucket);
      buckets.remove(bucket);
      leastEnds.remove(bucket);
    } else if (done.count() > 0) {
      timers.remove(bucket, done.keys());
    }
    if (isComplete && !isEmpty) {
      leastEnds.put(bucket, least);
    } else if (!isComplete) {
      leastEnds.remove(bucket);
    }
    return isComplete;
  }

  /**
   * Emits the sessions of a key that have ended, and sets its next timer. False if the output is
   * full.
   */
  private boolean look(long bucket, int position, Output out) {
    EncodedKeys timed = chunk.keys();
    oneKey.clear();
    oneKey.add(timed.address(position), timed.length(position), timed.hash(position));
    keys.find(NO_NAMESPACE, oneKey.keys(), oneRow);
    if (oneRow[0] == 0) {
      sessions.read(0, 0);
      done.add(timed.address(position), timed.length(position), timed.hash(position));
      return true;
    }
    keys.findOrCreate(NO_NAMESPACE, oneKey.keys(), oneRow);
    long keyRow = oneRow[0];
    read(keyRow);
    boolean hasEnded = false;
    while (sessions.count() > 0 && sessions.end() - 1 <= watermark) {
      if (!hasEnded) {
        rows.table().prefixes(NO_NAMESPACE, oneKey.keys(), prefixes);
      }
      if (!rows.emit(prefixes[0], sessions, out)) {
        write(keyRow);
        return false;
      }
      sessions.removeFirst();
      hasEnded = true;
    }
    if (sessions.count() == 0) {
      done.add(timed.address(position), timed.length(position), timed.hash(position));
      keys.remove(NO_NAMESPACE, oneKey.keys());
      return true;
    }
    if (hasEnded) {
      write(keyRow);
    }
    long next = bucketOf(sessions.end());
    Memory.putLong(keyRow + keys.cellOffset(TIMER), next);
    if (next != bucket) {
      done.add(timed.address(position), timed.length(position), timed.hash(position));
      timers.findOrCreate(next, oneKey.keys(), oneRow);
      Memory.putLong(oneRow[0] + timers.cellOffset(0), 1);
      note(next, sessions.end());
    }
    return true;
  }

  @Override
  public boolean endOfInput(int input, Output out) {
    return fireUntil(Watermark.END, out);
  }

  @Override
  public void close() {
    encoder.close();
    rows.close();
    oneKey.close();
    chunk.close();
    done.close();
    if (scratch != null) {
      scratch.close();
      scratch = null;
    }
  }
}
