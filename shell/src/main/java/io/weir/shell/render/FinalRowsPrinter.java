package io.weir.shell.render;

import io.weir.runtime.stream.Batch;
import io.weir.runtime.stream.RowKind;
import io.weir.runtime.stream.Selection;
import io.weir.runtime.text.TimestampStyle;
import io.weir.runtime.type.Schema;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Applies a changelog to a table in memory and writes the rows that are left at the end, in the
 * order in which they came.
 */
final class FinalRowsPrinter implements ResultPrinter {
  private final RowLines lines;
  private final CellText cells;
  private final List<Integer> upsertKey;
  private final boolean isUpsert;
  private final Map<String, Held> table = new LinkedHashMap<>();
  private long rows;

  private static final class Held {
    Object line;
    long count;
  }

  /**
   * @param isUpsert whether changes replace rows by key, rather than naming the row that goes
   * @param upsertKey the key's columns; empty where the table has one row at most
   */
  FinalRowsPrinter(
      RowLines lines,
      Schema schema,
      TimestampStyle style,
      boolean isUpsert,
      List<Integer> upsertKey) {
    this.lines = lines;
    this.cells = new CellText(schema, style);
    this.isUpsert = isUpsert;
    this.upsertKey = upsertKey;
  }

  @Override
  public void print(Batch batch) {
    cells.bind(batch);
    lines.bind(batch);
    byte[] kinds = batch.rowKinds();
    Selection selection = batch.selection();
    for (int i = 0; i < selection.count(); i++) {
      int row = selection.row(i);
      boolean isAdding = kinds == null || RowKind.isAdding(kinds[row]);
      if (isUpsert) {
        replace(row, isAdding);
      } else {
        count(row, isAdding);
      }
    }
  }

  private void replace(int row, boolean isAdding) {
    String key = key(cells.row(row), upsertKey);
    if (isAdding) {
      Held held = table.computeIfAbsent(key, k -> new Held());
      held.line = lines.line(row);
      held.count = 1;
    } else {
      table.remove(key);
    }
  }

  private void count(int row, boolean isAdding) {
    String key = key(cells.row(row), null);
    Held held = table.computeIfAbsent(key, k -> new Held());
    if (held.line == null) {
      held.line = lines.line(row);
    }
    held.count += isAdding ? 1 : -1;
    if (held.count == 0) {
      table.remove(key);
    }
  }

  private static String key(String[] row, List<Integer> columns) {
    StringBuilder key = new StringBuilder();
    int count = columns == null ? row.length : columns.size();
    for (int i = 0; i < count; i++) {
      String cell = row[columns == null ? i : columns.get(i)];
      key.append(cell.length()).append(':').append(cell);
    }
    return key.toString();
  }

  /** The rows that are there now, in the form of {@link RowLines}, but no more than so many. */
  List<Object> lines(int most) {
    List<Object> there = new ArrayList<>();
    for (Held held : table.values()) {
      for (long i = 0; i < held.count && there.size() < most; i++) {
        there.add(held.line);
      }
      if (there.size() == most) {
        break;
      }
    }
    return there;
  }

  /** How many rows are there now. */
  long size() {
    return table.values().stream().mapToLong(held -> Math.max(0, held.count)).sum();
  }

  @Override
  public void end() throws IOException {
    List<Object> left = lines(Integer.MAX_VALUE);
    rows = left.size();
    lines.write(left);
  }

  @Override
  public long rows() {
    return rows;
  }

  @Override
  public boolean hasCut() {
    return lines.hasCut();
  }
}
