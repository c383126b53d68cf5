package io.weir.shell.render;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Writes the little tables of SHOW, DESCRIBE and EXPLAIN in the format of results. */
public final class TextRows {
  private TextRows() {}

  /**
   * Writes a table of texts. A single cell of several lines, such as a plan, is written as it is.
   *
   * @param rows a cell is null where there is nothing
   */
  public static void write(
      ResultFormat format, List<String> columns, List<List<String>> rows, OutputStream out)
      throws IOException {
    write(format, Integer.MAX_VALUE, columns, rows, out);
  }

  /**
   * As the other, for a screen. Where it is too narrow for the table, cells take several lines, and
   * where it is so even then, each has a line of its own.
   *
   * @param screen how many cells a line of it has
   */
  public static void write(
      ResultFormat format,
      int screen,
      List<String> columns,
      List<List<String>> rows,
      OutputStream out)
      throws IOException {
    switch (format) {
      case CSV -> writeCsv(columns, rows, out);
      case JSON -> writeJson(columns, rows, out);
      case TABLE, CHANGELOG, MARKDOWN, LINE -> {
        if (columns.size() == 1 && rows.size() == 1 && isText(rows.get(0).get(0))) {
          String text = rows.get(0).get(0).stripTrailing();
          // A statement stays as it is, so that it can be copied.
          String shown = text.startsWith("CREATE ") ? text : ScreenText.fit(text, screen);
          out.write((shown + "\n").getBytes(StandardCharsets.UTF_8));
        } else {
          writeCells(format, screen, columns, rows, out);
        }
      }
    }
    out.flush();
  }

  private static boolean isText(String cell) {
    return cell != null && cell.indexOf('\n') >= 0;
  }

  private static void writeCells(
      ResultFormat format,
      int screen,
      List<String> columns,
      List<List<String>> rows,
      OutputStream out)
      throws IOException {
    List<String[]> lines = new ArrayList<>();
    for (List<String> row : rows) {
      lines.add(row.stream().map(cell -> cell == null ? "NULL" : cell).toArray(String[]::new));
    }
    boolean isTable = format == ResultFormat.TABLE || format == ResultFormat.CHANGELOG;
    String text =
        isTable && screen < Integer.MAX_VALUE
            ? onScreen(screen, columns, lines)
            : styled(format.cellStyle().orElseThrow(), columns, lines);
    out.write(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String styled(CellStyle style, List<String> columns, List<String[]> lines) {
    StringBuilder text = new StringBuilder();
    style.begin(columns, new boolean[columns.size()], lines, text);
    for (int i = 0; i < lines.size(); i++) {
      style.row(lines.get(i), i, text);
    }
    style.end(lines.size(), text);
    return text.toString();
  }

  /** Where there is no room, columns in which nothing stands are left out. */
  private static String onScreen(int screen, List<String> columns, List<String[]> lines) {
    Optional<String> all = WrappedTable.text(columns, lines, screen);
    if (all.isPresent()) {
      return all.get();
    }
    int[] used =
        IntStream.range(0, columns.size())
            .filter(column -> lines.stream().anyMatch(line -> !line[column].isEmpty()))
            .toArray();
    List<String> names = Arrays.stream(used).mapToObj(columns::get).toList();
    List<String[]> shorter = new ArrayList<>();
    for (String[] line : lines) {
      shorter.add(Arrays.stream(used).mapToObj(column -> line[column]).toArray(String[]::new));
    }
    return WrappedTable.text(names, shorter, screen)
        .orElseGet(() -> styled(CellStyle.lines(), names, shorter));
  }

  private static void writeCsv(List<String> columns, List<List<String>> rows, OutputStream out)
      throws IOException {
    StringBuilder text = new StringBuilder();
    appendCsv(text, columns);
    rows.forEach(row -> appendCsv(text, row));
    out.write(text.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static void appendCsv(StringBuilder text, List<String> cells) {
    for (int i = 0; i < cells.size(); i++) {
      String cell = cells.get(i);
      text.append(i > 0 ? "," : "");
      if (cell != null) {
        boolean isQuoted = cell.matches("(?s).*[\",\r\n].*");
        text.append(isQuoted ? '"' + cell.replace("\"", "\"\"") + '"' : cell);
      }
    }
    text.append('\n');
  }

  private static void writeJson(List<String> columns, List<List<String>> rows, OutputStream out)
      throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ObjectMapper json = new ObjectMapper();
    for (List<String> row : rows) {
      try (JsonGenerator line =
          json.createGenerator(bytes).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)) {
        line.writeStartObject();
        for (int i = 0; i < columns.size(); i++) {
          line.writeStringField(columns.get(i), row.get(i));
        }
        line.writeEndObject();
      }
      bytes.write('\n');
    }
    out.write(bytes.toByteArray());
  }
}
