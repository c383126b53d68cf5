package io.weir.runtime.operator.match;

import io.weir.runtime.type.LogicalType;
import io.weir.runtime.type.Schema;
import java.util.List;

/**
 * A value of one of the rows of a match; NULL where there is no such row.
 *
 * @param variable the number of the variable whose rows are counted, or {@link #ALL}
 * @param isFirst whether they are counted from the first on, not back from the last
 * @param offset which one, from 0
 * @param column the position of the column
 * @param type its type, nullable
 */
public record Navigation(int variable, boolean isFirst, int offset, int column, LogicalType type) {
  /** Stands for the rows of all variables. */
  public static final int ALL = -1;

  public Navigation {
    if (offset < 0 || !type.nullable()) {
      throw new IllegalArgumentException("offset " + offset + ", " + type);
    }
  }

  /** Whether, in the condition of a variable, it is the row itself that is looked at. */
  boolean isOfRow(int condition) {
    return !isFirst && offset == 0 && (variable == condition || variable == ALL);
  }

  /** As in a query. */
  String describe(List<PatternVariable> pattern, Schema input) {
    String name = input.name(column);
    String value = variable == ALL ? name : pattern.get(variable).name() + "." + name;
    if (offset == 0 && !isFirst && variable != ALL) {
      return value;
    }
    return (isFirst ? "FIRST(" : "LAST(") + value + (offset == 0 ? ")" : ", " + offset + ")");
  }
}
