package io.weir.shell.render;

import java.util.List;
import java.util.function.IntSupplier;

/**
 * A table that fits a screen: of long texts the ends are cut; where that would leave too little of
 * them, each value has a line of its own.
 */
final class FittedTable implements CellStyle {
  private final IntSupplier columns;
  private final boolean[] canBeCut;
  private final CellStyle lines = CellStyle.lines();
  private TableLayout layout;
  private boolean isTable;

  /**
   * @param columns how many cells a line of the screen has, asked for when the table begins
   * @param canBeCut which values are texts
   */
  FittedTable(IntSupplier columns, boolean[] canBeCut) {
    this.columns = columns;
    this.canBeCut = canBeCut;
  }

  @Override
  public void begin(
      List<String> names, boolean[] areNumbers, List<String[]> firstRows, StringBuilder out) {
    layout = new TableLayout(names, areNumbers, firstRows);
    isTable = layout.fit(columns.getAsInt(), canBeCut);
    if (isTable) {
      out.append(layout.rule()).append('\n');
      out.append(layout.line(names.toArray(String[]::new))).append('\n');
      out.append(layout.rule()).append('\n');
    } else {
      lines.begin(names, areNumbers, firstRows, out);
    }
  }

  @Override
  public void row(String[] cells, long number, StringBuilder out) {
    if (isTable) {
      out.append(layout.line(cells)).append('\n');
    } else {
      lines.row(cells, number, out);
    }
  }

  @Override
  public void end(long rows, StringBuilder out) {
    if (isTable && rows > 0) {
      out.append(layout.rule()).append('\n');
    }
  }

  @Override
  public boolean hasCut() {
    return isTable && layout.hasCut();
  }
}
