package io.weir.runtime.operator.rank;

import io.weir.runtime.operator.Operator;
import io.weir.runtime.operator.OperatorContext;
import io.weir.runtime.operator.Output;
import io.weir.runtime.operator.aggregate.BatchGrouper;
import io.weir.runtime.state.AggregateTable;
import io.weir.runtime.state.EncodedKeys;
import io.weir.runtime.state.KeyEncoder;
import io.weir.runtime.state.TableSpec;
import io.weir.runtime.stream.Batch;
import io.weir.runtime.stream.Selection;
import java.util.Arrays;
import java.util.List;

/** Runs a {@link DeduplicateNode}: a table of the keys that have come. */
final class DeduplicateOperator implements Operator {
  private static final long NAMESPACE = AggregateTable.NO_NAMESPACE;

  private final AggregateTable seen;
  private final KeyEncoder encoder;
  private final BatchGrouper grouper = new BatchGrouper();
  private long[] rows = new long[Batch.MAX_ROWS];

  DeduplicateOperator(DeduplicateNode node, OperatorContext context) {
    seen = context.state().aggregate(spec(node));
    encoder = new KeyEncoder(node.properties().schema(), node.keys(), context.allocator());
  }

  static TableSpec spec(DeduplicateNode node) {
    return new TableSpec(
        "seen",
        1,
        TableSpec.Shape.AGGREGATE,
        false,
        node.properties().schema().project(node.keys()),
        List.of(),
        new io.weir.runtime.type.Schema(List.of()),
        node.ttlMillis());
  }

  @Override
  public boolean process(int input, Batch batch, Output out) {
    EncodedKeys keys = encoder.encode(batch);
    if (rows.length < keys.count()) {
      rows = new long[keys.count()];
    }
    seen.begin();
    seen.find(NAMESPACE, keys, rows);
    grouper.group(keys);
    int[] first = new int[keys.count()];
    int count = 0;
    for (int group = 0; group < grouper.count(); group++) {
      int i = grouper.first()[group];
      if (rows[i] == 0) {
        first[count++] = batch.selection().row(i);
      }
    }
    if (count == 0) {
      batch.close();
      return true;
    }
    Arrays.sort(first, 0, count);
    batch.select(Selection.of(first, count));
    seen.findOrCreate(NAMESPACE, encoder.encode(batch), rows);
    out.emit(batch);
    return true;
  }

  @Override
  public void close() {
    encoder.close();
  }
}
