package io.weir.runtime.operator.sort;

import io.weir.runtime.operator.OperatorContext;
import io.weir.runtime.state.StatePart;
import io.weir.runtime.stream.Batch;
import io.weir.runtime.stream.Watermark;
import io.weir.runtime.time.Clock;
import io.weir.runtime.type.Field;
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
public final class RowTimes {
  /** The bytes of a time at the beginning of an encoded row, its marker included. */
  public static final int BYTES = 1 + Long.BYTES;

  private static final long MILLI_MICROS = 1_000;

  private final Schema schema;
  private final int column;
  private final boolean isProctime;
  private final Clock clock;
  private final BufferAllocator allocator;
  private final LateRowFilter late;
  private long reached;
  private long lastNow = Long.MIN_VALUE;

  /**
   * The times of the rows of {@code schema}.
   *
   * @param column the position of the time attribute
   * @param isProctime whether that is a processing time
   */
  public RowTimes(Schema schema, int column, boolean isProctime, OperatorContext context) {
    this.schema = schema;
    this.column = column;
    this.isProctime = isProctime;
    clock = context.clock();
    allocator = context.allocator();
    late = new LateRowFilter(column, schema.name(column), context.metrics());
    reached = isProctime ? Watermark.NONE : context.restoredWatermark();
  }

  /** What the bytes of the time at the beginning of a row mean, for whoever looks at state. */
  public static StatePart part(Field time) {
    return StatePart.of(StatePart.Kind.KEY, Schema.of(time));
  }

  /** Whether rows get their time when they come. */
  public boolean isProctime() {
    return isProctime;
  }

  /** The rows of a batch that are to wait; takes the batch in any case. */
  public Batch arrive(Batch batch) {
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
  public void reach(long millis) {
    reached = Math.max(reached, millis);
  }

  /** How far time has come. */
  public long reachedMillis() {
    return reached;
  }

  /** Whether a row is due whose encoding begins with this time. */
  public boolean isDue(long encoded) {
    return millis(encoded) <= reached;
  }

  /** The time at the beginning of an encoded row, in milliseconds. */
  public static long millis(long encoded) {
    return Math.floorDiv(micros(encoded), MILLI_MICROS);
  }

  /** The time at the beginning of an encoded row, in microseconds. */
  public static long micros(long encoded) {
    return Long.reverseBytes(Memory.getLong(encoded + 1)) ^ Long.MIN_VALUE;
  }
}
