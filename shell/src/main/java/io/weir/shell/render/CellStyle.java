package io.weir.shell.render;

import java.util.List;

/** How rows of text are written; one for each result. */
interface CellStyle {
  /**
   * Before the first row.
   *
   * @param names of the columns
   * @param areNumbers which columns hold numbers
   * @param firstRows those that are known already
   */
  void begin(List<String> names, boolean[] areNumbers, List<String[]> firstRows, StringBuilder out);

  /**
   * One row.
   *
   * @param number counted from 0
   */
  void row(String[] cells, long number, StringBuilder out);

  /** Behind the last row. */
  void end(long rows, StringBuilder out);

  /** Whether the end of any value was left out. */
  default boolean hasCut() {
    return false;
  }

  /** Aligned columns in a frame; the first rows decide the widths. */
  static CellStyle table() {
    return new CellStyle() {
      private TableLayout layout;

      @Override
      public void begin(
          List<String> names, boolean[] areNumbers, List<String[]> firstRows, StringBuilder out) {
        layout = new TableLayout(names, areNumbers, firstRows);
        out.append(layout.rule()).append('\n');
        out.append(layout.line(names.toArray(String[]::new))).append('\n');
        out.append(layout.rule()).append('\n');
      }

      @Override
      public void row(String[] cells, long number, StringBuilder out) {
        out.append(layout.line(cells)).append('\n');
      }

      @Override
      public void end(long rows, StringBuilder out) {
        if (rows > 0) {
          out.append(layout.rule()).append('\n');
        }
      }
    };
  }

  /** A table for a document in Markdown. */
  static CellStyle markdown() {
    return new CellStyle() {
      @Override
      public void begin(
          List<String> names, boolean[] areNumbers, List<String[]> firstRows, StringBuilder out) {
        row(names.toArray(String[]::new), 0, out);
        out.append('|');
        for (boolean isNumber : areNumbers) {
          out.append(isNumber ? "---:|" : "---|");
        }
        out.append('\n');
      }

      @Override
      public void row(String[] cells, long number, StringBuilder out) {
        out.append('|');
        for (String cell : cells) {
          out.append(' ').append(cell.replace("|", "\\|").replace("\n", "<br>")).append(" |");
        }
        out.append('\n');
      }

      @Override
      public void end(long rows, StringBuilder out) {}
    };
  }

  /** A line for each value, for wide rows. */
  static CellStyle lines() {
    return new CellStyle() {
      private List<String> names;
      private int width;

      @Override
      public void begin(
          List<String> names, boolean[] areNumbers, List<String[]> firstRows, StringBuilder out) {
        this.names = names;
        width = names.stream().mapToInt(TableLayout::cells).max().orElse(0);
      }

      @Override
      public void row(String[] cells, long number, StringBuilder out) {
        out.append(number == 0 ? "" : "\n");
        for (int i = 0; i < cells.length; i++) {
          String name = names.get(i);
          out.append(" ".repeat(width - TableLayout.cells(name))).append(name);
          out.append(" = ").append(cells[i]).append('\n');
        }
      }

      @Override
      public void end(long rows, StringBuilder out) {}
    };
  }
}
