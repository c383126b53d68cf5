package io.weir.query;

import io.weir.runtime.connector.Source;
import io.weir.runtime.connector.Split;
import io.weir.runtime.connector.SplitReader;
import io.weir.runtime.stream.Batch;
import io.weir.runtime.stream.RowKind;
import io.weir.runtime.vector.Values;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.arrow.memory.RootAllocator;

/** Reads small sources to their end. */
final class SourceRows {
  private SourceRows() {}

  /**
   * A row as it was read.
   *
   * @param kind see {@link RowKind}
   * @param values in the form of {@link Values}
   */
  record Row(byte kind, List<Object> values) {}

  /** The rows of one split, in order. */
  static List<Row> read(Source source, Split split) throws IOException {
    List<Row> rows = new ArrayList<>();
    try (RootAllocator allocator = new RootAllocator();
        SplitReader reader = source.open(split, null, allocator)) {
      while (!reader.isFinished()) {
        try (Batch batch = reader.read()) {
          if (batch != null) {
            add(batch, rows);
          }
        }
      }
    }
    return rows;
  }

  private static void add(Batch batch, List<Row> rows) {
    for (int i = 0; i < batch.size(); i++) {
      int row = batch.selection().row(i);
      List<Object> values = new ArrayList<>();
      for (int column = 0; column < batch.schema().size(); column++) {
        values.add(Values.read(batch.schema().type(column), batch.vector(column), row));
      }
      rows.add(new Row(batch.rowKinds() == null ? RowKind.INSERT : batch.rowKinds()[row], values));
    }
  }

  /**
   * The rows that are left when all changes have been applied.
   *
   * @param key columns by which changes replace rows; if empty, a row that goes is named in full
   */
  static List<List<Object>> table(Source source, List<Integer> key) throws IOException {
    Map<List<Object>, List<List<Object>>> table = new LinkedHashMap<>();
    for (Split split : source.discover()) {
      for (Row row : read(source, split)) {
        List<Object> values = row.values();
        List<Object> place = key.isEmpty() ? values : key.stream().map(values::get).toList();
        List<List<Object>> held = table.computeIfAbsent(place, p -> new ArrayList<>());
        if (!RowKind.isAdding(row.kind())) {
          held.remove(0);
        } else {
          if (!key.isEmpty()) {
            held.clear();
          }
          held.add(values);
        }
      }
    }
    return table.values().stream().flatMap(List::stream).toList();
  }
}
