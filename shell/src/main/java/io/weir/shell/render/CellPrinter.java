package io.weir.shell.render;

import io.weir.runtime.stream.Batch;
import io.weir.runtime.stream.RowKind;
import io.weir.runtime.stream.Selection;
import io.weir.runtime.text.TimestampStyle;
import io.weir.runtime.type.Field;
import io.weir.runtime.type.Schema;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Writes rows as text, in a way that {@link CellStyle} decides. */
final class CellPrinter implements ResultPrinter {
  private final OutputStream out;
  private final List<String> names = new ArrayList<>();
  private final boolean[] areNumbers;
  private final CellText cells;
  private final boolean hasKinds;
  private final CellStyle style;
  private boolean hasBegun;
  private long rows;

  /**
   * @param hasKinds whether a first column {@code op} shows the kind of each change
   */
  CellPrinter(
      OutputStream out,
      Schema schema,
      TimestampStyle timestamps,
      boolean hasKinds,
      CellStyle style) {
    this.out = out;
    this.hasKinds = hasKinds;
    this.style = style;
    this.cells = new CellText(schema, timestamps);
    if (hasKinds) {
      names.add("op");
    }
    areNumbers = new boolean[schema.size() + names.size()];
    for (Field field : schema.fields()) {
      areNumbers[names.size()] = field.type().kind().isNumeric();
      names.add(field.name());
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
    if (!hasBegun) {
      style.begin(names, areNumbers, lines, text);
      hasBegun = true;
    }
    for (String[] line : lines) {
      style.row(line, rows++, text);
    }
    write(text);
  }

  @Override
  public void end() throws IOException {
    StringBuilder text = new StringBuilder();
    if (!hasBegun) {
      style.begin(names, areNumbers, List.of(), text);
    }
    style.end(rows, text);
    write(text);
  }

  @Override
  public long rows() {
    return rows;
  }

  @Override
  public boolean hasCut() {
    return style.hasCut();
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
