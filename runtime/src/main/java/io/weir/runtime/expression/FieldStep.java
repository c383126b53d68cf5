package io.weir.runtime.expression;

import io.weir.runtime.function.Operand;
import io.weir.runtime.stream.Selection;
import io.weir.runtime.type.LogicalType;
import io.weir.runtime.vector.Column;
import io.weir.runtime.vector.Gather;
import java.util.Arrays;
import org.apache.arrow.vector.FieldVector;

/** A field of a ROW: the child vector itself if no ROW is NULL, else a copy with their NULLs. */
record FieldStep(Step argument, int index, LogicalType type) implements Step {
  @Override
  public Value evaluate(Frame frame, Selection rows) {
    Value row = argument.evaluate(frame, rows);
    if (!row.column().hasNulls()) {
      Column child = row.column().child(index);
      Operand operand = row.operand().isConstant() ? Operand.constant(child) : Operand.of(child);
      return new Value(operand, row.owner());
    }
    int[] slots = new int[frame.rowCount()];
    Arrays.fill(slots, Gather.NULL_SLOT);
    for (int i = 0; i < rows.count(); i++) {
      int slot = rows.row(i);
      slots[slot] = row.operand().isNull(slot) ? Gather.NULL_SLOT : row.operand().slot(slot);
    }
    FieldVector child =
        row.vector() instanceof org.apache.arrow.vector.NullVector
            ? row.vector()
            : row.column().child(index).vector();
    Value copy = frame.own(Gather.copy(type, child, slots, slots.length, frame.allocator()));
    frame.release(row);
    return copy;
  }
}
