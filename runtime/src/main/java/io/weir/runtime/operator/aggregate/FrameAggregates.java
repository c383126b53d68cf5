package io.weir.runtime.operator.aggregate;

import io.weir.runtime.state.KeyEncoder;
import io.weir.runtime.stream.Batch;
import io.weir.runtime.type.Schema;
import io.weir.runtime.vector.Column;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;

/**
 * Computes aggregates of frames, that is of ranges of the rows of a batch, each from nothing: the
 * result depends on the rows of the frame and their order alone. Calls are either all without
 * DISTINCT or one with it. Used by one thread.
 */
public final class FrameAggregates implements AutoCloseable {
  private static final int FOLDED_AT_ONCE = 8192;

  private final AggregateLayout layout;
  private final LocalRows groups;
  private final List<FoldFilter> filters = new ArrayList<>();
  private final Fold all = new Fold();
  private final KeyEncoder distinct;
  private final int filterColumn;
  private final BatchGrouper grouper = new BatchGrouper();
  private final int[] rows = new int[FOLDED_AT_ONCE];
  private final long[] groupOfRow = new long[FOLDED_AT_ONCE];
  private long[] addresses = new long[Batch.MAX_ROWS];
  private int[] values = new int[0];
  private int[] seenBy = new int[0];
  private int count;

  private FrameAggregates(
      Schema schema, List<AggregateCall> calls, KeyEncoder distinct, BufferAllocator allocator) {
    List<AggregateCall> plain = new ArrayList<>();
    for (AggregateCall call : calls) {
      plain.add(
          new AggregateCall(
              call.function(), call.arguments(), call.filter(), false, call.name(), call.type()));
    }
    this.distinct = distinct;
    filterColumn = distinct == null ? -1 : calls.get(0).filter().orElse(-1);
    layout = AggregateLayout.of(new Aggregation(schema, List.of(), plain, false));
    groups = new LocalRows(layout.cells(), allocator);
    layout.bind(groups.offsets());
    for (AggregateLayout.FoldGroup group : layout.plain()) {
      filters.add(new FoldFilter(group.condition()));
    }
    all.rows = rows;
    all.groups = groupOfRow;
    all.bytes = groups;
  }

  /** Calls without DISTINCT over the rows of {@code schema}. */
  public static FrameAggregates of(
      Schema schema, List<AggregateCall> calls, BufferAllocator allocator) {
    return new FrameAggregates(schema, calls, null, allocator);
  }

  /** A call with DISTINCT. */
  public static FrameAggregates ofDistinct(
      Schema schema, AggregateCall call, BufferAllocator allocator) {
    return new FrameAggregates(
        schema, List.of(call), new KeyEncoder(schema, call.arguments(), allocator), allocator);
  }

  /**
   * Computes all calls for the frames {@code starts[i] .. ends[i] - 1}, which are in ascending
   * order of both.
   *
   * @param isCumulative whether frames with the same start follow each other and only grow
   * @param out one vector for each call, with room for {@code frames} rows
   */
  public void compute(
      Batch batch,
      int[] starts,
      int[] ends,
      int frames,
      boolean isCumulative,
      List<FieldVector> out) {
    bind(batch);
    if (addresses.length < frames) {
      addresses = new long[frames];
    }
    if (isCumulative) {
      computeGrowing(starts, ends, frames, out);
    } else {
      computeEach(starts, ends, frames, out);
    }
  }

  private void bind(Batch batch) {
    all.columns = new Column[layout.aggregation().rows().size()];
    for (int column : layout.columns()) {
      all.columns[column] = Column.of(batch.vector(column));
    }
    if (distinct != null) {
      numberValues(batch);
    }
  }

  /** Gives equal arguments the same number, and rows that do not count −1. */
  private void numberValues(Batch batch) {
    grouper.group(distinct.encode(batch));
    values = Arrays.copyOf(grouper.groupOf(), batch.size());
    seenBy = new int[grouper.count()];
    Arrays.fill(seenBy, -1);
    if (filterColumn >= 0) {
      Column filter = all.columns[filterColumn];
      for (int i = 0; i < values.length; i++) {
        values[i] = filter.isNull(i) || !filter.getBoolean(i) ? -1 : values[i];
      }
    }
  }

  private void computeEach(int[] starts, int[] ends, int frames, List<FieldVector> out) {
    groups.reset(frames, addresses);
    for (int i = 0; i < frames; i++) {
      for (int row = starts[i]; row < ends[i]; row++) {
        add(row, addresses[i], i);
      }
    }
    fold();
    write(0, frames, out);
  }

  private void computeGrowing(int[] starts, int[] ends, int frames, List<FieldVector> out) {
    for (int i = 0; i < frames; ) {
      int start = starts[i];
      groups.reset(1, addresses);
      long group = addresses[0];
      int folded = start;
      int first = i;
      for (; i < frames && starts[i] == start; ) {
        int end = ends[i];
        for (; folded < end; folded++) {
          add(folded, group, first);
        }
        fold();
        int from = i;
        while (i < frames && starts[i] == start && ends[i] == end) {
          addresses[i - from] = group;
          i++;
        }
        write(from, i - from, out);
      }
    }
  }

  private void add(int row, long group, int frame) {
    if (distinct != null) {
      int value = values[row];
      if (value < 0 || seenBy[value] == frame) {
        return;
      }
      seenBy[value] = frame;
    }
    rows[count] = row;
    groupOfRow[count++] = group;
    if (count == FOLDED_AT_ONCE) {
      fold();
    }
  }

  private void fold() {
    if (count == 0) {
      return;
    }
    all.count = count;
    for (int i = 0; i < filters.size(); i++) {
      Fold fold = filters.get(i).apply(all);
      for (Accumulator accumulator : layout.plain().get(i).accumulators()) {
        accumulator.add(fold);
      }
    }
    count = 0;
  }

  private void write(int from, int size, List<FieldVector> out) {
    for (int call = 0; call < out.size(); call++) {
      layout.results().get(call).write(addresses, size, groups, out.get(call), from);
    }
  }

  @Override
  public void close() {
    layout.close();
    groups.close();
    if (distinct != null) {
      distinct.close();
    }
  }
}
