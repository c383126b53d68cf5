package io.weir.runtime.operator.timejoin;

import io.weir.runtime.expression.ExpressionEvaluator;
import io.weir.runtime.function.EvaluationContext;
import io.weir.runtime.operator.Operator;
import io.weir.runtime.operator.OperatorContext;
import io.weir.runtime.operator.OperatorSnapshot;
import io.weir.runtime.operator.Output;
import io.weir.runtime.state.KeyCollector;
import io.weir.runtime.state.OrderedTable;
import io.weir.runtime.stream.Batch;
import io.weir.runtime.stream.Selection;
import io.weir.runtime.stream.Watermark;
import io.weir.runtime.time.Clock;
import java.util.Arrays;

/**
 * Runs an {@link IntervalJoinNode}. Each row is first compared with the stored rows of the other
 * input and then stored, unless no row to come can match it. Of an input whose lone rows come out,
 * those without a match so far are listed apart by time.
 */
final class IntervalJoinOperator implements Operator {
  /** How finely lone rows are listed, and the least length of a bucket of rows. */
  private static final long LEAST_BUCKET_MILLIS = 1_000;

  private static final long PROCTIME_BUCKET_MILLIS = 100;
  private static final int BUCKETS_PER_SPAN = 4;
  private static final int LISTS_PER_SPAN = 64;

  private final IntervalJoinNode node;
  private final TimeBounds bounds;
  private final JoinSide[] sides;
  private final TimedRows[] rows = new TimedRows[2];

  /** Rows without a match, of an input whose lone rows come out; else null. */
  private final TimedRows[] alone = new TimedRows[2];

  private final PairBuffer pairs;
  private final ExpressionEvaluator condition;
  private final Lateness times;
  private final InputProgress progress;
  private final Clock clock;
  private final KeyCollector oneKey;
  private boolean[] isMatched = new boolean[Batch.MAX_ROWS];

  /** For each pair of the present chunk: the row of the batch, and which stored row it is. */
  private int[] probes = new int[Batch.MAX_ROWS];

  private long[] storedTimes = new long[Batch.MAX_ROWS];
  private int[] storedSequences = new int[Batch.MAX_ROWS];
  private int probe;
  private int probingSide;
  private long nextTime = Long.MAX_VALUE;

  IntervalJoinOperator(IntervalJoinNode node, OperatorContext context) {
    this.node = node;
    bounds = node.bounds();
    long bucket = Math.max(LEAST_BUCKET_MILLIS, bounds.spanMillis() / BUCKETS_PER_SPAN);
    long list = Math.max(LEAST_BUCKET_MILLIS, bounds.spanMillis() / LISTS_PER_SPAN);
    sides = JoinSide.both(node, context);
    for (int side = 0; side < 2; side++) {
      rows[side] = new TimedRows(context.state().ordered(node.rows(side)), bucket);
      if (node.kind().keepsUnmatched(side)) {
        alone[side] =
            new TimedRows(
                context.state().ordered(node.alone(side)),
                bounds.isProctime() ? PROCTIME_BUCKET_MILLIS : list);
      }
    }
    pairs =
        new PairBuffer(
            node.properties().schema(),
            node.left().properties().schema(),
            node.right().properties().schema(),
            context.allocator());
    EvaluationContext evaluation = EvaluationContext.of(context, node.timeZone());
    condition =
        node.condition().map(c -> ExpressionEvaluator.ofCondition(c, evaluation)).orElse(null);
    times = new Lateness(context.metrics());
    progress = new InputProgress(context);
    clock = context.clock();
    oneKey = new KeyCollector(context.allocator());
    scheduleNext();
  }

  @Override
  public boolean process(int input, Batch batch, Output out) {
    if (bounds.isProctime()) {
      long now = tick();
      if (!expire(out)) {
        return false;
      }
      times.setAll(batch, now);
    } else {
      progress.active(input);
      times.judge(batch, bounds.column(input), progress.reached(input));
    }
    int count = batch.size();
    if (count > 0) {
      begin(input, batch);
    }
    for (int from = 0; from < count; ) {
      if (from > 0 && out.isFull()) {
        batch.skip(from);
        return false;
      }
      from = chunk(input, from, count, out);
    }
    batch.close();
    scheduleNext();
    return true;
  }

  private void begin(int input, Batch batch) {
    JoinSide side = sides[input];
    side.encode(batch);
    for (int each = 0; each < 2; each++) {
      rows[each].bind(side.keys());
      if (alone[each] != null) {
        alone[each].bind(side.keys());
      }
    }
    if (isMatched.length < batch.size()) {
      isMatched = new boolean[batch.size()];
    }
  }

  /** Joins and stores as many rows as give a batch of pairs; returns where the next one begins. */
  private int chunk(int input, int from, int count, Output out) {
    JoinSide side = sides[input];
    TimedRows others = rows[1 - input];
    probingSide = input;
    pairs.clear();
    int to = from;
    for (; to < count && pairs.count() < Batch.MAX_ROWS; to++) {
      if (!times.isLate(to) && !side.hasNullKey(to)) {
        probe = to;
        long time = times.time(to);
        others.visit(to, time + bounds.from(input), time + bounds.to(input), this::candidate);
      }
    }
    Arrays.fill(isMatched, from, to, false);
    emitPairs(out, true);
    pairs.clear();
    store(input, from, to);
    emitPairs(out, false);
    return to;
  }

  private void candidate(long time, int sequence, long address, int length) {
    int at = pairs.count();
    if (at == probes.length) {
      probes = Arrays.copyOf(probes, 2 * at);
      storedTimes = Arrays.copyOf(storedTimes, 2 * at);
      storedSequences = Arrays.copyOf(storedSequences, 2 * at);
    }
    probes[at] = probe;
    storedTimes[at] = time;
    storedSequences[at] = sequence;
    long stored = pairs.copy(address, length);
    long probing = sides[probingSide].address(probe);
    if (probingSide == 0) {
      pairs.add(probing, stored);
    } else {
      pairs.add(stored, probing);
    }
  }

  private void emitPairs(Output out, boolean areCandidates) {
    for (int from = 0; from < pairs.count(); from += Batch.MAX_ROWS) {
      Batch batch = pairs.batch(from);
      if (areCandidates) {
        Selection selected = condition == null ? batch.selection() : condition.filter(batch);
        match(from, selected);
        batch.select(selected);
      }
      out.emit(batch);
    }
  }

  private void match(int from, Selection selected) {
    TimedRows lonely = alone[1 - probingSide];
    for (int i = 0; i < selected.count(); i++) {
      int pair = from + selected.row(i);
      isMatched[probes[pair]] = true;
      if (lonely != null) {
        lonely.remove(probes[pair], storedTimes[pair], storedSequences[pair]);
      }
    }
  }

  /** Stores rows that can still match; others without a match so far come out at once. */
  private void store(int input, int from, int to) {
    JoinSide side = sides[input];
    long expired = progress.expired(input, bounds.to(input));
    for (int i = from; i < to; i++) {
      if (times.isLate(i)) {
        continue;
      }
      long time = times.time(i);
      boolean isLonely = alone[input] != null && !isMatched[i];
      if (time > expired && !side.hasNullKey(i)) {
        int sequence = rows[input].add(i, time, side.address(i), side.length(i));
        if (isLonely) {
          alone[input].put(i, time, sequence, 0, 0);
        }
      } else if (isLonely) {
        addAlone(input, side.address(i));
      }
    }
  }

  private void addAlone(int input, long row) {
    if (input == 0) {
      pairs.addLeft(row);
    } else {
      pairs.addRight(row);
    }
  }

  @Override
  public boolean advance(int input, long watermarkMillis, Output out) {
    if (bounds.isProctime() && watermarkMillis != Watermark.END) {
      return true;
    }
    progress.advance(input, watermarkMillis);
    return expire(out);
  }

  @Override
  public void idle(int input) {
    progress.idle(input);
  }

  @Override
  public boolean endOfInput(int input, Output out) {
    progress.advance(input, Watermark.END);
    return expire(out);
  }

  /** Emits lone rows whose time is over, and forgets what can match no more. */
  private boolean expire(Output out) {
    for (int side = 0; side < 2; side++) {
      long expired = progress.expired(side, bounds.to(side));
      if (alone[side] != null && !release(side, expired, out)) {
        return false;
      }
      for (long bucket : rows[side].buckets()) {
        if (expired != Watermark.NONE && rows[side].lastTime(bucket) <= expired) {
          rows[side].drop(bucket);
        }
      }
    }
    scheduleNext();
    return true;
  }

  private boolean release(int side, long expired, Output out) {
    TimedRows lonely = alone[side];
    for (long bucket : lonely.buckets()) {
      if (expired == Watermark.NONE || bucket > expired) {
        return true;
      }
      pairs.clear();
      OrderedTable.Prefixes keys = lonely.scan(bucket);
      while (keys.next()) {
        release(side, bucket, keys, expired);
        if (pairs.count() >= Batch.MAX_ROWS) {
          emitPairs(out, false);
          pairs.clear();
          if (out.isFull()) {
            return false;
          }
        }
      }
      boolean hasMoved = pairs.count() > 0;
      emitPairs(out, false);
      if (lonely.lastTime(bucket) <= expired) {
        lonely.drop(bucket);
      }
      if (hasMoved && out.isFull()) {
        return false;
      }
    }
    return true;
  }

  private void release(int side, long bucket, OrderedTable.Prefixes keys, long expired) {
    oneKey.clear();
    oneKey.add(keys.keyAddress(), keys.keyLength(), keys.keyHash());
    rows[side].bind(oneKey.keys());
    alone[side].take(
        bucket,
        keys.prefix(),
        expired,
        (time, sequence, address, length) ->
            rows[side].find(
                0,
                time,
                sequence,
                (storedTime, number, row, rowLength) ->
                    addAlone(side, pairs.copy(row, rowLength))));
  }

  @Override
  public long outputWatermark(long[] inputWatermarksMillis) {
    if (bounds.isProctime()) {
      return Operator.super.outputWatermark(inputWatermarksMillis);
    }
    long least = Watermark.END;
    for (int side = 0; side < 2; side++) {
      long watermark = progress.effective(side, inputWatermarksMillis);
      boolean isBound = watermark == Watermark.END || watermark == Watermark.NONE;
      least = Math.min(least, isBound ? watermark : watermark + Math.min(0, bounds.from(side)));
    }
    return least;
  }

  /** Takes the time for rows that arrive now; both inputs have passed what lies before it. */
  private long tick() {
    long now = Math.max(clock.wallMillis(), progress.reached(0) + 1);
    if (progress.reached(0) != Watermark.END) {
      progress.advance(0, now - 1);
    }
    if (progress.reached(1) != Watermark.END) {
      progress.advance(1, now - 1);
    }
    return now;
  }

  private void scheduleNext() {
    nextTime = Long.MAX_VALUE;
    if (bounds.isProctime()) {
      for (int side = 0; side < 2; side++) {
        due(rows[side], bounds.to(side));
        if (alone[side] != null) {
          due(alone[side], bounds.to(side));
        }
      }
    }
  }

  private void due(TimedRows table, long to) {
    long[] buckets = table.buckets();
    if (buckets.length > 0) {
      nextTime = Math.min(nextTime, table.lastTime(buckets[0]) + to + 1);
    }
  }

  @Override
  public long nextTimeMillis() {
    return nextTime;
  }

  @Override
  public boolean onTime(long wallMillis, Output out) {
    tick();
    return expire(out);
  }

  @Override
  public OperatorSnapshot snapshot(long checkpointId) {
    return progress.snapshot();
  }

  @Override
  public void close() {
    for (int side = 0; side < 2; side++) {
      sides[side].close();
      rows[side].close();
      if (alone[side] != null) {
        alone[side].close();
      }
    }
    pairs.close();
    oneKey.close();
    if (condition != null) {
      condition.close();
    }
  }
}
