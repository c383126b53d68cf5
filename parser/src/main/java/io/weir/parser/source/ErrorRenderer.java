package io.weir.parser.source;

/**
 * Shows an error under the line it is about:
 *
 * <pre>
 * 3:17: column "prise" does not exist in table "bids"
 *     SELECT prise FROM bids
 *            ^^^^^
 * hint: did you mean "price"?
 * </pre>
 *
 * The line loses its indentation, tabs become spaces, carets count characters as terminals show
 * them (wide East Asian characters and emoji take two cells, combining marks none), and of a long
 * line only the part around the span is shown. A span over several lines is underlined to the end
 * of its first line, with the position of its end beside it.
 */
public final class ErrorRenderer {
  private static final String INDENT = "    ";
  private static final int MAX_CELLS = 100;
  private static final int CELLS_BEFORE_SPAN = 40;
  private static final int TAB_CELLS = 4;

  private ErrorRenderer() {}

  /**
   * The error as lines of text without a trailing newline.
   *
   * @param source the text that the span points into
   * @param hint what to do, or an empty string
   */
  public static String render(String source, Span span, String message, String hint) {
    StringBuilder out = new StringBuilder();
    out.append(span).append(": ").append(message);
    appendExcerpt(out, SecretText.hidden(source), span);
    if (!hint.isEmpty()) {
      out.append("\nhint: ").append(hint);
    }
    return out.toString();
  }

  private static void appendExcerpt(StringBuilder out, String source, Span span) {
    int start = Math.min(span.start(), source.length());
    int lineStart = lineStart(source, start);
    int lineEnd = lineEnd(source, start);
    if (source.substring(lineStart, lineEnd).isBlank()) {
      return;
    }
    int end = Math.min(Math.max(span.end(), start), source.length());
    int shownEnd = Math.min(end, lineEnd);
    Line line = new Line(source, firstVisible(source, lineStart, start), lineEnd);
    int from = line.cellOf(start);
    int to = Math.max(from + 1, line.cellOf(shownEnd));
    Window window = Window.around(from, to, line.cells());
    out.append('\n').append(INDENT).append(line.show(window));
    out.append('\n').append(INDENT);
    out.append(" ".repeat(window.prefix().length() + from - window.from()));
    out.append("^".repeat(Math.min(to, Math.max(window.to(), from + 1)) - from));
    if (end > lineEnd) {
      out.append(" … to ").append(SourceText.of(source).originalSpan(end, end));
    }
  }

  private static int lineStart(String source, int offset) {
    int start = offset;
    while (start > 0 && !isLineEnd(source.charAt(start - 1))) {
      start--;
    }
    return start;
  }

  private static int lineEnd(String source, int offset) {
    int end = offset;
    while (end < source.length() && !isLineEnd(source.charAt(end))) {
      end++;
    }
    return end;
  }

  private static int firstVisible(String source, int lineStart, int limit) {
    int first = lineStart;
    while (first < limit && Character.isWhitespace(source.charAt(first))) {
      first++;
    }
    return first;
  }

  private static boolean isLineEnd(char c) {
    return c == '\n' || c == '\r';
  }

  /** The cells of a line that are shown, and what stands for the rest. */
  private record Window(int from, int to, String prefix, String suffix) {
    static Window around(int spanFrom, int spanTo, int cells) {
      if (cells <= MAX_CELLS) {
        return new Window(0, cells, "", "");
      }
      int wanted = spanTo <= MAX_CELLS ? 0 : spanFrom - CELLS_BEFORE_SPAN;
      int from = Math.max(0, Math.min(wanted, cells - MAX_CELLS));
      int to = from + MAX_CELLS;
      return new Window(from, to, from > 0 ? "…" : "", to < cells ? "…" : "");
    }
  }

  /** A line laid out in terminal cells. */
  private static final class Line {
    private final String source;
    private final int start;
    private final int end;

    Line(String source, int start, int end) {
      this.source = source;
      this.start = start;
      this.end = end;
    }

    int cells() {
      return cellOf(end);
    }

    int cellOf(int offset) {
      int cell = 0;
      for (int i = start; i < offset && i < end; ) {
        int codePoint = source.codePointAt(i);
        cell += cellsOf(codePoint, cell);
        i += Character.charCount(codePoint);
      }
      return cell;
    }

    String show(Window window) {
      StringBuilder shown = new StringBuilder(window.prefix());
      int cell = 0;
      for (int i = start; i < end; ) {
        int codePoint = source.codePointAt(i);
        int width = cellsOf(codePoint, cell);
        boolean fits = cell >= window.from() && cell + width <= window.to();
        boolean cut = cell < window.to() && cell + width > window.from();
        if (fits && codePoint != '\t') {
          shown.appendCodePoint(Character.isISOControl(codePoint) ? '\uFFFD' : codePoint);
        } else if (cut) {
          int visible = Math.min(cell + width, window.to()) - Math.max(cell, window.from());
          shown.append(" ".repeat(visible));
        }
        cell += width;
        i += Character.charCount(codePoint);
      }
      return shown.append(window.suffix()).toString().stripTrailing();
    }

    private static int cellsOf(int codePoint, int cell) {
      if (codePoint == '\t') {
        return TAB_CELLS - cell % TAB_CELLS;
      }
      return CharacterWidth.cells(codePoint);
    }
  }
}
