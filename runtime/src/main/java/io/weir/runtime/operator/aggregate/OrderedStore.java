package io.weir.runtime.operator.aggregate;

import io.weir.runtime.error.UnknownRow;
import io.weir.runtime.operator.OperatorContext;
import io.weir.runtime.operator.aggregate.AggregateLayout.OrderedLayout;
import io.weir.runtime.state.EncodedKeys;
import io.weir.runtime.state.EntryLayout;
import io.weir.runtime.state.KeyCollector;
import io.weir.runtime.state.KeyDecoder;
import io.weir.runtime.state.KeyEncoder;
import io.weir.runtime.state.OrderedCounts;
import io.weir.runtime.state.OrderedTable;
import io.weir.runtime.state.StatePart;
import io.weir.runtime.state.TableSpec;
import io.weir.runtime.stream.Batch;
import io.weir.runtime.stream.Selection;
import io.weir.runtime.type.Schema;
import io.weir.runtime.vector.Column;
import io.weir.runtime.vector.Vectors;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;

/**
 * The values of each group in order, so that MIN and MAX know the next one when theirs leaves. The
 * groups' cells hold the present MIN and MAX.
 */
final class OrderedStore implements AutoCloseable {
  private final OrderedLayout values;
  private final OrderedTable table;
  private final OrderedTable.Cursor cursor;
  private final OrderedCounts counts;
  private final boolean isForgiving;
  private final BufferAllocator allocator;
  private final FoldFilter filter;
  private final KeyEncoder encoder;
  private final KeyDecoder decoder;
  private final Schema valueSchema;
  private final BatchGrouper grouper = new BatchGrouper();
  private final KeyCollector best;
  private final KeyCollector forgotten;
  private int[] positionOfRow = new int[Batch.MAX_ROWS];
  private int[] prefixes = new int[Batch.MAX_ROWS];

  OrderedStore(
      AggregateLayout layout,
      OrderedLayout values,
      TableSpec spec,
      boolean isForgiving,
      OperatorContext context) {
    this.values = values;
    this.isForgiving = isForgiving;
    allocator = context.allocator();
    table = context.state().ordered(spec);
    cursor = table.cursor();
    counts = new OrderedCounts(table);
    filter = new FoldFilter(values.condition());
    encoder = new KeyEncoder(layout.aggregation().rows(), List.of(values.column()), allocator);
    valueSchema = spec.value();
    decoder = new KeyDecoder(valueSchema);
    best = new KeyCollector(allocator);
    forgotten = new KeyCollector(allocator);
  }

  static TableSpec spec(
      AggregateLayout layout,
      OrderedLayout values,
      String name,
      int version,
      Optional<String> namespace) {
    Schema value = layout.aggregation().rows().project(List.of(values.column()));
    return TableSpec.ordered(
            name + " " + values.name(),
            version,
            namespace.isPresent(),
            layout.aggregation().keySchema(),
            value)
        .withLayout(
            EntryLayout.of(
                    List.of(StatePart.of(StatePart.Kind.KEY, value)), List.of(StatePart.COUNT))
                .in(namespace));
  }

  /** Adds and removes the values of rows, then sets the cells of the groups that they touched. */
  void fold(long namespace, Batch batch, Fold all, EncodedKeys keys) {
    reserve(Math.max(batch.rowCount(), keys.count()));
    for (int i = 0; i < all.count; i++) {
      positionOfRow[all.rows[i]] = i;
    }
    Fold passed = filter.apply(all);
    Selection rows = Selection.of(passed.rows, passed.count);
    EncodedKeys encoded =
        encoder.encode(
            new Batch(batch.schema(), batch.vectors(), batch.rowCount(), rows, null, null));
    table.prefixes(namespace, keys, prefixes);
    grouper.group(keys);
    long[] touched = new long[grouper.count()];
    for (int i = 0; i < passed.count; i++) {
      int position = positionOfRow[passed.rows[i]];
      touched[grouper.groupOf()[position]] = passed.groups[i];
      boolean leaves = passed.kinds != null && Fold.sign(passed.kinds[passed.rows[i]]) < 0;
      change(namespace, prefixes[position], encoded, i, leaves);
    }
    for (ExtremumAccumulator extremum : values.extrema()) {
      refresh(namespace, extremum, touched, all.bytes);
    }
  }

  private void reserve(int rows) {
    if (positionOfRow.length < rows) {
      positionOfRow = new int[rows];
      prefixes = new int[rows];
    }
  }

  private void change(long namespace, int prefix, EncodedKeys encoded, int i, boolean leaves) {
    if (!leaves) {
      counts.add(namespace, prefix, encoded.address(i), encoded.length(i));
      return;
    }
    boolean wasThere = counts.remove(namespace, prefix, encoded.address(i), encoded.length(i));
    if (!wasThere && !isForgiving) {
      throw UnknownRow.leaves(values.name());
    }
  }

  /** Sets the cells of groups to their first or last value; groups of 0 have not been touched. */
  private void refresh(
      long namespace, ExtremumAccumulator extremum, long[] touched, BytesCells cells) {
    long[] groups = new long[touched.length];
    best.clear();
    for (int g = 0; g < touched.length; g++) {
      int prefix = prefixes[grouper.first()[g]];
      boolean hasValue =
          touched[g] != 0
              && (extremum.which == Extremum.MIN
                  ? cursor.first(namespace, prefix)
                  : cursor.last(namespace, prefix));
      if (hasValue) {
        groups[best.count()] = touched[g];
        best.add(cursor.orderAddress(), cursor.orderLength(), 0);
      }
    }
    int count = best.count();
    if (count == 0) {
      return;
    }
    EncodedKeys found = best.keys();
    long[] addresses = new long[count];
    Arrays.setAll(addresses, found::address);
    List<FieldVector> vectors = Vectors.create(valueSchema, allocator);
    decoder.decode(addresses, count, vectors, 0);
    vectors.forEach(vector -> vector.setValueCount(count));
    try (Batch batch = Batch.ofInserts(valueSchema, vectors, count)) {
      Column column = Column.of(batch.vector(0));
      for (int i = 0; i < count; i++) {
        extremum.assign(groups[i], cells, column, i);
      }
    }
  }

  /** Forgets the values of a group. */
  void forget(long namespace, long keyAddress, int keyLength, int keyHash) {
    forgotten.clear();
    forgotten.add(keyAddress, keyLength, keyHash);
    int[] prefix = new int[1];
    table.prefixes(namespace, forgotten.keys(), prefix);
    table.removeAll(namespace, prefix[0]);
  }

  /** Forgets the values of all groups of a namespace. */
  void drop(long namespace) {
    table.drop(namespace);
  }

  @Override
  public void close() {
    encoder.close();
    counts.close();
    best.close();
    forgotten.close();
  }
}
