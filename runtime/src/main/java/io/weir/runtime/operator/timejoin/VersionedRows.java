package io.weir.runtime.operator.timejoin;

import io.weir.runtime.expression.ExpressionEvaluator;
import io.weir.runtime.function.EvaluationContext;
import io.weir.runtime.operator.OperatorContext;
import io.weir.runtime.operator.Output;
import io.weir.runtime.stream.Batch;
import io.weir.runtime.stream.RowKind;
import io.weir.runtime.stream.Selection;
import java.util.Arrays;

/**
 * The left rows of a temporal join beside the versions of their times, on their way out. One
 * without a version, or with one that does not fulfil the condition, comes out alone or not at all.
 */
final class VersionedRows implements AutoCloseable {
  /** How many bytes of copies are gathered before they are to be emitted. */
  private static final long MOST_BYTES = 16 << 20;

  private final PairBuffer pairs;
  private final ExpressionEvaluator condition;
  private final boolean keepsAlone;

  /** By pair; null where rows only come. */
  private byte[] kinds;

  VersionedRows(TemporalJoinNode node, OperatorContext context) {
    pairs =
        new PairBuffer(
            node.properties().schema(),
            node.left().properties().schema(),
            node.right().properties().schema(),
            context.allocator());
    EvaluationContext evaluation = EvaluationContext.of(context, node.timeZone());
    condition =
        node.condition().map(c -> ExpressionEvaluator.ofCondition(c, evaluation)).orElse(null);
    keepsAlone = node.kind() == JoinKind.LEFT;
    kinds = node.keepsAllVersions() ? new byte[Batch.MAX_ROWS] : null;
  }

  /** Copies a row or a version that does not stay where it is; the result stands for it. */
  long copy(long address, int length) {
    return pairs.copy(address, length);
  }

  /** Where a copy lies until the next one is made. */
  long address(long copy) {
    return pairs.address(copy);
  }

  /** The length of a copy. */
  int length(long copy) {
    return pairs.length(copy);
  }

  /**
   * Adds a row with its version.
   *
   * @param row an address that stays valid, or a copy
   * @param version a copy
   */
  void add(boolean isComing, long row, long version) {
    note(isComing);
    pairs.add(row, version);
  }

  /** Adds a row without a version, if such rows come out. */
  void addAlone(boolean isComing, long row) {
    if (keepsAlone) {
      note(isComing);
      pairs.addLeft(row);
    }
  }

  private void note(boolean isComing) {
    if (kinds == null) {
      return;
    }
    if (pairs.count() == kinds.length) {
      kinds = Arrays.copyOf(kinds, 2 * kinds.length);
    }
    kinds[pairs.count()] = isComing ? RowKind.INSERT : RowKind.DELETE;
  }

  /** Whether there are as many as a batch holds, or their copies are large. */
  boolean isFull() {
    return pairs.count() >= Batch.MAX_ROWS || pairs.copiedBytes() >= MOST_BYTES;
  }

  /** Emits what has been added, and forgets it and the copies. */
  void emit(Output out) {
    for (int from = 0; from < pairs.count(); from += Batch.MAX_ROWS) {
      Batch batch = pairs.batch(from, kinds);
      out.emit(condition == null ? batch : fulfilling(from, batch));
    }
    pairs.clear();
  }

  /** A batch of pairs with those left alone, or taken out, that do not fulfil the condition. */
  private Batch fulfilling(int from, Batch batch) {
    Selection paired = pairs.complete(from, batch.rowCount());
    Selection fulfilling =
        condition.filter(
            new Batch(batch.schema(), batch.vectors(), batch.rowCount(), paired, null, null));
    if (!keepsAlone) {
      batch.select(fulfilling);
      return batch;
    }
    if (fulfilling.count() == paired.count()) {
      return batch;
    }
    int next = 0;
    for (int i = 0; i < paired.count(); i++) {
      if (next < fulfilling.count() && fulfilling.row(next) == paired.row(i)) {
        next++;
      } else {
        pairs.leaveAlone(from + paired.row(i));
      }
    }
    batch.close();
    return pairs.batch(from, kinds);
  }

  /** Forgets what has been added, and the copies. */
  void clear() {
    pairs.clear();
  }

  @Override
  public void close() {
    pairs.close();
    if (condition != null) {
      condition.close();
    }
  }
}
