package io.weir.shell.render;

import io.weir.runtime.stream.Batch;
import io.weir.runtime.stream.RowKind;
import io.weir.runtime.stream.Selection;
import io.weir.runtime.text.TimestampStyle;
import io.weir.runtime.type.Schema;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Applies a changelog to a table in memory and writes the rows that are left at the end, in the
 * order in which they came.
 */
final class FinalRowsPrinter implements ResultPrinter {
  private static final int MOST_FREED = 10_000;

  private final RowLines lines;
  private final CellText cells;
  private final List<Integer> upsertKey;
  private final boolean isUpsert;
  private final Map<String, Held> table = new LinkedHashMap<>();

  /** Rows by their places; null where those are as they came. */
  private TreeMap<Long, Held> places;

  /** The places of rows that were taken back in order to be replaced. */
  private final ArrayDeque<Long> freed = new ArrayDeque<>();

  private long nextPlace;
  private long rows;

  private static final class Held {
    Object line;
    long count;
    long place;
  }

  /** Has a row that replaces another take its place, so that a person can follow it. */
  FinalRowsPrinter keepPlaces() {
    places = new TreeMap<>();
    return this;
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
      byte kind = kinds == null ? RowKind.INSERT : kinds[row];
      if (isUpsert) {
        replace(row, RowKind.isAdding(kind));
      } else {
        count(row, kind);
      }
    }
  }

  private void replace(int row, boolean isAdding) {
    String key = key(cells.row(row), upsertKey);
    if (isAdding) {
      Held held = table.computeIfAbsent(key, k -> put(RowKind.INSERT));
      held.line = lines.line(row);
      held.count = 1;
    } else {
      drop(table.remove(key), RowKind.DELETE);
    }
  }

  private void count(int row, byte kind) {
    String key = key(cells.row(row), null);
    Held held = table.computeIfAbsent(key, k -> put(kind));
    if (held.line == null) {
      held.line = lines.line(row);
    }
    held.count += RowKind.isAdding(kind) ? 1 : -1;
    if (held.count == 0) {
      drop(table.remove(key), kind);
    }
  }

  private Held put(byte kind) {
    Held held = new Held();
    if (places != null) {
      boolean isReplacing = kind == RowKind.UPDATE_AFTER && !freed.isEmpty();
      held.place = isReplacing ? freed.poll() : nextPlace++;
      places.put(held.place, held);
    }
    return held;
  }

  private void drop(Held held, byte kind) {
    if (places != null && held != null) {
      places.remove(held.place);
      if (kind == RowKind.UPDATE_BEFORE && freed.size() < MOST_FREED) {
        freed.add(held.place);
      }
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
    for (Held held : places == null ? table.values() : places.values()) {
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
