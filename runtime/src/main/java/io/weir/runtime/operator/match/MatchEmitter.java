package io.weir.runtime.operator.match;

import io.weir.runtime.function.EvaluationContext;
import io.weir.runtime.operator.OperatorContext;
import io.weir.runtime.operator.Output;
import io.weir.runtime.state.RowDecoder;
import io.weir.runtime.stream.Batch;
import io.weir.runtime.type.Schema;
import io.weir.runtime.vector.Column;
import io.weir.runtime.vector.Vectors;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;

/** Makes a row of each match: the partition, the measures, and the time of the match. */
final class MatchEmitter implements AutoCloseable {
  private static final long MILLI_MICROS = 1_000;

  private final List<Integer> partition;
  private final Schema schema;
  private final BufferAllocator allocator;
  private final RowDecoder decoder;
  private final MatchValues measures;
  private final long[] addresses = new long[Batch.MAX_ROWS];

  MatchEmitter(MatchNode node, OperatorContext context) {
    Schema rows = node.input().properties().schema();
    partition = node.partition();
    schema = node.properties().schema();
    allocator = context.allocator();
    decoder = new RowDecoder(rows, allocator);
    measures =
        new MatchValues(node.measures(), rows, EvaluationContext.of(context, node.timeZone()));
  }

  /** Emits all matches. */
  void emit(Matches matches, MatchRows rows, Output out) {
    for (int from = 0; from < matches.count(); from += Batch.MAX_ROWS) {
      int count = Math.min(Batch.MAX_ROWS, matches.count() - from);
      out.emit(Batch.ofInserts(schema, columns(matches, from, count, rows), count));
    }
  }

  private List<FieldVector> columns(Matches matches, int from, int count, MatchRows rows) {
    List<FieldVector> columns = new ArrayList<>();
    try {
      for (int match = from; match < from + count; match++) {
        rows.need(matches.partition(match), matches.start(match));
      }
      for (int i = 0; i < count; i++) {
        addresses[i] = rows.address(matches.partition(from + i), matches.start(from + i));
      }
      for (int column : partition) {
        columns.add(decoder.decode(column, addresses, count));
      }
      columns.addAll(measures.compute(matches, from, count, rows));
      columns.add(times(matches, from, count));
    } catch (RuntimeException | Error e) {
      columns.forEach(FieldVector::close);
      throw e;
    }
    return columns;
  }

  private FieldVector times(Matches matches, int from, int count) {
    int last = schema.size() - 1;
    FieldVector vector = Vectors.create(schema.name(last), schema.type(last), allocator);
    vector.setInitialCapacity(count);
    vector.allocateNew();
    vector.setValueCount(count);
    Column times = Column.forWriting(vector);
    for (int i = 0; i < count; i++) {
      times.setValid(i);
      times.putLong(i, matches.millis(from + i) * MILLI_MICROS);
    }
    return vector;
  }

  @Override
  public void close() {
    measures.close();
  }
}
