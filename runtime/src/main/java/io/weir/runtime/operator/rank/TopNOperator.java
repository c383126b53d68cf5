package io.weir.runtime.operator.rank;

import io.weir.runtime.error.UnknownRow;
import io.weir.runtime.operator.Operator;
import io.weir.runtime.operator.OperatorContext;
import io.weir.runtime.operator.Output;
import io.weir.runtime.operator.aggregate.BatchGrouper;
import io.weir.runtime.operator.sort.OrderedRowCodec;
import io.weir.runtime.plan.Forgetting;
import io.weir.runtime.state.EncodedKeys;
import io.weir.runtime.state.EntryLayout;
import io.weir.runtime.state.KeyEncoder;
import io.weir.runtime.state.OrderedCounts;
import io.weir.runtime.state.OrderedTable;
import io.weir.runtime.state.StatePart;
import io.weir.runtime.state.TableSpec;
import io.weir.runtime.stream.Batch;
import io.weir.runtime.stream.RowKind;
import io.weir.runtime.type.Schema;
import io.weir.runtime.vector.Column;
import io.weir.runtime.vector.Memory;
import java.util.Arrays;
import java.util.List;

/**
 * Runs a {@link TopNNode}, partition by partition of a batch: remembers the rows with wanted ranks,
 * changes the table, and compares. Of inserts it keeps only the rows up to the last rank, and drops
 * at once what comes behind them.
 */
final class TopNOperator implements Operator {
  private static final long NAMESPACE = OrderedTable.NO_NAMESPACE;

  /** How many rows a part of a batch may change at most before the output is asked again. */
  private static final int CHANGES = 4 * Batch.MAX_ROWS;

  private final TopNNode node;
  private final boolean isAppendOnly;
  private final boolean isPositional;
  private final int rowsAtOnce;
  private final OrderedTable table;
  private final OrderedTable.Cursor cursor;
  private final RankCursor ranks;
  private final KeyEncoder partitions;
  private final OrderedRowCodec codec;
  private final BatchGrouper grouper = new BatchGrouper();
  private final RowBytes bytes;
  private final RankedChanges changes;
  private final RankedRows before = new RankedRows();
  private final OrderedCounts counts;
  private final OrderedRowCodec sortKeys;
  private final RankCandidates candidates;
  private int[] prefixes = new int[Batch.MAX_ROWS];

  /** The last rank that is wanted, by partition of the batch. */
  private long[] limits = new long[Batch.MAX_ROWS];

  /** Whether rows may leave that never came. */
  private final boolean isForgiving;

  /** When partitions were changed last, or null if they are kept for ever. */
  private final PartitionTimes times;

  /** The first row, in the order, of those of a partition that come or go. */
  private int least;

  TopNOperator(TopNNode node, OperatorContext context) {
    this.node = node;
    isAppendOnly = node.isAppendOnly();
    isPositional = node.function() == RankFunction.ROW_NUMBER && node.rankColumn().isPresent();
    long shifted = node.rankColumn().isPresent() ? 2 * Math.min(node.range().to(), CHANGES) : 2;
    rowsAtOnce = (int) Math.max(16, Math.min(Batch.MAX_ROWS, CHANGES / shifted));
    Schema schema = node.input().properties().schema();
    table = context.state().ordered(spec(node));
    cursor = table.cursor();
    counts = new OrderedCounts(table);
    partitions = new KeyEncoder(schema, node.partition(), context.allocator());
    codec = new OrderedRowCodec(schema, node.keys(), context.allocator());
    sortKeys =
        canReject() ? OrderedRowCodec.ofKeys(schema, node.keys(), context.allocator()) : null;
    candidates = new RankCandidates(table, codec, sortKeys);
    ranks = new RankCursor(node.function(), codec, table);
    isForgiving = Forgetting.isPossible(node);
    times = PartitionTimes.of(node.partition(), schema, node.ttlMillis(), table, context);
    bytes = new RowBytes(context.allocator());
    changes =
        new RankedChanges(
            node.properties().schema(),
            node.properties().changelog(),
            node.rankColumn().isPresent(),
            codec,
            bytes,
            context.allocator());
  }

  static List<TableSpec> specs(TopNNode node) {
    return PartitionTimes.specs(spec(node), node.ttlMillis());
  }

  private static TableSpec spec(TopNNode node) {
    Schema schema = node.input().properties().schema();
    return TableSpec.ordered("rows", 1, false, schema.project(node.partition()), schema)
        .withLayout(
            EntryLayout.of(
                List.of(OrderedRowCodec.part(schema, node.keys())), List.of(StatePart.COUNT)));
  }

  @Override
  public boolean process(int input, Batch batch, Output out) {
    while (batch.size() > 0) {
      if (out.isFull()) {
        return false;
      }
      int count = Math.min(batch.size(), rowsAtOnce);
      change(
          new Batch(
              batch.schema(),
              batch.vectors(),
              batch.rowCount(),
              batch.selection().limit(count),
              batch.rowKinds(),
              null));
      changes.send(out);
      bytes.clear();
      batch.skip(count);
    }
    batch.close();
    return true;
  }

  private void change(Batch batch) {
    EncodedKeys keys = partitions.encode(batch);
    if (prefixes.length < keys.count()) {
      prefixes = new int[keys.count()];
      limits = new long[keys.count()];
    }
    grouper.group(keys);
    if (times != null) {
      times.update(keys);
    }
    table.prefixes(NAMESPACE, keys, prefixes);
    findLimits(batch);
    candidates.read(batch, grouper, prefixes, limits);
    for (int partition = 0; partition < grouper.count(); partition++) {
      change(partition, prefixes[grouper.first()[partition]], limits[partition]);
    }
  }

  private void findLimits(Batch batch) {
    if (node.range().toColumn().isEmpty()) {
      Arrays.fill(limits, 0, grouper.count(), node.range().to());
      return;
    }
    Column column = Column.of(batch.vector(node.range().toColumn().getAsInt()));
    for (int partition = 0; partition < grouper.count(); partition++) {
      limits[partition] = limit(column, batch.selection().row(grouper.first()[partition]));
    }
  }

  private long limit(Column limits, int row) {
    if (limits.isNull(row)) {
      return 0;
    }
    return switch (node.input()
        .properties()
        .schema()
        .type(node.range().toColumn().getAsInt())
        .kind()) {
      case TINYINT -> limits.getByte(row);
      case SMALLINT -> limits.getShort(row);
      case INT -> limits.getInt(row);
      default -> limits.getLong(row);
    };
  }

  private void change(int partition, int prefix, long limit) {
    boolean isReadBefore = false;
    boolean canReject = canReject() && table.entriesInMemory(NAMESPACE, prefix) >= limit;
    for (int i = candidates.first(partition); i != RankCandidates.NONE; i = candidates.next(i)) {
      if (canReject && isBehindLast(prefix, i, limit)) {
        continue;
      }
      if (!isReadBefore) {
        isReadBefore = true;
        findLeast(i);
        readBefore(prefix, limit);
      }
      if (candidates.isAdding(i)) {
        counts.add(NAMESPACE, prefix, candidates.address(i), candidates.length(i));
      } else {
        remove(prefix, i);
      }
    }
    if (isReadBefore) {
      compare(prefix, limit);
    }
  }

  /** Whether a row behind the last rank that is wanted need not be kept. */
  private boolean canReject() {
    return isAppendOnly
        && node.function() == RankFunction.ROW_NUMBER
        && (node.range().toColumn().isPresent() || node.range().to() != Long.MAX_VALUE);
  }

  /** Finds the first row, in the order, of a partition's rows from {@code from} on. */
  private void findLeast(int from) {
    least = from;
    for (int i = candidates.next(from); i != RankCandidates.NONE; i = candidates.next(i)) {
      least =
          candidates.compareTo(i, candidates.address(least), candidates.length(least)) < 0
              ? i
              : least;
    }
  }

  /** Whether an entry lies before all rows of the batch, so that nothing happens to it. */
  private boolean isUntouched(OrderedTable.Cursor entry) {
    return candidates.compareTo(least, entry.orderAddress(), entry.orderLength()) > 0;
  }

  /** Moves to the first entry to which something can happen; false if there is none. */
  private boolean firstTouched(int prefix, long limit) {
    boolean more = ranks.first(NAMESPACE, prefix);
    while (more && ranks.rank() <= limit && isUntouched(ranks.entry())) {
      more = ranks.next();
    }
    return more;
  }

  /** Whether a new row would come behind the last one that counts. */
  private boolean isBehindLast(int prefix, int i, long limit) {
    return limit <= 0
        || cursor.last(NAMESPACE, prefix)
            && candidates.compareTo(i, cursor.orderAddress(), cursor.orderLength()) > 0;
  }

  private void remove(int prefix, int i) {
    boolean wasThere =
        counts.remove(NAMESPACE, prefix, candidates.address(i), candidates.length(i));
    if (!wasThere && !isForgiving) {
      throw UnknownRow.leaves("a ranking");
    }
  }

  /** Copies the rows with wanted ranks as they are now. */
  private void readBefore(int prefix, long limit) {
    before.count = 0;
    boolean more = firstTouched(prefix, limit);
    while (more && ranks.rank() <= limit) {
      OrderedTable.Cursor entry = ranks.entry();
      long start = -1;
      for (long copy = 0; copy < ranks.copies() && ranks.rank(copy) <= limit; copy++) {
        if (ranks.rank(copy) >= node.range().from()) {
          start = start >= 0 ? start : bytes.add(entry.orderAddress(), entry.orderLength());
          before.add(start, entry.orderLength(), ranks.rank(copy));
        }
      }
      more = ranks.next();
    }
  }

  /** Goes over the rows with wanted ranks as they are now, beside those that were. */
  private void compare(int prefix, long limit) {
    int old = 0;
    boolean more = firstTouched(prefix, limit);
    while (more && ranks.rank() <= limit) {
      for (long copy = 0; copy < ranks.copies() && ranks.rank(copy) <= limit; copy++) {
        if (ranks.rank(copy) >= node.range().from()) {
          old = isPositional ? compareAt(old, copy) : compareRow(old, copy);
        }
      }
      if (isAppendOnly && ranks.rank(ranks.copies() - 1) > limit) {
        counts.set(ranks.entry(), limit - ranks.rank() + 1);
      }
      more = ranks.next();
    }
    for (; old < before.count; old++) {
      changes.add(RowKind.DELETE, before.starts[old], before.lengths[old], before.ranks[old]);
    }
    if (isAppendOnly && more) {
      dropRest();
    }
  }

  private void dropRest() {
    OrderedTable.Cursor entry = ranks.entry();
    boolean more = true;
    while (more) {
      entry.remove();
      more = entry.next();
    }
  }

  /** Compares the rows that have this rank and had it; returns how many old rows are done. */
  private int compareAt(int old, long copy) {
    if (old == before.count) {
      emit(RowKind.INSERT, copy);
      return old;
    }
    if (compareWith(old) != 0) {
      emitOld(RowKind.UPDATE_BEFORE, old);
      emit(RowKind.UPDATE_AFTER, copy);
    }
    return old + 1;
  }

  /** Looks for this row among the old ones, which are in the same order. */
  private int compareRow(int from, long copy) {
    if (node.range().isOne() && from < before.count && compareWith(from) != 0) {
      emitOld(RowKind.UPDATE_BEFORE, from);
      emit(RowKind.UPDATE_AFTER, copy);
      return from + 1;
    }
    int old = from;
    while (old < before.count) {
      int comparison = compareWith(old);
      if (comparison > 0) {
        break;
      }
      if (comparison == 0) {
        if (node.rankColumn().isPresent() && before.ranks[old] != ranks.rank(copy)) {
          emitOld(RowKind.UPDATE_BEFORE, old);
          emit(RowKind.UPDATE_AFTER, copy);
        }
        return old + 1;
      }
      emitOld(RowKind.DELETE, old);
      old++;
    }
    emit(RowKind.INSERT, copy);
    return old;
  }

  /** Compares an old row with the present one. */
  private int compareWith(int old) {
    OrderedTable.Cursor entry = ranks.entry();
    return Memory.compare(
        bytes.address(before.starts[old]),
        before.lengths[old],
        entry.orderAddress(),
        entry.orderLength());
  }

  private void emitOld(byte kind, int old) {
    changes.add(kind, before.starts[old], before.lengths[old], before.ranks[old]);
  }

  private void emit(byte kind, long copy) {
    OrderedTable.Cursor entry = ranks.entry();
    long start = bytes.add(entry.orderAddress(), entry.orderLength());
    changes.add(kind, start, entry.orderLength(), ranks.rank(copy));
  }

  @Override
  public void close() {
    partitions.close();
    codec.close();
    if (sortKeys != null) {
      sortKeys.close();
    }
    bytes.close();
    counts.close();
    if (times != null) {
      times.close();
    }
  }
}
