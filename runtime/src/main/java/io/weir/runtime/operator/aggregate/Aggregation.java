package io.weir.runtime.operator.aggregate;

import io.weir.runtime.type.Field;
import io.weir.runtime.type.LogicalType;
import io.weir.runtime.type.Schema;
import io.weir.runtime.type.TypeKind;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What is grouped by what, and which aggregates are computed: the part that all aggregating nodes
 * share.
 *
 * @param rows the schema of the rows that are aggregated, which positions refer to
 * @param keys the positions of the grouping columns, in output order; empty for one group of all
 * @param calls the aggregates, in output order
 * @param retracting whether rows can leave again (−U and −D)
 */
public record Aggregation(
    Schema rows, List<Integer> keys, List<AggregateCall> calls, boolean retracting) {
  public Aggregation {
    keys = List.copyOf(keys);
    calls = List.copyOf(calls);
    for (AggregateCall call : calls) {
      call.filter()
          .ifPresent(
              filter -> {
                if (rows.type(filter).kind() != TypeKind.BOOLEAN) {
                  throw new IllegalArgumentException(
                      "filter column " + rows.field(filter) + " is not BOOLEAN");
                }
              });
      List<LogicalType> arguments = call.arguments().stream().map(rows::type).toList();
      boolean fits =
          call.function()
              .resultType(arguments)
              .filter(type -> type.equalsIgnoringNullability(call.type()))
              .isPresent();
      if (!fits) {
        throw new IllegalArgumentException(
            call.describe(rows) + " over " + arguments + " is no " + call.type());
      }
    }
  }

  /** The grouping columns, then one column for each call. */
  public Schema resultSchema() {
    List<Field> fields = new ArrayList<>(rows.project(keys).fields());
    for (AggregateCall call : calls) {
      fields.add(new Field(call.name(), call.type()));
    }
    return new Schema(fields);
  }

  /** The grouping columns. */
  public Schema keySchema() {
    return rows.project(keys);
  }

  /** The names of the grouping columns, for EXPLAIN. */
  public String describeKeys() {
    return keySchema().names().stream().collect(Collectors.joining(", ", "[", "]"));
  }

  /** The calls with their output names, for EXPLAIN. */
  public String describeCalls() {
    return calls.stream()
        .map(call -> call.describe(rows) + " AS " + call.name())
        .collect(Collectors.joining(", ", "[", "]"));
  }

  /**
   * Whether it can be computed in two phases: partials of a batch first, which are merged behind an
   * exchange. Not so with DISTINCT, and not for MIN, MAX and lists of rows that can leave again.
   */
  public boolean canSplit() {
    return canMerge()
        && calls.stream()
            .noneMatch(call -> call.distinct() || call.function() instanceof SingleValueFunction);
  }

  /**
   * Whether a window can be put together from slices. Not from rows that can leave, if one that
   * comes and leaves in different slices must meet itself: with DISTINCT, MIN, MAX and lists.
   */
  public boolean canSlice() {
    return !retracting || canSplit();
  }

  private boolean canMerge() {
    return calls.stream()
        .map(AggregateCall::function)
        .allMatch(f -> f.canMerge() && (!retracting || f.canMergeRetractions()));
  }
}
