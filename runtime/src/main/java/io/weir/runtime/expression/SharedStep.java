package io.weir.runtime.expression;

import io.weir.runtime.stream.Selection;
import io.weir.runtime.type.LogicalType;
import java.util.List;

/**
 * A deterministic subexpression that is needed in several places, computed once a batch: for all
 * live rows when it is first needed if it cannot fail, else row by row as it is needed, with a
 * bitmap of the rows that are done.
 */
record SharedStep(Step step, int number, boolean canFail, LogicalType type) implements Step {
  /** What is known so far: a value for the rows whose bit is set. */
  private record Known(Value value, long[] done) {}

  @Override
  public Value evaluate(Frame frame, Selection rows) {
    return canFail ? lazily(frame, rows) : eagerly(frame);
  }

  private Value eagerly(Frame frame) {
    Value value = (Value) frame.shared(number);
    if (value == null) {
      value = step.evaluate(frame, frame.live());
      frame.setShared(number, value);
    }
    return Value.borrowed(value.operand());
  }

  private Value lazily(Frame frame, Selection rows) {
    Known known = (Known) frame.shared(number);
    long[] done = known == null ? new long[(frame.rowCount() + 63) >>> 6] : known.done;
    Selection missing = missing(rows, done);
    if (missing.count() > 0) {
      Value value = step.evaluate(frame, missing);
      if (known != null) {
        // What was handed out before stays as it is until the frame ends: others may hold it.
        Part old = new Part(rowsOf(done), Value.borrowed(known.value.operand()));
        value = Part.merge(List.of(old, new Part(missing, value)), type, frame);
      }
      for (int i = 0; i < missing.count(); i++) {
        int row = missing.row(i);
        done[row >>> 6] |= 1L << row;
      }
      known = new Known(value, done);
      frame.setShared(number, known);
    }
    return Value.borrowed(known.value.operand());
  }

  private static Selection missing(Selection rows, long[] done) {
    int[] kept = new int[rows.count()];
    int count = 0;
    for (int i = 0; i < kept.length; i++) {
      int row = rows.row(i);
      kept[count] = row;
      count += (done[row >>> 6] & (1L << row)) == 0 ? 1 : 0;
    }
    return count == kept.length ? rows : Selection.of(kept, count);
  }

  private static Selection rowsOf(long[] done) {
    int count = 0;
    for (long word : done) {
      count += Long.bitCount(word);
    }
    int[] rows = new int[count];
    int next = 0;
    for (int i = 0; i < done.length; i++) {
      for (long word = done[i]; word != 0; word &= word - 1) {
        rows[next++] = (i << 6) + Long.numberOfTrailingZeros(word);
      }
    }
    return Selection.of(rows, count);
  }
}
