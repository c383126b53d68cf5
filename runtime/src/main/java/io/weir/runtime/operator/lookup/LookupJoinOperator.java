package io.weir.runtime.operator.lookup;

import io.weir.runtime.operator.Operator;
import io.weir.runtime.operator.OperatorContext;
import io.weir.runtime.operator.OperatorSnapshot;
import io.weir.runtime.operator.Output;
import io.weir.runtime.stream.Batch;
import io.weir.runtime.stream.RowKind;
import io.weir.runtime.type.Schema;
import java.util.List;

/**
 * Runs a {@link LookupJoinNode}, a batch at a time: the keys that are not known are asked for, each
 * once, and when all answers are there the rows go on in their order. Until then the batch stays
 * with the engine, so that what waits here is never lost, and a checkpoint has either the batch or
 * its results. Of a table that may hold something else by then, rows that are taken back ask for
 * nothing: what was sent for them is sent again.
 */
final class LookupJoinOperator implements Operator {
  private static final int NOT_ASKED = -1;

  private final LookupJoinNode node;
  private final OperatorContext context;
  private final KeyedBatch keys;
  private final FoundRows found;
  private final LookupPairs pairs;

  /** Null where the table is asked. */
  private final WholeTable whole;

  /** Null where the table is read whole. */
  private final AskedTable asked;

  private final PartialCache cache;

  /** Null where rows that are taken back find what they found before. */
  private final SentRows sentRows;

  /** What is sent, where it is not what was found. */
  private final LookupPairs sent;

  /** What was found for keys of the present batch that were not known. */
  private final RowsByKey answers = new RowsByKey();

  private Batch current;
  private long beganMillis;

  /** By position of the live row when the batch came: what is known, or whom it asked with. */
  private long[] firstRows = new long[Batch.MAX_ROWS];

  private int[] asking = new int[Batch.MAX_ROWS];
  private int done;

  LookupJoinOperator(LookupJoinNode node, OperatorContext context) {
    this.node = node;
    this.context = context;
    Schema schema = node.left().properties().schema();
    keys = new KeyedBatch(schema, node.keys(), 0, context);
    found = new FoundRows(node, context);
    pairs = new LookupPairs(node, context);
    boolean isWhole = node.table().isReadWhole();
    whole = isWhole ? new WholeTable(node.table(), found, context) : null;
    asked = isWhole ? null : new AskedTable(node.table(), found, context);
    cache = isWhole ? null : new PartialCache(node.table().asked().orElseThrow().settings());
    boolean remembers = node.memory().isPresent();
    sentRows = remembers ? new SentRows(node, context) : null;
    sent = remembers ? new LookupPairs(node, context) : null;
  }

  @Override
  public boolean isAwaiting() {
    return whole != null ? whole.isAwaiting() : current != null && asked.isAwaiting();
  }

  @Override
  public boolean process(int input, Batch batch, Output out) {
    if (batch != current) {
      if (whole != null && !whole.isReady()) {
        return false;
      }
      begin(batch);
    }
    while (asked != null && !asked.isAnswered(answers)) {
      if (asked.isAwaiting()) {
        return false;
      }
    }
    while (batch.size() > 0) {
      if (out.isFull()) {
        return false;
      }
      emit(batch, out);
    }
    if (cache != null) {
      cache.put(answers, beganMillis);
      answers.clear();
    }
    current = null;
    batch.close();
    return true;
  }

  private void begin(Batch batch) {
    current = batch;
    done = 0;
    int count = batch.size();
    if (firstRows.length < count) {
      firstRows = new long[count];
      asking = new int[count];
    }
    keys.encode(batch);
    if (whole != null) {
      findAll(count);
    } else {
      beganMillis = context.clock().wallMillis();
      askAll(batch, count);
    }
  }

  private void findAll(int count) {
    RowsByKey rows = whole.rows();
    for (int i = 0; i < count; i++) {
      int entry = keys.hasNullKey(i) ? RowsByKey.ABSENT : keys.find(rows, i);
      firstRows[i] = entry == RowsByKey.ABSENT ? RowsByKey.NO_ROW : rows.first(entry);
      asking[i] = NOT_ASKED;
    }
  }

  private void askAll(Batch batch, int count) {
    int[] positions = new int[count];
    int unknown = 0;
    for (int i = 0; i < count; i++) {
      asking[i] = NOT_ASKED;
      firstRows[i] = RowsByKey.NO_ROW;
      if (keys.hasNullKey(i) || !isLookedUp(batch, batch.selection().row(i))) {
        continue;
      }
      asking[i] = keys.find(answers, i);
      if (asking[i] != RowsByKey.ABSENT) {
        continue;
      }
      firstRows[i] = keys.find(cache, i, beganMillis);
      if (firstRows[i] == PartialCache.UNKNOWN) {
        asking[i] = keys.add(answers, i);
        positions[unknown++] = batch.selection().row(i);
      }
    }
    if (unknown > 0) {
      asked.ask(batch, node.keys().left(), positions, unknown);
    }
  }

  private long firstRow(int i) {
    return asking[i] == NOT_ASKED ? firstRows[i] : answers.first(asking[i]);
  }

  /** Whether what the table holds for a row matters, and not what was sent for it before. */
  private boolean isLookedUp(Batch batch, int row) {
    return sentRows == null || batch.rowKinds() == null || RowKind.isAdding(batch.rowKinds()[row]);
  }

  /** Emits the pairs of the next rows, about as many as a batch has, and skips these. */
  private void emit(Batch batch, Output out) {
    int rows = 0;
    while (rows < batch.size() && pairs.count() < Batch.MAX_ROWS) {
      int row = batch.selection().row(rows);
      if (isLookedUp(batch, row)) {
        pairs.add(row, firstRow(done + rows));
      }
      rows++;
    }
    pairs.filter(batch);
    if (sentRows == null) {
      pairs.emit(batch, batch.rowKinds(), out);
    } else {
      rows = sentRows.replay(batch, rows, pairs, sent);
      pairs.clear();
      sent.emit(batch, sentRows.kinds(), out);
    }
    batch.skip(rows);
    done += rows;
  }

  @Override
  public OperatorSnapshot snapshot(long checkpointId) {
    byte[] state = whole == null ? new byte[0] : whole.state();
    return state.length == 0
        ? OperatorSnapshot.EMPTY
        : () -> new OperatorSnapshot.Content(state, List.of());
  }

  @Override
  public void close() {
    keys.close();
    if (whole != null) {
      whole.close();
    } else {
      asked.close();
      cache.close();
    }
    found.close();
    pairs.close();
    answers.close();
    if (sentRows != null) {
      sentRows.close();
      sent.close();
    }
  }
}
