package io.weir.runtime.expression;

import io.weir.runtime.stream.Selection;

/** One compiled node of an expression. */
interface Step {
  /**
   * The values for {@code rows}, which are some of the batch's live rows, at least one. Slots of
   * other rows hold garbage.
   */
  Value evaluate(Frame frame, Selection rows);

  /** The rows of {@code rows} for which this BOOLEAN is TRUE. */
  default Selection filter(Frame frame, Selection rows) {
    Value value = evaluate(frame, rows);
    Selection selected = Truth.select(value.operand(), rows);
    frame.release(value);
    return selected;
  }
}
