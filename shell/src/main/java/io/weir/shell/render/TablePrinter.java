package io.weir.shell.render;

import io.weir.runtime.stream.Batch;
import io.weir.runtime.stream.RowKind;
import io.weir.runtime.stream.Selection;
import io.weir.runtime.text.TimestampStyle;
import io.weir.runtime.type.LogicalType;
import io.weir.runtime.type.Schema;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Writes rows as an aligned table; the first batch decides the widths. */
final class TablePrinter implements ResultPrinter {
  private final OutputStream out;
  private final List<String> names;
  private final boolean[] alignRight;
  private final CellText cells;
  private final boolean hasKinds;
  private TableLayout layout;
  private long rows;

  /**
   * @param hasKinds whether a first column {@code op} shows the kind of each change
   */
  TablePrinter(OutputStream out, Schema schema, TimestampStyle style, boolean hasKinds) {
    this.out = out;
    this.hasKinds = hasKinds;
    this.cells = new CellText(schema, style);
    this.names = new ArrayList<>(schema.names());
    int offset = hasKinds ? 1 : 0;
    if (hasKinds) {
      names.add(0, "op");
    }
    alignRight = new boolean[names.size()];
    for (int i = 0; i < schema.size(); i++) {
      LogicalType type = schema.fields().get(i).type();
      alignRight[i + offset] = type.kind().isNumeric();
    }
  }

  @Override
  public void print(Batch batch) throws IOException {
    cells.bind(batch);
    Selection selection = batch.selection();
    List<String[]> lines = new ArrayList<>(selection.count());
    for (int i = 0; i < selection.count(); i++) {
      int row = selection.row(i);
      String[] line = cells.row(row);
      byte kind = batch.rowKinds() == null ? RowKind.INSERT : batch.rowKinds()[row];
      lines.add(hasKinds ? withKind(kind, line) : line);
    }
    print(lines);
  }

  /** Writes rows that are text already. */
  void print(List<String[]> lines) throws IOException {
    StringBuilder text = new StringBuilder();
    if (layout == null) {
      begin(text, lines);
    }
    for (String[] line : lines) {
      text.append(layout.line(line)).append('\n');
    }
    rows += lines.size();
    write(text);
  }

  @Override
  public void end() throws IOException {
    StringBuilder text = new StringBuilder();
    if (layout == null) {
      begin(text, List.of());
    }
    if (rows > 0) {
      text.append(layout.rule()).append('\n');
    }
    write(text);
  }

  @Override
  public long rows() {
    return rows;
  }

  private void begin(StringBuilder text, List<String[]> lines) {
    layout = new TableLayout(names, alignRight, lines);
    text.append(layout.rule()).append('\n');
    text.append(layout.line(names.toArray(String[]::new))).append('\n');
    text.append(layout.rule()).append('\n');
  }

  private static String[] withKind(byte kind, String[] line) {
    String[] longer = new String[line.length + 1];
    longer[0] = RowKind.symbol(kind);
    System.arraycopy(line, 0, longer, 1, line.length);
    return longer;
  }

  private void write(StringBuilder text) throws IOException {
    out.write(text.toString().getBytes(StandardCharsets.UTF_8));
    out.flush();
  }
}
