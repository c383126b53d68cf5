package io.weir.shell.render;

import java.util.ArrayList;
import java.util.List;

/**
 * Makes lines of text fit a screen: breaks them between words, and of a line above carets shows the
 * part that those point at.
 */
public final class ScreenText {
  private static final String MARGIN = "    ";
  private static final String CUT = "…";

  private ScreenText() {}

  /** The text with no line longer than a screen has cells, as far as words allow. */
  public static String fit(String text, int columns) {
    List<String> out = new ArrayList<>();
    String[] lines = text.split("\n", -1);
    for (int i = 0; i < lines.length; i++) {
      if (i + 1 < lines.length && isCarets(lines[i + 1])) {
        window(lines[i], lines[++i], columns, out);
      } else {
        wrap(lines[i], columns, out);
      }
    }
    return String.join("\n", out);
  }

  private static boolean isCarets(String line) {
    return line.matches(" +\\^+");
  }

  private static void window(String line, String carets, int columns, List<String> out) {
    int from = carets.indexOf('^');
    int until = carets.length();
    int room = columns - MARGIN.length();
    if (TableLayout.cells(line) <= columns || room < 2) {
      out.add(line);
      out.add(carets);
      return;
    }
    int shown = from - MARGIN.length();
    int skipped =
        until <= columns - 1 ? 0 : Math.min(shown, Math.max(1, until - columns + 1 + room / 4));
    String source = line.substring(Math.min(line.length(), MARGIN.length()));
    String before = TableLayout.begin(source, skipped);
    String rest = source.substring(before.length());
    String left = skipped == 0 ? "" : CUT;
    int cells = room - left.length();
    String part =
        TableLayout.cells(rest) <= cells ? rest : TableLayout.begin(rest, cells - 1) + CUT;
    int at = shown - TableLayout.cells(before) + left.length();
    int length = Math.max(1, Math.min(until - from, room - at));
    out.add(MARGIN + left + part);
    out.add(MARGIN + " ".repeat(at) + "^".repeat(length));
  }

  private static void wrap(String line, int columns, List<String> out) {
    if (TableLayout.cells(line) <= columns) {
      out.add(line);
      return;
    }
    int indented = line.length() - line.stripLeading().length();
    StringBuilder now = new StringBuilder(line.substring(0, indented));
    boolean isEmpty = true;
    for (String word : line.substring(indented).split(" ")) {
      if (!isEmpty && TableLayout.cells(now + " " + word) > columns) {
        out.add(now.toString());
        now = new StringBuilder(" ".repeat(indented + 2));
        isEmpty = true;
      }
      now.append(isEmpty ? "" : " ").append(word);
      isEmpty = false;
    }
    out.add(now.toString());
  }
}
