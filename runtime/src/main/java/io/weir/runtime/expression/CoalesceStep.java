package io.weir.runtime.expression;

import io.weir.runtime.stream.Selection;
import io.weir.runtime.type.LogicalType;
import java.util.ArrayList;
import java.util.List;

/** COALESCE: each operand sees only the rows where all before are NULL. */
record CoalesceStep(List<Step> operands, LogicalType type) implements Step {
  @Override
  public Value evaluate(Frame frame, Selection rows) {
    List<Part> parts = new ArrayList<>();
    Selection remaining = rows;
    for (int i = 0; i < operands.size() && remaining.count() > 0; i++) {
      Value value = operands.get(i).evaluate(frame, remaining);
      parts.add(new Part(remaining, value));
      remaining = value.column().hasNulls() ? nullRows(value, remaining) : Selection.all(0);
    }
    return Part.merge(parts, type, frame);
  }

  private static Selection nullRows(Value value, Selection rows) {
    int[] kept = new int[rows.count()];
    int count = 0;
    for (int i = 0; i < kept.length; i++) {
      int row = rows.row(i);
      kept[count] = row;
      count += value.operand().isNull(row) ? 1 : 0;
    }
    return Selection.of(kept, count);
  }
}
