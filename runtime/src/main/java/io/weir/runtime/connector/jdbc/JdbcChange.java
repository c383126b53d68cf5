package io.weir.runtime.connector.jdbc;

import io.weir.runtime.error.WeirException;
import io.weir.runtime.stream.Batch;
import io.weir.runtime.stream.RowKind;
import io.weir.runtime.vector.Values;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a row does to a table.
 *
 * @param isDelete whether the row with its key goes
 * @param values of all columns
 */
record JdbcChange(boolean isDelete, List<Object> values) {
  /** The changes in the live rows of a batch; with a key, only the last one of each. */
  static Collection<JdbcChange> of(Batch batch, JdbcSink sink) {
    List<Integer> key = sink.keyPositions();
    Map<Object, JdbcChange> last = new LinkedHashMap<>();
    for (int i = 0; i < batch.size(); i++) {
      int row = batch.selection().row(i);
      List<Object> values = new ArrayList<>(batch.schema().size());
      for (int column = 0; column < batch.schema().size(); column++) {
        values.add(Values.read(batch.schema().type(column), batch.vector(column), row));
      }
      boolean isDelete = batch.rowKinds() != null && !RowKind.isAdding(batch.rowKinds()[row]);
      Object name = key.isEmpty() ? (Object) i : key(values, key, sink);
      last.remove(name);
      last.put(name, new JdbcChange(isDelete, values));
    }
    return last.values();
  }

  private static List<Object> key(List<Object> values, List<Integer> key, JdbcSink sink) {
    List<Object> name = new ArrayList<>();
    for (int column : key) {
      Object value = values.get(column);
      if (value == null) {
        throw WeirException.permanent(
            "writing table '"
                + sink.table()
                + "': column \""
                + sink.schema().name(column)
                + "\" of its PRIMARY KEY is NULL in a row",
            "filter such rows: WHERE " + sink.schema().name(column) + " IS NOT NULL");
      }
      name.add(value instanceof byte[] bytes ? ByteBuffer.wrap(bytes) : value);
    }
    return name;
  }
}
