package io.weir.runtime.connector.generator;

import io.weir.runtime.connector.RateLimit;
import io.weir.runtime.connector.SplitPosition;
import io.weir.runtime.connector.SplitReader;
import io.weir.runtime.connector.format.text.BatchBuilder;
import io.weir.runtime.connector.format.text.ValueBuilder;
import io.weir.runtime.stream.Batch;
import java.util.List;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;

/** Makes rows from a number on, a column at a time. */
final class GeneratedReader implements SplitReader {
  private final GeneratedTable table;
  private final GeneratedRow row;
  private final RateLimit limit;
  private final List<ValueGenerator> columns;
  private final BatchBuilder builder;
  private final ArrowBuf scratch;
  private long next;

  GeneratedReader(
      GeneratedTable table,
      GeneratedRow row,
      long next,
      RateLimit limit,
      BufferAllocator allocator) {
    this.table = table;
    this.row = row;
    this.next = next;
    this.limit = limit;
    this.scratch = allocator.buffer(GeneratedTable.SCRATCH_BYTES);
    this.columns = table.columns().open(scratch);
    this.builder = new BatchBuilder(table.schema(), allocator);
  }

  @Override
  public Batch read() {
    int permitted = limit.permitted(Batch.MAX_ROWS);
    int count = (int) Math.min(permitted, table.rows() - next);
    if (count == 0) {
      return null;
    }
    builder.begin(count);
    for (int column = 0; column < columns.size(); column++) {
      ValueGenerator values = columns.get(column);
      ValueBuilder target = builder.column(column);
      for (int slot = 0; slot < count; slot++) {
        row.set(next + slot);
        values.write(row, next + slot, slot, target);
      }
    }
    next += count;
    limit.used(count);
    return builder.finish(count);
  }

  @Override
  public SplitPosition position() {
    return new SplitPosition(next, next);
  }

  @Override
  public boolean isFinished() {
    return next >= table.rows();
  }

  @Override
  public double progress() {
    return table.rows() == Long.MAX_VALUE
        ? -1
        : table.rows() == 0 ? 1 : (double) next / table.rows();
  }

  @Override
  public void close() {
    builder.close();
    scratch.close();
  }
}
