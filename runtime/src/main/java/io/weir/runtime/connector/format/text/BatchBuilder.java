package io.weir.runtime.connector.format.text;

import io.weir.runtime.stream.Batch;
import io.weir.runtime.type.Field;
import io.weir.runtime.type.Schema;
import io.weir.runtime.vector.Vectors;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;

/**
 * Makes batches out of values that come row by row. Between {@link #begin} and {@link #finish} the
 * vectors belong to the builder.
 */
public final class BatchBuilder implements AutoCloseable {
  private final Schema schema;
  private final BufferAllocator allocator;
  private final List<ValueBuilder> columns;
  private List<FieldVector> vectors = List.of();

  public BatchBuilder(Schema schema, BufferAllocator allocator) {
    this.schema = schema;
    this.allocator = allocator;
    this.columns = schema.fields().stream().map(field -> ValueBuilder.of(field.type())).toList();
  }

  /** The columns of its batches. */
  public Schema schema() {
    return schema;
  }

  /** Writes the values of a column. */
  public ValueBuilder column(int index) {
    return columns.get(index);
  }

  /** Starts a batch of at most {@code maxRows} rows, forgetting one that was not finished. */
  public void begin(int maxRows) {
    close();
    vectors = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      Field field = schema.field(i);
      FieldVector vector = Vectors.create(field.name(), field.type(), allocator);
      vectors.add(vector);
      columns.get(i).bind(vector);
      columns.get(i).allocate(maxRows);
    }
  }

  /** The batch of the first {@code rows} rows. */
  public Batch finish(int rows) {
    for (int i = 0; i < columns.size(); i++) {
      columns.get(i).finish(rows);
      vectors.get(i).setValueCount(rows);
    }
    Batch batch = Batch.ofInserts(schema, vectors, rows);
    vectors = List.of();
    return batch;
  }

  @Override
  public void close() {
    List<FieldVector> abandoned = vectors;
    vectors = List.of();
    abandoned.forEach(FieldVector::close);
  }
}
