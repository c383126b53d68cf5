package io.weir.planner.convert;

import io.weir.planner.convert.Stream.Slot;
import io.weir.runtime.expression.ColumnReference;
import io.weir.runtime.expression.Expression;
import java.util.ArrayList;
import java.util.List;

/** What input references over a stream stand for. */
final class Inputs {
  private Inputs() {}

  /**
   * One expression a column, over the stream's node. That of a pending window column is a reference
   * to nowhere, which must not be used.
   */
  static List<Expression> of(Stream stream) {
    List<Expression> inputs = new ArrayList<>();
    for (int i = 0; i < stream.size(); i++) {
      Slot slot = stream.slots().get(i);
      String name =
          slot.isPending() ? slot.name() : stream.node().properties().schema().name(slot.column());
      inputs.add(new ColumnReference(slot.column(), name, stream.type(i)));
    }
    return inputs;
  }
}
