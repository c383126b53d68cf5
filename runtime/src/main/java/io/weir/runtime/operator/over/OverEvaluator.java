package io.weir.runtime.operator.over;

import io.weir.runtime.operator.aggregate.AggregateCall;
import io.weir.runtime.operator.aggregate.FrameAggregates;
import io.weir.runtime.stream.Batch;
import io.weir.runtime.type.LogicalType;
import io.weir.runtime.type.Schema;
import io.weir.runtime.type.TypeKind;
import io.weir.runtime.vector.Column;
import io.weir.runtime.vector.Gather;
import io.weir.runtime.vector.Vectors;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;

/**
 * Computes calls for rows from the rows of their segments: the frame of each row first, then each
 * call for all rows. The results of rows that are not wanted mean nothing.
 */
final class OverEvaluator implements AutoCloseable {
  private final OverNode node;
  private final List<OverCall> calls;
  private final BufferAllocator allocator;
  private final FrameAggregates plain;
  private final List<Integer> plainCalls = new ArrayList<>();
  private final List<FrameAggregates> distinct = new ArrayList<>();
  private final List<Integer> distinctCalls = new ArrayList<>();
  private int[] frameStarts = new int[Batch.MAX_ROWS];
  private int[] frameEnds = new int[Batch.MAX_ROWS];

  /**
   * @param calls of the node, those that are computed here
   */
  OverEvaluator(OverNode node, List<OverCall> calls, BufferAllocator allocator) {
    this.node = node;
    this.calls = calls;
    this.allocator = allocator;
    Schema schema = node.input().properties().schema();
    List<AggregateCall> aggregates = new ArrayList<>();
    for (int i = 0; i < calls.size(); i++) {
      if (calls.get(i).aggregate().isPresent()) {
        AggregateCall call = calls.get(i).aggregate().get();
        if (call.distinct()) {
          distinct.add(FrameAggregates.ofDistinct(schema, call, allocator));
          distinctCalls.add(i);
        } else {
          aggregates.add(call);
          plainCalls.add(i);
        }
      }
    }
    plain = aggregates.isEmpty() ? null : FrameAggregates.of(schema, aggregates, allocator);
  }

  /**
   * The results, one vector for each call and in it a slot for each row; the caller closes them.
   *
   * @param rows with their peers found
   * @param batch the rows decoded
   */
  List<FieldVector> evaluate(OverRows rows, Batch batch) {
    findFrames(rows, batch);
    FieldVector[] results = new FieldVector[calls.size()];
    try {
      for (int i = 0; i < calls.size(); i++) {
        OverCall call = calls.get(i);
        results[i] =
            call.function() == OverFunction.AGGREGATE
                ? withRoom(call, rows.count())
                : positional(call, rows, batch);
      }
      aggregate(batch, rows.count(), results);
    } catch (RuntimeException | Error e) {
      for (FieldVector result : results) {
        if (result != null) {
          result.close();
        }
      }
      throw e;
    }
    return List.of(results);
  }

  private FieldVector withRoom(OverCall call, int count) {
    FieldVector vector = Vectors.create(call.name(), call.type(), allocator);
    vector.setInitialCapacity(count);
    vector.allocateNew();
    return vector;
  }

  private void aggregate(Batch batch, int count, FieldVector[] results) {
    boolean isGrowing = node.frame().preceding() == OverFrame.UNBOUNDED;
    if (plain != null) {
      List<FieldVector> out = plainCalls.stream().map(i -> results[i]).toList();
      plain.compute(batch, frameStarts, frameEnds, count, isGrowing, out);
    }
    for (int d = 0; d < distinct.size(); d++) {
      List<FieldVector> out = List.of(results[distinctCalls.get(d)]);
      distinct.get(d).compute(batch, frameStarts, frameEnds, count, isGrowing, out);
    }
    for (OverCall call : calls) {
      if (call.function() == OverFunction.AGGREGATE) {
        results[calls.indexOf(call)].setValueCount(count);
      }
    }
  }

  private void findFrames(OverRows rows, Batch batch) {
    if (frameStarts.length < rows.count()) {
      frameStarts = new int[rows.count() * 2];
      frameEnds = new int[rows.count() * 2];
    }
    OverFrame frame = node.frame();
    boolean hasOffset =
        frame.unit() == OverFrame.Unit.RANGE
            && (isOffset(frame.preceding()) || isOffset(frame.following()));
    OrderValues values = hasOffset ? new OrderValues(node, batch) : null;
    for (int s = 0; s < rows.segments(); s++) {
      int from = rows.segmentStart(s);
      int to = rows.segmentEnd(s);
      for (int row = from; row < to; row++) {
        boolean isSkipped = !rows.isWanted(row) && frame.preceding() != OverFrame.UNBOUNDED;
        int start = isSkipped ? row : start(rows, values, row, from, to);
        int end = isSkipped ? row : end(rows, values, row, from, to);
        frameStarts[row] = Math.min(Math.max(start, from), to);
        frameEnds[row] = Math.max(frameStarts[row], Math.min(end, to));
      }
    }
  }

  private static boolean isOffset(long bound) {
    return bound != 0 && bound != OverFrame.UNBOUNDED;
  }

  private int start(OverRows rows, OrderValues values, int row, int from, int to) {
    OverFrame frame = node.frame();
    if (frame.preceding() == OverFrame.UNBOUNDED) {
      return from;
    }
    if (frame.unit() == OverFrame.Unit.ROWS) {
      return (int) Math.max(from, Math.min(to, row - frame.preceding()));
    }
    if (frame.preceding() == 0 || values.isNull(row)) {
      return rows.peersFrom(row);
    }
    return values.firstAtLeast(values.of(row) - frame.preceding(), from, to);
  }

  private int end(OverRows rows, OrderValues values, int row, int from, int to) {
    OverFrame frame = node.frame();
    if (frame.following() == OverFrame.UNBOUNDED) {
      return to;
    }
    if (frame.unit() == OverFrame.Unit.ROWS) {
      return (int) Math.max(from, Math.min(to, row + frame.following() + 1));
    }
    if (frame.following() == 0 || values.isNull(row)) {
      return rows.peersTo(row);
    }
    return values.firstAtLeast(values.of(row) + frame.following() + 1, from, to);
  }

  private FieldVector positional(OverCall call, OverRows rows, Batch batch) {
    return switch (call.function()) {
      case LAG, LEAD -> shifted(call, rows, batch);
      case FIRST_VALUE, LAST_VALUE, NTH_VALUE -> valueOfFrame(call, rows, batch);
      case PERCENT_RANK, CUME_DIST -> share(call, rows);
      default -> number(call, rows);
    };
  }

  private FieldVector shifted(OverCall call, OverRows rows, Batch batch) {
    int[] sources = new int[rows.count()];
    int[] slots = new int[rows.count()];
    for (int s = 0; s < rows.segments(); s++) {
      int from = rows.segmentStart(s);
      int to = rows.segmentEnd(s);
      for (int row = from; row < to; row++) {
        long at = call.function() == OverFunction.LAG ? row - call.number() : row + call.number();
        boolean isThere = at >= from && at < to;
        sources[row] = isThere || call.otherwise().isEmpty() ? 0 : 1;
        slots[row] = isThere ? (int) at : call.otherwise().isPresent() ? row : Gather.NULL_SLOT;
      }
    }
    FieldVector value = batch.vector(call.column().getAsInt());
    FieldVector otherwise =
        call.otherwise().isPresent() ? batch.vector(call.otherwise().getAsInt()) : value;
    return Gather.copy(
        call.type(), new FieldVector[] {value, otherwise}, sources, slots, slots.length, allocator);
  }

  private FieldVector valueOfFrame(OverCall call, OverRows rows, Batch batch) {
    FieldVector vector = batch.vector(call.column().getAsInt());
    Column column = Column.of(vector);
    int[] slots = new int[rows.count()];
    for (int row = 0; row < slots.length; row++) {
      slots[row] = slotOfFrame(call, column, frameStarts[row], frameEnds[row]);
    }
    return Gather.copy(call.type(), vector, slots, slots.length, allocator);
  }

  private static int slotOfFrame(OverCall call, Column column, int start, int end) {
    switch (call.function()) {
      case NTH_VALUE -> {
        long at = start + call.number() - 1;
        return at < end ? (int) at : Gather.NULL_SLOT;
      }
      case FIRST_VALUE -> {
        int at = start;
        while (at < end && column.isNull(at)) {
          at++;
        }
        return at < end ? at : Gather.NULL_SLOT;
      }
      default -> {
        int at = end - 1;
        while (at >= start && column.isNull(at)) {
          at--;
        }
        return at >= start ? at : Gather.NULL_SLOT;
      }
    }
  }

  private FieldVector share(OverCall call, OverRows rows) {
    FieldVector vector = withRoom(call, rows.count());
    vector.setValueCount(rows.count());
    Column out = Column.forWriting(vector);
    for (int s = 0; s < rows.segments(); s++) {
      int from = rows.segmentStart(s);
      int size = rows.segmentEnd(s) - from;
      for (int row = from; row < from + size; row++) {
        double share =
            call.function() == OverFunction.CUME_DIST
                ? (double) (rows.peersTo(row) - from) / size
                : size == 1 ? 0 : (double) (rows.peersFrom(row) - from) / (size - 1);
        out.setValid(row);
        out.putDouble(row, share);
      }
    }
    return vector;
  }

  private FieldVector number(OverCall call, OverRows rows) {
    FieldVector vector = withRoom(call, rows.count());
    vector.setValueCount(rows.count());
    Column out = Column.forWriting(vector);
    for (int s = 0; s < rows.segments(); s++) {
      int from = rows.segmentStart(s);
      int size = rows.segmentEnd(s) - from;
      long peers = rows.peersBefore(s);
      for (int row = from; row < from + size; row++) {
        peers += rows.peersFrom(row) == row ? 1 : 0;
        long number =
            switch (call.function()) {
              case ROW_NUMBER -> rows.rowsBefore(s) + row - from + 1;
              case RANK -> rows.rowsBefore(s) + rows.peersFrom(row) - from + 1;
              case DENSE_RANK -> peers;
              default -> tile(row - from, size, call.number());
            };
        put(out, call.type(), row, number);
      }
    }
    return vector;
  }

  /** The first parts have one row more where the rows cannot be shared out evenly. */
  private static long tile(int row, int size, long parts) {
    long small = size / parts;
    long larger = size % parts;
    long inLarger = larger * (small + 1);
    return row < inLarger ? row / (small + 1) + 1 : larger + (row - inLarger) / small + 1;
  }

  private static void put(Column out, LogicalType type, int row, long number) {
    out.setValid(row);
    if (type.kind() == TypeKind.INT) {
      out.putInt(row, (int) number);
    } else {
      out.putLong(row, number);
    }
  }

  @Override
  public void close() {
    if (plain != null) {
      plain.close();
    }
    distinct.forEach(FrameAggregates::close);
  }
}
