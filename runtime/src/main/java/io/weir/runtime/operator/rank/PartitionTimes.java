package io.weir.runtime.operator.rank;

import io.weir.runtime.operator.OperatorContext;
import io.weir.runtime.state.AggregateTable;
import io.weir.runtime.state.EncodedKeys;
import io.weir.runtime.state.KeyCollector;
import io.weir.runtime.state.OrderedTable;
import io.weir.runtime.state.TableSpec;
import io.weir.runtime.stream.Batch;
import io.weir.runtime.type.Schema;
import java.util.List;

/**
 * Forgets whole partitions of an ordered table to which nothing has happened for a while: a table
 * beside it knows the partitions, each of which expires there.
 */
public final class PartitionTimes implements AutoCloseable {
  private static final String NAME = "partitions";

  private final AggregateTable partitions;
  private final OrderedTable rows;
  private final KeyCollector expired;
  private long[] found = new long[Batch.MAX_ROWS];

  private PartitionTimes(AggregateTable partitions, OrderedTable rows, OperatorContext context) {
    this.partitions = partitions;
    this.rows = rows;
    expired = new KeyCollector(context.allocator());
    partitions.onExpiry(this::forget);
  }

  /**
   * That of the table of a step, opened; null if partitions are kept for ever.
   *
   * @param schema of the rows
   * @param ttlMillis for how long a partition is remembered to which nothing happens; 0 for ever
   */
  public static PartitionTimes of(
      List<Integer> partition,
      Schema schema,
      long ttlMillis,
      OrderedTable rows,
      OperatorContext context) {
    if (ttlMillis == 0) {
      return null;
    }
    TableSpec spec = spec(schema.project(partition), ttlMillis);
    return new PartitionTimes(context.state().aggregate(spec), rows, context);
  }

  /** The tables of a step: that of its rows, and what is needed to forget them. */
  public static List<TableSpec> specs(TableSpec rows, long ttlMillis) {
    return ttlMillis == 0 ? List.of(rows) : List.of(rows, spec(rows.key(), ttlMillis));
  }

  private static TableSpec spec(Schema partition, long ttlMillis) {
    return TableSpec.aggregate(NAME, 1, false, partition, List.of()).withTtl(ttlMillis);
  }

  /** Begins a batch: forgets what has expired, and notes that something happens to these. */
  public void update(EncodedKeys keys) {
    if (found.length < keys.count()) {
      found = new long[keys.count()];
    }
    partitions.begin();
    partitions.findOrCreate(AggregateTable.NO_NAMESPACE, keys, found);
  }

  private void forget(long keyAddress, int keyLength, int keyHash) {
    expired.clear();
    expired.add(keyAddress, keyLength, keyHash);
    int[] prefix = new int[1];
    rows.prefixes(OrderedTable.NO_NAMESPACE, expired.keys(), prefix);
    rows.removeAll(OrderedTable.NO_NAMESPACE, prefix[0]);
  }

  @Override
  public void close() {
    expired.close();
  }
}
