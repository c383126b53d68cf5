package io.weir.runtime.operator.match;

import io.weir.runtime.type.Field;
import io.weir.runtime.type.LogicalType;
import io.weir.runtime.type.Schema;
import java.util.ArrayList;
import java.util.List;

/** What an expression sees of a match, as columns: first values of single rows, then aggregates. */
public record MatchView(List<Navigation> navigations, List<MatchAggregate> aggregates) {
  public MatchView {
    navigations = List.copyOf(navigations);
    aggregates = List.copyOf(aggregates);
  }

  /** The columns, under names that tell what they are. */
  public Schema schema(List<PatternVariable> pattern, Schema input) {
    List<Field> fields = new ArrayList<>();
    for (Navigation navigation : navigations) {
      fields.add(new Field(navigation.describe(pattern, input), navigation.type()));
    }
    for (MatchAggregate aggregate : aggregates) {
      fields.add(new Field(aggregate.describe(pattern), aggregate.call().type()));
    }
    return new Schema(fields);
  }

  /** The types of the columns. */
  List<LogicalType> types() {
    List<LogicalType> types = new ArrayList<>();
    navigations.forEach(navigation -> types.add(navigation.type()));
    aggregates.forEach(aggregate -> types.add(aggregate.call().type()));
    return types;
  }
}
