package io.weir.runtime.connector.format.text;

import io.weir.runtime.stream.Batch;
import io.weir.runtime.stream.RowKind;
import io.weir.runtime.stream.Selection;
import io.weir.runtime.type.Field;
import io.weir.runtime.type.Schema;
import io.weir.runtime.vector.Vectors;
import java.util.ArrayList;
import java.util.Arrays;
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
  private byte[] kinds;

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

  /** Says what a row does to the table; a row of which nothing is said is inserted. */
  public void setKind(int row, byte kind) {
    if (kinds == null) {
      if (kind == RowKind.INSERT) {
        return;
      }
      kinds = new byte[Batch.MAX_ROWS];
    }
    kinds[row] = kind;
  }

  /** Starts a batch of at most {@code maxRows} rows, forgetting one that was not finished. */
  public void begin(int maxRows) {
    close();
    kinds = null;
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
    byte[] rowKinds = kinds == null ? null : Arrays.copyOf(kinds, rows);
    Batch batch = new Batch(schema, vectors, rows, Selection.all(rows), rowKinds, null);
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
