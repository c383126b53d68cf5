package io.weir.runtime.operator.timejoin;

import io.weir.runtime.plan.Distribution;
import io.weir.runtime.type.Schema;
import java.util.ArrayList;
import java.util.List;

/**
 * Columns that must be equal.
 *
 * @param left positions in the left input
 * @param right positions in the right input, of the same types
 * @param nullSafe for each pair whether NULL equals NULL
 */
public record JoinKeys(List<Integer> left, List<Integer> right, List<Boolean> nullSafe) {
  public JoinKeys {
    left = List.copyOf(left);
    right = List.copyOf(right);
    nullSafe = List.copyOf(nullSafe);
    if (left.size() != right.size() || left.size() != nullSafe.size()) {
      throw new IllegalArgumentException(left + " = " + right + ", " + nullSafe);
    }
  }

  /** The columns of an input. */
  public List<Integer> of(int side) {
    return side == 0 ? left : right;
  }

  /** Equal keys meet in one place; without keys all rows do. */
  public Distribution distribution(int side) {
    return left.isEmpty() ? Distribution.SINGLE : Distribution.hash(of(side));
  }

  /** The pairs as in SQL. */
  public String describe(Schema leftSchema, Schema rightSchema) {
    List<String> pairs = new ArrayList<>();
    for (int i = 0; i < left.size(); i++) {
      pairs.add(
          "left."
              + leftSchema.name(left.get(i))
              + (nullSafe.get(i) ? " IS NOT DISTINCT FROM " : " = ")
              + "right."
              + rightSchema.name(right.get(i)));
    }
    return String.join(" AND ", pairs);
  }
}
