package io.weir.runtime.operator.match;

import io.weir.runtime.expression.Expression;
import io.weir.runtime.expression.ExpressionEvaluator;
import io.weir.runtime.function.EvaluationContext;
import io.weir.runtime.operator.aggregate.AggregateCall;
import io.weir.runtime.operator.aggregate.FrameAggregates;
import io.weir.runtime.state.RowDecoder;
import io.weir.runtime.stream.Batch;
import io.weir.runtime.stream.Selection;
import io.weir.runtime.type.Field;
import io.weir.runtime.type.Schema;
import io.weir.runtime.vector.Vectors;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;

/** Computes aggregates of the rows that one variable has in matches, each from all these rows. */
final class RangeAggregates implements AutoCloseable {
  private final int variable;
  private final List<MatchAggregate> calls;
  private final Schema rowSchema;
  private final RowDecoder decoder;
  private final BufferAllocator allocator;
  private final Schema arguments;
  private final ExpressionEvaluator evaluator;
  private final FrameAggregates frames;
  private int[] starts = new int[0];
  private int[] ends = new int[0];
  private long[] addresses = new long[0];

  /**
   * @param decoder of rows of {@code rowSchema}
   */
  RangeAggregates(
      int variable,
      List<MatchAggregate> calls,
      Schema rowSchema,
      RowDecoder decoder,
      EvaluationContext context) {
    this.variable = variable;
    this.calls = calls;
    this.rowSchema = rowSchema;
    this.decoder = decoder;
    this.allocator = context.allocator();
    List<Expression> all = new ArrayList<>();
    List<AggregateCall> placed = new ArrayList<>();
    for (MatchAggregate call : calls) {
      placed.add(placed(call, all));
    }
    List<Field> fields = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      fields.add(new Field("argument " + i, all.get(i).type()));
    }
    arguments = new Schema(fields);
    evaluator = ExpressionEvaluator.of(all, context);
    frames = FrameAggregates.of(arguments, placed, allocator);
  }

  /** The call over the arguments of all calls, to which its own are added. */
  private static AggregateCall placed(MatchAggregate aggregate, List<Expression> all) {
    List<Integer> places = new ArrayList<>();
    for (int argument : aggregate.call().arguments()) {
      Expression expression = aggregate.arguments().get(argument);
      int place = expression.isDeterministic() ? all.indexOf(expression) : -1;
      if (place < 0) {
        place = all.size();
        all.add(expression);
      }
      places.add(place);
    }
    AggregateCall call = aggregate.call();
    return new AggregateCall(
        call.function(), places, call.filter(), call.distinct(), call.name(), call.type());
  }

  List<MatchAggregate> calls() {
    return calls;
  }

  /** One vector for each call; the caller closes them. */
  List<FieldVector> compute(Matches matches, int from, int count, MatchRows rows) {
    int total = layOut(matches, from, count, rows);
    List<FieldVector> results = new ArrayList<>();
    try (Batch batch = decoded(total)) {
      List<FieldVector> values = evaluator.evaluate(batch);
      try (Batch folded = Batch.ofInserts(arguments, values, total)) {
        for (MatchAggregate call : calls) {
          FieldVector result = Vectors.create(call.call().name(), call.call().type(), allocator);
          results.add(result);
          result.setInitialCapacity(count);
          result.allocateNew();
        }
        frames.compute(folded, starts, ends, count, false, results);
        results.forEach(result -> result.setValueCount(count));
      }
    } catch (RuntimeException | Error e) {
      results.forEach(FieldVector::close);
      throw e;
    }
    return results;
  }

  /** Lays the rows of all matches one behind the other; how many there are. */
  private int layOut(Matches matches, int from, int count, MatchRows rows) {
    if (starts.length < count) {
      starts = new int[count * 2];
      ends = new int[count * 2];
    }
    int total = 0;
    for (int i = 0; i < count; i++) {
      int match = from + i;
      int first = matches.from(match, variable);
      int size = matches.to(match, variable) - first;
      starts[i] = total;
      for (int row = 0; row < size; row++) {
        rows.need(matches.partition(match), matches.start(match) + first + row);
      }
      total += size;
      ends[i] = total;
    }
    if (addresses.length < total) {
      addresses = new long[total * 2];
    }
    for (int i = 0; i < count; i++) {
      int match = from + i;
      long first = matches.start(match) + matches.from(match, variable);
      for (int at = starts[i]; at < ends[i]; at++) {
        addresses[at] = rows.address(matches.partition(match), first + at - starts[i]);
      }
    }
    return total;
  }

  private Batch decoded(int total) {
    List<FieldVector> vectors = decoder.decode(addresses, total);
    return new Batch(rowSchema, vectors, total, Selection.all(total), null, null);
  }

  @Override
  public void close() {
    evaluator.close();
    frames.close();
  }
}
