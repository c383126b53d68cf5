package io.weir.runtime.connector.jdbc;

import io.weir.runtime.connector.LookupAnswer;
import io.weir.runtime.stream.Batch;
import io.weir.runtime.type.Schema;
import io.weir.runtime.vector.Values;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;

/** Rows that an I/O thread has read, as objects, until an operator makes batches of them. */
final class JdbcRows implements LookupAnswer {
  private final Schema schema;
  private final List<List<Object>> columns = new ArrayList<>();
  private int count;
  private int next;

  JdbcRows(Schema schema) {
    this.schema = schema;
    for (int i = 0; i < schema.size(); i++) {
      columns.add(new ArrayList<>());
    }
  }

  int count() {
    return count;
  }

  /** Adds the present row of a result. */
  void add(JdbcDialect dialect, ResultSet row) throws SQLException {
    for (int i = 0; i < schema.size(); i++) {
      columns.get(i).add(JdbcValues.read(dialect, row, i + 1, schema.field(i)));
    }
    count++;
  }

  @Override
  public Batch next(BufferAllocator allocator) {
    int rows = Math.min(Batch.MAX_ROWS, count - next);
    if (rows == 0) {
      return null;
    }
    List<FieldVector> vectors = new ArrayList<>();
    try {
      for (int i = 0; i < schema.size(); i++) {
        List<Object> values = columns.get(i).subList(next, next + rows);
        vectors.add(Values.vector(schema.type(i), values, allocator));
      }
    } catch (RuntimeException | Error e) {
      vectors.forEach(FieldVector::close);
      throw e;
    }
    next += rows;
    return Batch.ofInserts(schema, vectors, rows);
  }

  @Override
  public void close() {}
}
