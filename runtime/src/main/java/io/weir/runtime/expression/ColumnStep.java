package io.weir.runtime.expression;

import io.weir.runtime.stream.Selection;

/** Reads a column of the batch, without copying. */
record ColumnStep(int index) implements Step {
  @Override
  public Value evaluate(Frame frame, Selection rows) {
    return Value.borrowed(frame.column(index));
  }
}
