package io.weir.runtime.expression;

import io.weir.runtime.stream.Selection;
import io.weir.runtime.vector.Values;
import java.util.Collections;

/** A literal, as a vector of one slot. */
record LiteralStep(Literal literal) implements Step {
  @Override
  public Value evaluate(Frame frame, Selection rows) {
    return frame.own(
        Values.vector(
            literal.type(), Collections.singletonList(literal.value()), frame.allocator()));
  }
}
