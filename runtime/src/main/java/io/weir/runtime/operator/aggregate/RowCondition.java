package io.weir.runtime.operator.aggregate;

import io.weir.runtime.type.Schema;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * Which rows an accumulator gets.
 *
 * @param notNull the columns that must not be NULL, of those that can be, ascending
 * @param filter the BOOLEAN column that must be TRUE
 * @param distinct the columns by whose values rows count once; empty for all rows
 */
record RowCondition(List<Integer> notNull, OptionalInt filter, List<Integer> distinct) {
  /** Every row. */
  static final RowCondition ALL = new RowCondition(List.of(), OptionalInt.empty(), List.of());

  static RowCondition of(AggregateCall call, Schema rows) {
    List<Integer> notNull =
        IntStream.range(0, call.arguments().size())
            .filter(i -> call.function().skipsNull(i))
            .mapToObj(call.arguments()::get)
            .filter(i -> rows.type(i).nullable())
            .sorted()
            .distinct()
            .toList();
    return new RowCondition(notNull, call.filter(), call.distinct() ? call.arguments() : List.of());
  }

  boolean isDistinct() {
    return !distinct.isEmpty();
  }
}
