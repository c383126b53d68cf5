package io.weir.shell.render;

import io.weir.runtime.insight.Words;
import io.weir.runtime.stream.Batch;
import io.weir.runtime.time.Clock;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntSupplier;

/**
 * Shows a table that changes while it changes, as far as it fits the screen; at the end it is
 * written once, whole.
 */
final class LiveTablePrinter implements ResultPrinter {
  private static final long FIRST_NANOS = 300_000_000;
  private static final long INTERVAL_NANOS = 100_000_000;

  /** Three rules, the names, and the line below the table. */
  private static final int FRAME_LINES = 5;

  private final FinalRowsPrinter table;
  private final List<String> names;
  private final boolean[] areNumbers;
  private final boolean[] canBeCut;
  private final IntSupplier columns;
  private final LiveScreen screen;
  private final Clock clock;
  private long dueNanos;
  private boolean hasChanged;
  private boolean isShown;

  LiveTablePrinter(
      FinalRowsPrinter table,
      List<String> names,
      boolean[] areNumbers,
      boolean[] canBeCut,
      IntSupplier columns,
      LiveScreen screen,
      Clock clock) {
    this.table = table;
    this.names = names;
    this.areNumbers = areNumbers;
    this.canBeCut = canBeCut;
    this.columns = columns;
    this.screen = screen;
    this.clock = clock;
    this.dueNanos = clock.monotonicNanos() + FIRST_NANOS;
  }

  @Override
  public void print(Batch batch) {
    table.print(batch);
    hasChanged = true;
    quiet();
  }

  @Override
  public void quiet() {
    long now = clock.monotonicNanos();
    if (hasChanged && now >= dueNanos) {
      show();
      hasChanged = false;
      dueNanos = now + INTERVAL_NANOS;
    }
  }

  private void show() {
    List<String[]> rows = new ArrayList<>();
    for (Object line : table.lines(Math.max(1, screen.rows() - FRAME_LINES))) {
      rows.add((String[]) line);
    }
    TableLayout layout = new TableLayout(names, areNumbers, rows);
    layout.fit(columns.getAsInt(), canBeCut);
    List<String> lines = new ArrayList<>();
    lines.add(layout.rule());
    lines.add(layout.line(names.toArray(String[]::new)));
    lines.add(layout.rule());
    rows.forEach(row -> lines.add(layout.line(row)));
    lines.add(layout.rule());
    long all = table.size();
    String hidden = all > rows.size() ? ", the first " + rows.size() + " shown" : "";
    lines.add(Words.count(all) + (all == 1 ? " row" : " rows") + hidden + "; Ctrl-C stops");
    screen.show(lines);
    isShown = true;
  }

  @Override
  public void end() throws IOException {
    if (isShown) {
      screen.clear();
    }
    table.end();
  }

  @Override
  public long rows() {
    return table.rows();
  }

  @Override
  public boolean hasCut() {
    return table.hasCut();
  }
}
