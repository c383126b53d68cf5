package io.weir.shell.render;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A table of texts whose cells take several lines where the screen is too narrow for one. */
final class WrappedTable {
  /** Longer words may be broken. */
  private static final int LONG_WORD = 30;

  private final List<String[]> lines;
  private final int[] widths;

  private WrappedTable(List<String[]> lines) {
    this.lines = lines;
    this.widths = new int[lines.get(0).length];
    for (String[] line : lines) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], TableLayout.cells(line[i]));
      }
    }
  }

  /**
   * The table as text; empty if the screen is too narrow for it.
   *
   * @param rows a cell is never null
   */
  static Optional<String> text(List<String> names, List<String[]> rows, int columns) {
    List<String[]> lines = new ArrayList<>();
    lines.add(names.toArray(String[]::new));
    lines.addAll(rows);
    WrappedTable table = new WrappedTable(lines);
    return table.fit(columns) ? Optional.of(table.text()) : Optional.empty();
  }

  private boolean fit(int columns) {
    int excess = 1 + 3 * widths.length - columns;
    int[] least = new int[widths.length];
    for (int i = 0; i < widths.length; i++) {
      excess += widths[i];
      for (String[] line : lines) {
        least[i] = Math.max(least[i], longestWord(line[i]));
      }
    }
    while (excess > 0) {
      int widest = -1;
      for (int i = 0; i < widths.length; i++) {
        if (widths[i] > least[i] && (widest < 0 || widths[i] > widths[widest])) {
          widest = i;
        }
      }
      if (widest < 0) {
        return false;
      }
      widths[widest]--;
      excess--;
    }
    return true;
  }

  private static int longestWord(String text) {
    int longest = 0;
    for (String word : text.split(" ")) {
      longest = Math.max(longest, TableLayout.cells(word));
    }
    return Math.min(longest, LONG_WORD);
  }

  private String text() {
    StringBuilder rule = new StringBuilder("+");
    for (int width : widths) {
      rule.append("-".repeat(width + 2)).append('+');
    }
    rule.append('\n');
    StringBuilder out = new StringBuilder(rule);
    for (int i = 0; i < lines.size(); i++) {
      append(lines.get(i), out);
      if (i == 0) {
        out.append(rule);
      }
    }
    return lines.size() > 1 ? out.append(rule).toString() : out.toString();
  }

  private void append(String[] cells, StringBuilder out) {
    List<List<String>> wrapped = new ArrayList<>();
    int height = 1;
    for (int i = 0; i < cells.length; i++) {
      wrapped.add(wrap(cells[i], widths[i]));
      height = Math.max(height, wrapped.get(i).size());
    }
    for (int line = 0; line < height; line++) {
      out.append('|');
      for (int i = 0; i < cells.length; i++) {
        String text = line < wrapped.get(i).size() ? wrapped.get(i).get(line) : "";
        out.append(' ').append(text);
        out.append(" ".repeat(widths[i] - TableLayout.cells(text))).append(" |");
      }
      out.append('\n');
    }
  }

  private static List<String> wrap(String text, int width) {
    if (TableLayout.cells(text) <= width) {
      return List.of(text);
    }
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : text.split(" ", -1)) {
      String rest = word;
      if (!line.isEmpty() && TableLayout.cells(line + " " + rest) > width) {
        lines.add(line.toString());
        line.setLength(0);
      } else if (!line.isEmpty()) {
        line.append(' ');
      }
      while (TableLayout.cells(rest) > width) {
        String begin = TableLayout.begin(rest, width);
        lines.add(begin);
        rest = rest.substring(begin.length());
      }
      line.append(rest);
    }
    lines.add(line.toString());
    return lines;
  }
}
