package io.weir.runtime.expression;

import io.weir.runtime.stream.Selection;
import io.weir.runtime.type.LogicalType;
import java.util.ArrayList;
import java.util.List;

/** CASE: each branch sees only the rows that reach it. */
record ChoiceStep(List<Step> conditions, List<Step> results, Step otherwise, LogicalType type)
    implements Step {
  @Override
  public Value evaluate(Frame frame, Selection rows) {
    List<Part> parts = new ArrayList<>();
    Selection remaining = rows;
    for (int i = 0; i < conditions.size() && remaining.count() > 0; i++) {
      Value condition = conditions.get(i).evaluate(frame, remaining);
      Selection chosen = Truth.select(condition.operand(), remaining);
      Selection rejected = Truth.reject(condition.operand(), remaining);
      frame.release(condition);
      if (chosen.count() > 0) {
        parts.add(new Part(chosen, results.get(i).evaluate(frame, chosen)));
      }
      remaining = rejected;
    }
    if (remaining.count() > 0) {
      parts.add(new Part(remaining, otherwise.evaluate(frame, remaining)));
    }
    return Part.merge(parts, type, frame);
  }
}
