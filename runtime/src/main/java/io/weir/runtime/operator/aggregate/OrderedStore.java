package io.weir.runtime.operator.aggregate;

import io.weir.runtime.operator.OperatorContext;
import io.weir.runtime.operator.aggregate.AggregateLayout.OrderedLayout;
import io.weir.runtime.state.EncodedKeys;
import io.weir.runtime.state.KeyDecoder;
import io.weir.runtime.state.KeyEncoder;
import io.weir.runtime.state.OrderedMultiset;
import io.weir.runtime.state.TableSpec;
import io.weir.runtime.stream.Batch;
import io.weir.runtime.stream.Selection;
import io.weir.runtime.type.Schema;
import io.weir.runtime.vector.Column;
import io.weir.runtime.vector.Memory;
import io.weir.runtime.vector.Vectors;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;

/**
 * The values of each group in order, so that MIN and MAX know the next one when theirs leaves. The
 * groups' cells hold the present MIN and MAX.
 */
final class OrderedStore implements AutoCloseable {
  private final OrderedLayout values;
  private final OrderedMultiset multiset;
  private final BufferAllocator allocator;
  private final FoldFilter filter;
  private final KeyEncoder encoder;
  private final KeyDecoder decoder;
  private final Schema valueSchema;
  private int[] positionOfRow = new int[Batch.MAX_ROWS];

  OrderedStore(
      AggregateLayout layout, OrderedLayout values, TableSpec spec, OperatorContext context) {
    this.values = values;
    allocator = context.allocator();
    multiset = context.state().orderedMultiset(spec);
    filter = new FoldFilter(values.condition());
    encoder = new KeyEncoder(layout.aggregation().rows(), List.of(values.column()), allocator);
    valueSchema = spec.value();
    decoder = new KeyDecoder(valueSchema);
  }

  static TableSpec spec(AggregateLayout layout, OrderedLayout values, String name, int version) {
    return new TableSpec(
        name + " " + values.name(),
        version,
        TableSpec.Shape.ORDERED_MULTISET,
        false,
        layout.aggregation().keySchema(),
        List.of(),
        layout.aggregation().rows().project(List.of(values.column())),
        0);
  }

  /** Adds and removes the values of rows, then sets the cells of the groups that they touched. */
  void fold(Batch batch, Fold all, EncodedKeys keys) {
    if (positionOfRow.length < batch.rowCount()) {
      positionOfRow = new int[batch.rowCount()];
    }
    for (int i = 0; i < all.count; i++) {
      positionOfRow[all.rows[i]] = i;
    }
    Fold passed = filter.apply(all);
    Batch view =
        new Batch(
            batch.schema(),
            batch.vectors(),
            batch.rowCount(),
            Selection.of(passed.rows, passed.count),
            null,
            null);
    EncodedKeys encoded = encoder.encode(view);
    Map<Long, byte[]> touched = new HashMap<>();
    for (int i = 0; i < passed.count; i++) {
      int row = passed.rows[i];
      byte[] prefix =
          touched.computeIfAbsent(passed.groups[i], group -> bytes(keys, positionOfRow[row]));
      int sign = passed.kinds == null ? 1 : Fold.sign(passed.kinds[row]);
      multiset.add(prefix, bytes(encoded, i), sign);
    }
    touched.forEach((group, prefix) -> refresh(group, prefix, all.bytes));
  }

  private void refresh(long group, byte[] prefix, BytesCells cells) {
    for (ExtremumAccumulator extremum : values.extrema()) {
      byte[] best = extremum.which == Extremum.MIN ? multiset.first(prefix) : multiset.last(prefix);
      if (best != null) {
        assign(extremum, group, best, cells);
      }
    }
  }

  private void assign(ExtremumAccumulator extremum, long group, byte[] best, BytesCells cells) {
    List<FieldVector> vectors = Vectors.create(valueSchema, allocator);
    try (ArrowBuf scratch = allocator.buffer(best.length + 16L);
        Batch batch = Batch.ofInserts(valueSchema, vectors, 1)) {
      Memory.copyFromArray(best, 0, scratch.memoryAddress(), best.length);
      decoder.decode(scratch.memoryAddress(), vectors, 0);
      batch.vector(0).setValueCount(1);
      extremum.assign(group, cells, Column.of(batch.vector(0)), 0);
    }
  }

  private static byte[] bytes(EncodedKeys keys, int i) {
    byte[] bytes = new byte[keys.length(i)];
    Memory.copyToArray(keys.address(i), bytes, 0, bytes.length);
    return bytes;
  }

  @Override
  public void close() {
    encoder.close();
  }
}
