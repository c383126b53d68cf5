package io.weir.runtime.operator.join;

import io.weir.runtime.operator.Operator;
import io.weir.runtime.operator.OperatorContext;
import io.weir.runtime.operator.Output;
import io.weir.runtime.plan.Forgetting;
import io.weir.runtime.state.CountedMultiset;
import io.weir.runtime.state.EncodedKeys;
import io.weir.runtime.state.EncodedRows;
import io.weir.runtime.stream.Batch;
import io.weir.runtime.stream.RowKind;
import io.weir.runtime.stream.Selection;

/**
 * Runs a {@link JoinNode}. A batch of one side, its <em>own</em>, is worked off in pieces whose
 * matches fit a few batches:
 *
 * <ol>
 *   <li>the rows of the piece are added to the own table, which leaves the different rows whose
 *       counts change;
 *   <li>those meet the rows of the <em>other</em> side with the same key, and pairs that do not
 *       fulfil the condition are dropped;
 *   <li>what was there and is not any more is emitted: pairs, rows without a match, and rows of the
 *       other side that now have one;
 *   <li>then what is there now.
 * </ol>
 *
 * Whether a row of the other side has a match is known from the number of rows of its key where
 * there is no condition, and else from a count that each row keeps.
 */
final class JoinOperator implements Operator {
  /** A piece ends with the row that brings its matches to this number. */
  private static final int MATCHES_OF_A_PIECE = 4 * Batch.MAX_ROWS;

  private final JoinNode node;
  private final JoinSide[] sides;
  private final JoinEmitter emitter;
  private final PairFilter filter;

  /** Whether rows that are asked for a match count them. */
  private final boolean isCounting;

  /** Whether the rows that match are looked at one by one. */
  private final boolean needsMatches;

  private final Changes changes;
  private final Matches matches;
  private final OtherMatches otherMatches;
  private final KeyTurns keyTurns = new KeyTurns();
  private int[] ownKeys = new int[Batch.MAX_ROWS];
  private int[] otherKeys = new int[Batch.MAX_ROWS];
  private int[] numbers = new int[Batch.MAX_ROWS];
  private long[] deltas = new long[Batch.MAX_ROWS];

  JoinOperator(JoinNode node, OperatorContext context) {
    this.node = node;
    sides = new JoinSide[] {new JoinSide(node, 0, context), new JoinSide(node, 1, context)};
    emitter = new JoinEmitter(node, sides, context);
    filter = node.condition().isPresent() ? new PairFilter(node, context) : null;
    isCounting = node.countsMatches();
    needsMatches = node.kind().hasPairs() || isCounting;
    boolean isForgiving = Forgetting.isPossible(node);
    changes = new Changes(isForgiving);
    matches = new Matches(changes);
    otherMatches = new OtherMatches(isForgiving);
  }

  @Override
  public boolean process(int input, Batch batch, Output out) {
    if (batch.size() > 0 && !join(sides[input], sides[1 - input], batch, out)) {
      return false;
    }
    batch.close();
    return true;
  }

  /** Works off a batch as far as there is room; the rows that are done are skipped. */
  private boolean join(JoinSide own, JoinSide other, Batch batch, Output out) {
    own.table.begin();
    other.table.begin();
    emitter.begin(own, batch, out);
    boolean[] withoutKey = own.withoutKey(batch);
    Batch keyed = withoutKey == null ? batch : keyed(batch, withoutKey);
    int count = keyed.size();
    reserve(count);
    EncodedKeys keys = own.encodeKeys(keyed);
    own.table.findOrCreate(keys, ownKeys);
    other.table.find(keys, otherKeys);
    if (needsMatches) {
      other.table.prefetch(otherKeys, count);
    }
    EncodedRows rows = own.encodeRows(keyed);
    setDeltas(keyed);
    int from = 0;
    int keyedFrom = 0;
    int all = batch.size();
    while (true) {
      int keyedTo = pieceEnd(other, keyedFrom, count);
      int to = keyedTo == count ? all : end(withoutKey, from, keyedTo - keyedFrom);
      changeRows(own, other, keyed, rows, keyedFrom, keyedTo);
      if (own.asksForMatch && withoutKey != null) {
        own.rowsWithoutKey().cancel(batch, withoutKey, from, to);
        emitWithoutKey(batch, withoutKey, from, to, false);
      }
      emitChanges(own, other, batch);
      if (own.asksForMatch && withoutKey != null) {
        emitWithoutKey(batch, withoutKey, from, to, true);
      }
      emitter.flush();
      from = to;
      keyedFrom = keyedTo;
      if (from == all || out.isFull()) {
        break;
      }
    }
    batch.skip(from);
    return from == all;
  }

  private void reserve(int count) {
    if (ownKeys.length < count) {
      ownKeys = new int[count];
      otherKeys = new int[count];
      numbers = new int[count];
      deltas = new long[count];
    }
  }

  /** The rows of a batch that can match. */
  private static Batch keyed(Batch batch, boolean[] withoutKey) {
    int[] rows = new int[batch.size()];
    int count = 0;
    for (int i = 0; i < rows.length; i++) {
      if (!withoutKey[i]) {
        rows[count++] = batch.selection().row(i);
      }
    }
    return new Batch(
        batch.schema(),
        batch.vectors(),
        batch.rowCount(),
        Selection.of(rows, count),
        batch.rowKinds(),
        null);
  }

  /** Behind which live row, from {@code from} on, {@code keyed} rows with a key have come. */
  private static int end(boolean[] withoutKey, int from, int keyed) {
    int at = from;
    for (int left = keyed; left > 0; at++) {
      left -= withoutKey != null && withoutKey[at] ? 0 : 1;
    }
    return at;
  }

  private void setDeltas(Batch keyed) {
    byte[] kinds = keyed.rowKinds();
    for (int i = 0, count = keyed.size(); i < count; i++) {
      boolean isAdding = kinds == null || RowKind.isAdding(kinds[keyed.selection().row(i)]);
      deltas[i] = isAdding ? 1 : -1;
    }
  }

  private static boolean isAdding(Batch batch, int row) {
    return batch.rowKinds() == null || RowKind.isAdding(batch.rowKinds()[row]);
  }

  /** Where the piece ends that begins at {@code from}; what it may match is in memory then. */
  private int pieceEnd(JoinSide other, int from, int count) {
    long most = 0;
    int to = from;
    while (to < count && most < MATCHES_OF_A_PIECE) {
      int key = otherKeys[to++];
      if (key != CountedMultiset.NONE) {
        if (needsMatches) {
          other.table.load(key);
        }
        most += other.table.rowCount(key);
      }
    }
    return to;
  }

  private void changeRows(
      JoinSide own, JoinSide other, Batch keyed, EncodedRows rows, int from, int to) {
    if (other.asksForMatch && !isCounting) {
      for (int i = from; i < to; i++) {
        if (otherKeys[i] != CountedMultiset.NONE) {
          keyTurns.before(own.table, ownKeys[i], otherKeys[i]);
        }
      }
    }
    own.table.add(ownKeys, rows, deltas, from, to, numbers);
    changes.clear(to - from);
    for (int i = from; i < to; i++) {
      changes.add(own.table, numbers[i], keyed.selection().row(i), otherKeys[i], deltas[i]);
    }
    changes.settle(own.table);
  }

  private void emitWithoutKey(
      Batch batch, boolean[] withoutKey, int from, int to, boolean isAdded) {
    for (int i = from; i < to; i++) {
      int row = batch.selection().row(i);
      if (withoutKey[i] && isAdding(batch, row) == isAdded) {
        emitter.ownAlone(isAdded, row, false, 1);
      }
    }
  }

  /** Emits what the changes of a piece mean, and removes rows that are gone. */
  private void emitChanges(JoinSide own, JoinSide other, Batch batch) {
    if (needsMatches) {
      findMatches(own, other, batch);
    }
    if (isCounting) {
      countMatches(own, other);
    }
    keyTurns.settle(own.table, other.table);
    int losers = 0;
    while (losers < changes.count && changes.deltas[losers] < 0) {
      losers++;
    }
    int losingPairs = 0;
    while (losingPairs < matches.count && matches.owns[losingPairs] < losers) {
      losingPairs++;
    }
    emitPairs(other, 0, losingPairs, false);
    emitOwn(own, other, 0, losers, false);
    emitTurns(other, false);
    emitTurns(other, true);
    emitPairs(other, losingPairs, matches.count, true);
    emitOwn(own, other, losers, changes.count, true);
    for (int i = 0; i < losers; i++) {
      if (own.table.count(changes.rows[i]) == 0) {
        own.table.remove(changes.rows[i]);
      }
    }
    matches.clear();
    otherMatches.clear();
    keyTurns.clear();
  }

  private void findMatches(JoinSide own, JoinSide other, Batch batch) {
    CountedMultiset table = other.table;
    boolean areAllNeeded = node.kind().hasPairs() || other.countsMatches;
    int unfiltered = 0;
    for (int i = 0; i < changes.count; i++) {
      int key = changes.otherKeys[i];
      boolean isNew = isNew(own, i);
      if (key == CountedMultiset.NONE || !areAllNeeded && !isNew) {
        continue;
      }
      for (int row = table.first(key); row >= 0; row = table.next(row)) {
        matches.add(i, row);
      }
      if (filter != null && matches.count - unfiltered >= MATCHES_OF_A_PIECE) {
        filter.apply(matches, batch, own, other, unfiltered);
        unfiltered = matches.count;
      }
    }
    if (filter != null && matches.count > unfiltered) {
      filter.apply(matches, batch, own, other, unfiltered);
    }
  }

  /** Brings the counts of matches of both sides up to date. */
  private void countMatches(JoinSide own, JoinSide other) {
    for (int p = 0; p < matches.count; p++) {
      int change = matches.owns[p];
      changes.matches[change] += other.table.count(matches.others[p]);
      if (other.countsMatches) {
        otherMatches.add(other.table, matches.others[p], changes.deltas[change]);
      }
    }
    if (!own.countsMatches) {
      return;
    }
    for (int i = 0; i < changes.count; i++) {
      if (isNew(own, i)) {
        own.table.setMatches(changes.rows[i], changes.matches[i]);
      }
    }
  }

  /** Whether the matches of a changed row are not known from before. */
  private boolean isNew(JoinSide own, int change) {
    return changes.wereForgotten[change]
        || own.table.count(changes.rows[change]) == changes.deltas[change];
  }

  private void emitPairs(JoinSide other, int from, int to, boolean isAdded) {
    if (!node.kind().hasPairs()) {
      return;
    }
    for (int p = from; p < to; p++) {
      int change = matches.owns[p];
      int row = matches.others[p];
      long times = Math.abs(changes.deltas[change]) * other.table.count(row);
      emitter.pair(isAdded, changes.batchRows[change], other.table.address(row), times);
    }
  }

  private void emitOwn(JoinSide own, JoinSide other, int from, int to, boolean isAdded) {
    if (!own.asksForMatch) {
      return;
    }
    for (int i = from; i < to; i++) {
      boolean hasMatch = hasMatch(own, other, i);
      long times = Math.abs(changes.deltas[i]);
      emitter.ownAlone(isAdded, changes.batchRows[i], hasMatch, times);
    }
  }

  private boolean hasMatch(JoinSide own, JoinSide other, int change) {
    if (own.countsMatches) {
      return own.table.matches(changes.rows[change]) > 0;
    }
    int key = changes.otherKeys[change];
    return key != CountedMultiset.NONE && other.table.hasRows(key);
  }

  /** Emits the rows of the other side that had no match and have one now, or the other way. */
  private void emitTurns(JoinSide other, boolean isAdded) {
    for (int i = 0; i < otherMatches.count(); i++) {
      int row = otherMatches.row(i);
      boolean hasNow = other.table.matches(row) > 0;
      if (otherMatches.before(i) > 0 != hasNow) {
        emitOther(other, row, isAdded, isAdded == hasNow);
      }
    }
    for (int i = 0; i < keyTurns.count(); i++) {
      int key = keyTurns.otherKey(i);
      for (int row = other.table.first(key); row >= 0; row = other.table.next(row)) {
        emitOther(other, row, isAdded, isAdded == keyTurns.hasRows(i));
      }
    }
  }

  private void emitOther(JoinSide other, int row, boolean isAdded, boolean hasMatch) {
    emitter.otherAlone(isAdded, other.table.address(row), hasMatch, other.table.count(row));
  }

  @Override
  public void close() {
    for (JoinSide side : sides) {
      side.close();
    }
    if (filter != null) {
      filter.close();
    }
  }
}
