package io.weir.runtime.expression;

import io.weir.runtime.function.Operand;
import io.weir.runtime.function.Result;
import io.weir.runtime.stream.Selection;
import io.weir.runtime.type.LogicalType;
import io.weir.runtime.vector.Bits;
import io.weir.runtime.vector.Column;

/**
 * AND or OR in three-valued logic. Keeps two bitmaps by row: decided (a FALSE for AND, a TRUE for
 * OR was seen) and undecided by NULL. Decided rows are left out before an operand that can fail,
 * and when they are many.
 */
final class LogicStep implements Step {
  private final Step[] operands;
  private final boolean[] canFail;
  private final boolean isAnd;

  LogicStep(Step[] operands, boolean[] canFail, boolean isAnd) {
    this.operands = operands;
    this.canFail = canFail;
    this.isAnd = isAnd;
  }

  @Override
  public Value evaluate(Frame frame, Selection rows) {
    int words = (frame.rowCount() + 63) >>> 6;
    long[] decided = new long[words];
    long[] nulls = new long[words];
    Selection active = rows;
    for (int i = 0; i < operands.length; i++) {
      if (i > 0) {
        active = narrow(active, decided, canFail[i]);
        if (active.count() == 0) {
          break;
        }
      }
      Value value = operands[i].evaluate(frame, active);
      combine(value.operand(), active, decided, nulls);
      frame.release(value);
    }
    return frame.own(result(frame, decided, nulls));
  }

  /** Filters operand by operand while that gives the same answer as evaluating all. */
  @Override
  public Selection filter(Frame frame, Selection rows) {
    if (!isAnd || anyCanFail()) {
      return Step.super.filter(frame, rows);
    }
    Selection active = rows;
    for (int i = 0; i < operands.length && active.count() > 0; i++) {
      active = operands[i].filter(frame, active);
    }
    return active;
  }

  private boolean anyCanFail() {
    for (int i = 1; i < canFail.length; i++) {
      if (canFail[i]) {
        return true;
      }
    }
    return false;
  }

  private static Selection narrow(Selection active, long[] decided, boolean always) {
    int count = 0;
    for (long word : decided) {
      count += Long.bitCount(word);
    }
    if (count == 0 || !always && count * 2 < active.count()) {
      return active;
    }
    int[] kept = new int[active.count()];
    int next = 0;
    for (int i = 0; i < kept.length; i++) {
      int row = active.row(i);
      kept[next] = row;
      next += (decided[row >>> 6] & (1L << row)) == 0 ? 1 : 0;
    }
    return Selection.of(kept, next);
  }

  private void combine(Operand operand, Selection rows, long[] decided, long[] nulls) {
    Column column = operand.column();
    boolean alwaysNull = column.dataAddress() == 0;
    if (rows.isDense() && !operand.isConstant() && !alwaysNull && (rows.start() & 63) == 0) {
      combineWords(column, rows, decided, nulls);
      return;
    }
    int mask = operand.mask();
    for (int i = 0; i < rows.count(); i++) {
      int row = rows.row(i);
      if (alwaysNull || column.isNull(row & mask)) {
        nulls[row >>> 6] |= 1L << row;
      } else if (column.getBoolean(row & mask) != isAnd) {
        decided[row >>> 6] |= 1L << row;
      }
    }
  }

  private void combineWords(Column column, Selection rows, long[] decided, long[] nulls) {
    int end = rows.start() + rows.count();
    long validity = column.validityAddress();
    for (int base = rows.start(); base < end; base += 64) {
      int count = Math.min(64, end - base);
      long inside = -1L >>> (64 - count);
      long data = Bits.get(column.dataAddress(), base, count);
      long valid = validity == 0 ? inside : Bits.get(validity, base, count);
      decided[base >>> 6] |= (isAnd ? ~data : data) & valid & inside;
      nulls[base >>> 6] |= ~valid & inside;
    }
  }

  private org.apache.arrow.vector.FieldVector result(Frame frame, long[] decided, long[] nulls) {
    int rowCount = frame.rowCount();
    try (Result result = new Result(LogicalType.bool(), rowCount, frame.allocator())) {
      Column column = result.column();
      for (int base = 0; base < rowCount; base += 64) {
        int count = Math.min(64, rowCount - base);
        long word = decided[base >>> 6];
        Bits.put(column.dataAddress(), base, count, isAnd ? ~word : word);
        Bits.put(column.validityAddress(), base, count, word | ~nulls[base >>> 6]);
      }
      return result.finish();
    }
  }
}
