package io.weir.runtime.operator.timejoin;

import io.weir.runtime.expression.ExpressionEvaluator;
import io.weir.runtime.function.EvaluationContext;
import io.weir.runtime.operator.OperatorContext;
import io.weir.runtime.operator.Output;
import io.weir.runtime.state.EncodedKeys;
import io.weir.runtime.stream.Batch;
import io.weir.runtime.stream.Selection;
import io.weir.runtime.type.Schema;
import java.util.Arrays;

/**
 * Joins the rows of one key in one window. Left rows are taken from the table one by one, each is
 * paired with all right rows; which right rows have matched is written down wherever the work is
 * interrupted.
 */
final class WindowMatcher implements AutoCloseable {
  private final JoinKind kind;
  private final TimedRows left;
  private final TimedRows right;

  /** Right rows that have matched, where right rows come out alone; else null. */
  private final TimedRows matched;

  private final PairBuffer pairs;

  /** Rows that come out without another. */
  private final PairBuffer alone;

  private final ExpressionEvaluator condition;

  /** The left rows of the pairs, and for each pair which of them and which right row it has. */
  private long[] leftRows = new long[Batch.MAX_ROWS];

  private boolean[] isLeftMatched = new boolean[Batch.MAX_ROWS];
  private int leftCount;
  private int[] leftOf = new int[Batch.MAX_ROWS];
  private int[] rightOf = new int[Batch.MAX_ROWS];

  /** The right rows of the keys that are gathered; those of the present one come last. */
  private long[] rightRows = new long[64];

  private int[] rightSequences = new int[64];
  private boolean[] isRightMatched = new boolean[64];
  private int rightCount;
  private int rightStart;

  WindowMatcher(WindowJoinNode node, TimedRows[] rows, OperatorContext context) {
    kind = node.kind();
    left = rows[0];
    right = rows[1];
    matched =
        kind.keepsUnmatched(1) ? new TimedRows(context.state().ordered(node.matched()), 1) : null;
    Schema leftSchema = node.left().properties().schema();
    Schema rightSchema = node.right().properties().schema();
    Schema pairSchema = JoinProperties.pairs(node.left(), node.right(), kind);
    pairs = new PairBuffer(pairSchema, leftSchema, rightSchema, context.allocator());
    alone =
        new PairBuffer(node.properties().schema(), leftSchema, rightSchema, context.allocator());
    EvaluationContext evaluation = EvaluationContext.of(context, node.timeZone());
    condition =
        node.condition().map(c -> ExpressionEvaluator.ofCondition(c, evaluation)).orElse(null);
  }

  /** Forgets what is gathered and not emitted. */
  void begin() {
    pairs.clear();
    alone.clear();
    leftCount = 0;
    rightCount = 0;
    rightStart = 0;
  }

  void addAlone(int side, long address) {
    if (side == 0) {
      alone.addLeft(address);
    } else {
      alone.addRight(address);
    }
  }

  void emitAlone(Output out) {
    for (int from = 0; from < alone.count(); from += Batch.MAX_ROWS) {
      out.emit(alone.batch(from));
    }
    alone.clear();
  }

  /** Emits what is gathered. */
  void emitAll(Output out) {
    settle(out);
    emitAlone(out);
    begin();
  }

  /**
   * Joins the left rows of a prefix. False if there is no more room; then all that is gathered is
   * emitted, and what is left of the prefix is in the tables.
   */
  boolean join(long window, int prefix, EncodedKeys key, Output out) {
    loadRight(window, key);
    while (left.takeFirst(window, prefix, (time, number, row, length) -> addLeft(row, length))) {
      if (pairs.count() >= Batch.MAX_ROWS) {
        settle(out);
        storeMatches(window);
        emitAlone(out);
        begin();
        if (out.isFull()) {
          return false;
        }
        loadRight(window, key);
      }
    }
    if (rightCount > rightStart) {
      right.removeAll(0, window);
    }
    rightStart = rightCount;
    if (leftCount + rightCount < Batch.MAX_ROWS) {
      return true;
    }
    emitAll(out);
    return !out.isFull();
  }

  private void loadRight(long window, EncodedKeys key) {
    right.bind(key);
    right.visit(0, window, window, (time, number, row, length) -> addRight(number, row, length));
    if (matched != null) {
      matched.bind(key);
      matched.visit(0, window, window, (time, number, row, length) -> markMatched(number));
    }
  }

  private void addRight(int sequence, long row, int length) {
    if (rightCount == rightRows.length) {
      int capacity = 2 * rightCount;
      rightRows = Arrays.copyOf(rightRows, capacity);
      rightSequences = Arrays.copyOf(rightSequences, capacity);
      isRightMatched = Arrays.copyOf(isRightMatched, capacity);
    }
    rightSequences[rightCount] = sequence;
    isRightMatched[rightCount] = false;
    rightRows[rightCount++] = pairs.copy(row, length);
  }

  private void markMatched(int sequence) {
    int at = Arrays.binarySearch(rightSequences, rightStart, rightCount, sequence);
    isRightMatched[at] = true;
  }

  private void addLeft(long row, int length) {
    if (leftCount == leftRows.length) {
      leftRows = Arrays.copyOf(leftRows, 2 * leftCount);
      isLeftMatched = Arrays.copyOf(isLeftMatched, 2 * leftCount);
    }
    long copy = pairs.copy(row, length);
    isLeftMatched[leftCount] = false;
    leftRows[leftCount] = copy;
    for (int i = rightStart; i < rightCount; i++) {
      int at = pairs.count();
      if (at == leftOf.length) {
        leftOf = Arrays.copyOf(leftOf, 2 * at);
        rightOf = Arrays.copyOf(rightOf, 2 * at);
      }
      leftOf[at] = leftCount;
      rightOf[at] = i;
      pairs.add(copy, rightRows[i]);
    }
    leftCount++;
  }

  /** Judges and emits the pairs, and gathers rows that come out alone. */
  private void settle(Output out) {
    for (int from = 0; from < pairs.count(); from += Batch.MAX_ROWS) {
      Batch batch = pairs.batch(from);
      Selection selected = condition == null ? batch.selection() : condition.filter(batch);
      for (int i = 0; i < selected.count(); i++) {
        int pair = from + selected.row(i);
        isLeftMatched[leftOf[pair]] = true;
        isRightMatched[rightOf[pair]] = true;
      }
      if (kind.isLeftOnly()) {
        batch.close();
      } else {
        batch.select(selected);
        out.emit(batch);
      }
    }
    boolean isSemi = kind == JoinKind.SEMI;
    for (int i = 0; i < leftCount && (isSemi || kind.keepsUnmatched(0)); i++) {
      if (isLeftMatched[i] == isSemi) {
        alone.addLeft(alone.copy(pairs.address(leftRows[i]), pairs.length(leftRows[i])));
      }
    }
    for (int i = 0; i < rightStart && matched != null; i++) {
      if (!isRightMatched[i]) {
        alone.addRight(alone.copy(pairs.address(rightRows[i]), pairs.length(rightRows[i])));
      }
    }
  }

  /** Writes down which right rows of the present key have matched. */
  private void storeMatches(long window) {
    for (int i = rightStart; matched != null && i < rightCount; i++) {
      if (isRightMatched[i]) {
        matched.put(0, window, rightSequences[i], 0, 0);
      }
    }
  }

  /** Emits right rows of a key without left rows; false if there is no more room. */
  boolean rightAlone(long window, int prefix, Output out) {
    if (matched == null) {
      return true;
    }
    while (right.takeFirst(
        window, prefix, (time, number, row, length) -> alone.addRight(alone.copy(row, length)))) {
      if (alone.count() >= Batch.MAX_ROWS) {
        emitAlone(out);
        if (out.isFull()) {
          return false;
        }
      }
    }
    return true;
  }

  void drop(long window) {
    if (matched != null) {
      matched.drop(window);
    }
  }

  @Override
  public void close() {
    pairs.close();
    alone.close();
    if (matched != null) {
      matched.close();
    }
    if (condition != null) {
      condition.close();
    }
  }
}
