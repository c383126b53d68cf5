package io.weir.shell.render;

import java.util.List;
import org.jline.utils.WCWidth;

/**
 * Lays out rows of text in columns. Widths are fixed from the rows that are known when the first
 * line is written; a longer value in a later row pushes its line out rather than being cut, unless
 * the screen has no room for that.
 */
final class TableLayout {
  /** What is left of a column at least. */
  private static final int LEAST_CELLS = 10;

  private static final String CUT = "…";

  private final int[] widths;
  private final boolean[] alignRight;
  private boolean[] canBeCut;
  private int screen = Integer.MAX_VALUE;
  private boolean hasCut;

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

  /**
   * Makes columns narrower, always the widest, until lines fit the screen.
   *
   * @param canBeCut which columns may lose the ends of their values
   * @return whether that leaves enough of each; if not, they have been made as narrow as they may
   */
  boolean fit(int columns, boolean[] canBeCut) {
    this.canBeCut = canBeCut;
    this.screen = columns;
    int excess = lineCells() - columns;
    while (excess > 0) {
      int widest = -1;
      int next = LEAST_CELLS;
      for (int i = 0; i < widths.length; i++) {
        if (canBeCut[i] && widths[i] > LEAST_CELLS) {
          if (widest < 0 || widths[i] > widths[widest]) {
            next = widest < 0 ? next : Math.max(next, widths[widest]);
            widest = i;
          } else {
            next = Math.max(next, widths[i]);
          }
        }
      }
      if (widest < 0) {
        return false;
      }
      int less = Math.min(excess, Math.max(1, widths[widest] - next));
      widths[widest] -= less;
      excess -= less;
      hasCut = true;
    }
    return true;
  }

  /** Whether any column is narrower than its values. */
  boolean hasCut() {
    return hasCut;
  }

  private int lineCells() {
    int cells = 1 + 3 * widths.length;
    for (int width : widths) {
      cells += width;
    }
    return cells;
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
    String line = lineOf(values);
    return screen == Integer.MAX_VALUE || cells(line) <= screen ? line : lineOf(cut(values));
  }

  private String lineOf(String[] values) {
    StringBuilder line = new StringBuilder("|");
    for (int i = 0; i < widths.length; i++) {
      String padding = " ".repeat(Math.max(0, widths[i] - cells(values[i])));
      line.append(' ');
      line.append(alignRight[i] ? padding + values[i] : values[i] + padding);
      line.append(" |");
    }
    return line.toString();
  }

  private String[] cut(String[] values) {
    String[] shorter = values.clone();
    for (int i = 0; i < shorter.length; i++) {
      if (canBeCut[i] && cells(shorter[i]) > widths[i]) {
        shorter[i] = begin(shorter[i], widths[i] - 1) + CUT;
        hasCut = true;
      }
    }
    return shorter;
  }

  /** As much of the beginning of a text as so many terminal cells can show. */
  static String begin(String text, int most) {
    int cells = 0;
    int end = 0;
    while (end < text.length()) {
      int codePoint = text.codePointAt(end);
      cells += Math.max(0, WCWidth.wcwidth(codePoint));
      if (cells > most) {
        break;
      }
      end += Character.charCount(codePoint);
    }
    return text.substring(0, end);
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
