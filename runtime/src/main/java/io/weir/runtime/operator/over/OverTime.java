package io.weir.runtime.operator.over;

import io.weir.runtime.operator.OperatorContext;
import io.weir.runtime.operator.sort.LateRowFilter;
import io.weir.runtime.stream.Batch;
import io.weir.runtime.stream.Watermark;
import io.weir.runtime.time.Clock;
import io.weir.runtime.type.Schema;
import io.weir.runtime.vector.Column;
import io.weir.runtime.vector.Memory;
import io.weir.runtime.vector.Vectors;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;

/**
 * Which rows are due. By rowtime those that the watermark has reached; late ones are dropped when
 * they come. By processing time a row gets the operator's time when it comes, and is due when that
 * millisecond is over.
 */
final class OverTime {
  /** The bytes of a time at the beginning of an encoded row, its marker included. */
  static final int BYTES = 1 + Long.BYTES;

  private static final long MILLI_MICROS = 1_000;

  private final Schema schema;
  private final int column;
  private final boolean isProctime;
  private final Clock clock;
  private final BufferAllocator allocator;
  private final LateRowFilter late;
  private long reached;
  private long lastNow = Long.MIN_VALUE;

  OverTime(OverNode node, OperatorContext context) {
    schema = node.input().properties().schema();
    column = node.keys().get(0).column();
    isProctime = node.mode() == OverNode.Mode.PROCTIME;
    clock = context.clock();
    allocator = context.allocator();
    late = new LateRowFilter(column, schema.name(column), context.metrics());
    reached = isProctime ? Watermark.NONE : context.restoredWatermark();
  }

  boolean isProctime() {
    return isProctime;
  }

  /** The rows of a batch that are to wait; takes the batch in any case. */
  Batch arrive(Batch batch) {
    if (isProctime) {
      return withNow(batch);
    }
    late.apply(batch, reached);
    return batch;
  }

  /** The batch with the operator's time in the place of its time attribute. */
  private Batch withNow(Batch batch) {
    lastNow = Math.max(lastNow, clock.wallMillis());
    List<FieldVector> vectors = new ArrayList<>(batch.vectors());
    FieldVector now = Vectors.create(schema.name(column), schema.type(column), allocator);
    now.setInitialCapacity(batch.rowCount());
    now.allocateNew();
    now.setValueCount(batch.rowCount());
    Column times = Column.forWriting(now);
    for (int row = 0; row < batch.rowCount(); row++) {
      times.setValid(row);
      times.putLong(row, lastNow * MILLI_MICROS);
    }
    vectors.set(column, now).close();
    return batch.withColumns(schema, vectors);
  }

  /** Time has come so far. */
  void reach(long millis) {
    reached = Math.max(reached, millis);
  }

  /** Whether a row is due whose encoding begins with this time. */
  boolean isDue(long encoded) {
    return millis(encoded) <= reached;
  }

  /** The time at the beginning of an encoded row, in milliseconds. */
  static long millis(long encoded) {
    return Math.floorDiv(micros(encoded), MILLI_MICROS);
  }

  /** The time at the beginning of an encoded row, in microseconds. */
  static long micros(long encoded) {
    return Long.reverseBytes(Memory.getLong(encoded + 1)) ^ Long.MIN_VALUE;
  }
}
