package io.weir.shell.render;

import java.util.List;
import org.jline.utils.WCWidth;

/**
 * Lays out rows of text in columns. Widths are fixed from the rows that are known when the first
 * line is written; a longer value in a later row pushes its line out rather than being cut.
 */
final class TableLayout {
  private final int[] widths;
  private final boolean[] alignRight;

  /**
   * @param names the column names
   * @param alignRight which columns hold numbers
   * @param firstRows rows that the widths must fit
   */
  TableLayout(List<String> names, boolean[] alignRight, List<String[]> firstRows) {
    this.alignRight = alignRight;
    widths = new int[names.size()];
    for (int i = 0; i < widths.length; i++) {
      widths[i] = cells(names.get(i));
      for (String[] row : firstRows) {
        widths[i] = Math.max(widths[i], cells(row[i]));
      }
    }
  }

  /** {@code +---+---+}. */
  String rule() {
    StringBuilder line = new StringBuilder("+");
    for (int width : widths) {
      line.append("-".repeat(width + 2)).append('+');
    }
    return line.toString();
  }

  /** {@code | a | b |}. */
  String line(String[] values) {
    StringBuilder line = new StringBuilder("|");
    for (int i = 0; i < widths.length; i++) {
      String padding = " ".repeat(Math.max(0, widths[i] - cells(values[i])));
      line.append(' ');
      line.append(alignRight[i] ? padding + values[i] : values[i] + padding);
      line.append(" |");
    }
    return line.toString();
  }

  /** How many terminal cells a text takes. */
  static int cells(String text) {
    int cells = 0;
    for (int i = 0; i < text.length(); ) {
      int codePoint = text.codePointAt(i);
      cells += Math.max(0, WCWidth.wcwidth(codePoint));
      i += Character.charCount(codePoint);
    }
    return cells;
  }
}
