package io.weir.runtime.operator.match;

import io.weir.runtime.function.EvaluationContext;
import io.weir.runtime.state.RowDecoder;
import io.weir.runtime.type.Field;
import io.weir.runtime.type.Schema;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.arrow.vector.FieldVector;

/** Computes the columns of a {@link MatchView}. */
final class MatchValues implements AutoCloseable {
  private final MatchView view;
  private final RowDecoder decoder;
  private final List<RangeAggregates> aggregates = new ArrayList<>();
  private long[] addresses = new long[0];

  /**
   * @param rows the columns of a row
   */
  MatchValues(MatchView view, Schema rows, EvaluationContext context) {
    this.view = view;
    decoder = new RowDecoder(nullable(rows), context.allocator());
    Map<Integer, List<MatchAggregate>> byVariable = new LinkedHashMap<>();
    for (MatchAggregate aggregate : view.aggregates()) {
      byVariable.computeIfAbsent(aggregate.variable(), any -> new ArrayList<>()).add(aggregate);
    }
    byVariable.forEach(
        (variable, calls) ->
            aggregates.add(new RangeAggregates(variable, calls, rows, decoder, context)));
  }

  /** The columns with types that can be NULL, as values of rows that are not there are. */
  private static Schema nullable(Schema rows) {
    return new Schema(
        rows.fields().stream()
            .map(field -> new Field(field.name(), field.type().withNullable(true)))
            .toList());
  }

  /** The columns for the matches {@code from .. from + count - 1}; the caller closes them. */
  List<FieldVector> compute(Matches matches, int from, int count, MatchRows rows) {
    if (addresses.length < count) {
      addresses = new long[count * 2];
    }
    FieldVector[] columns = new FieldVector[view.navigations().size() + view.aggregates().size()];
    try {
      for (int i = 0; i < view.navigations().size(); i++) {
        columns[i] = values(view.navigations().get(i), matches, from, count, rows);
      }
      for (RangeAggregates group : aggregates) {
        List<FieldVector> results = group.compute(matches, from, count, rows);
        for (int i = 0; i < results.size(); i++) {
          MatchAggregate call = group.calls().get(i);
          columns[view.navigations().size() + view.aggregates().indexOf(call)] = results.get(i);
        }
      }
    } catch (RuntimeException | Error e) {
      Arrays.stream(columns).filter(column -> column != null).forEach(FieldVector::close);
      throw e;
    }
    return List.of(columns);
  }

  private FieldVector values(
      Navigation navigation, Matches matches, int from, int count, MatchRows rows) {
    for (int i = 0; i < count; i++) {
      int place = place(navigation, matches, from + i);
      if (place >= 0) {
        rows.need(matches.partition(from + i), matches.start(from + i) + place);
      }
    }
    for (int i = 0; i < count; i++) {
      int place = place(navigation, matches, from + i);
      addresses[i] =
          place < 0
              ? RowDecoder.NULL_ROW
              : rows.address(matches.partition(from + i), matches.start(from + i) + place);
    }
    return decoder.decode(navigation.column(), addresses, count);
  }

  /** Which row of the match is looked at; negative if there is none. */
  private static int place(Navigation navigation, Matches matches, int match) {
    int first = matches.from(match, navigation.variable());
    int end = matches.to(match, navigation.variable());
    if (end - first <= navigation.offset()) {
      return -1;
    }
    return navigation.isFirst() ? first + navigation.offset() : end - 1 - navigation.offset();
  }

  @Override
  public void close() {
    aggregates.forEach(RangeAggregates::close);
  }
}
