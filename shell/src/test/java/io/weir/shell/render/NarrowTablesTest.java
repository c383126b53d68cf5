package io.weir.shell.render;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class NarrowTablesTest {
  private final StringBuilder out = new StringBuilder();

  private FittedTable fitted(int columns, List<String[]> rows) {
    FittedTable style = new FittedTable(() -> columns, new boolean[] {false, true});
    style.begin(List.of("n", "text"), new boolean[] {true, false}, rows, out);
    for (int i = 0; i < rows.size(); i++) {
      style.row(rows.get(i), i, out);
    }
    style.end(rows.size(), out);
    return style;
  }

  @Test
  void whatFitsIsNotCut() {
    FittedTable style = fitted(20, List.<String[]>of(new String[] {"1", "twelve cells"}));
    assertFalse(style.hasCut());
    assertTrue(out.toString().contains("| 1 | twelve cells |\n"), out.toString());
  }

  @Test
  void textsAreCutWhereTheScreenEnds() {
    List<String[]> rows =
        List.of(
            new String[] {"12", "日本語日本語日本語"},
            new String[] {"3", "e\u0301e\u0301e\u0301 is short"},
            new String[] {"4", "🙂🙂🙂🙂🙂🙂🙂🙂"});
    FittedTable style = fitted(19, rows);
    assertTrue(style.hasCut());
    assertEquals(
        """
        +----+------------+
        |  n | text       |
        +----+------------+
        | 12 | 日本語日…  |
        |  3 | e\u0301e\u0301e\u0301 is sh… |
        |  4 | 🙂🙂🙂🙂…  |
        +----+------------+
        """,
        out.toString());
  }

  @Test
  void aLongerTextThatComesLaterIsCutOnlyWhereThereIsNoRoom() {
    FittedTable style = fitted(24, List.<String[]>of(new String[] {"1", "first"}));
    style.row(new String[] {"2", "second is longer"}, 1, out);
    style.row(new String[] {"3", "third is longer than that"}, 2, out);
    assertTrue(
        out.toString().endsWith("| 2 | second is longer |\n| 3 | thir… |\n"), out.toString());
  }

  @Test
  void aScreenThatIsTooNarrowShowsAValueALine() {
    fitted(10, List.<String[]>of(new String[] {"1", "some text"}));
    assertEquals("   n = 1\ntext = some text\n", out.toString());
  }

  @Test
  void cellsOfLittleTablesTakeSeveralLines() throws IOException {
    List<String> columns = List.of("property", "value");
    List<List<String>> rows =
        List.of(List.of("task", "idle for 3 s; lately idle 100 %"), List.of("x", "  indented"));
    assertEquals(
        """
        +----------+-----------------+
        | property | value           |
        +----------+-----------------+
        | task     | idle for 3 s;   |
        |          | lately idle 100 |
        |          | %               |
        | x        |   indented      |
        +----------+-----------------+
        """,
        text(30, columns, rows));
    assertTrue(text(12, columns, rows).startsWith("property = task\n   value = idle"));
  }

  @Test
  void whereThereIsNoRoomEmptyColumnsAreLeftOut() throws IOException {
    List<String> columns = List.of("job", "watermark", "state");
    List<List<String>> rows = List.of(List.of("copy", "", "running"));
    assertTrue(text(40, columns, rows).contains("| job  | watermark | state   |"));
    assertTrue(text(20, columns, rows).contains("| job  | state   |"));
  }

  @Test
  void linesAreBrokenBetweenWords() {
    assertEquals("warning: one\n  two three", ScreenText.fit("warning: one two three", 12));
    assertEquals("  a\n    bcd\ne", ScreenText.fit("  a bcd\ne", 5));
  }

  @Test
  void caretsStayUnderWhatTheyPointAt() {
    String error =
        "1:24: no\n    SELECT 'and so on', prise FROM quakes\n" + " ".repeat(24) + "^^^^^";
    assertEquals(error, ScreenText.fit(error, 80));
    assertEquals(
        "1:24: no\n    SELECT 'and so on', prise F…\n" + " ".repeat(24) + "^^^^^",
        ScreenText.fit(error, 32));
    String[] lines = ScreenText.fit(error, 20).split("\n");
    int at = lines[2].indexOf('^');
    assertEquals("prise", lines[1].substring(at, at + 5));
    assertTrue(lines[1].length() <= 20 && lines[1].startsWith("    …"), lines[1]);
    String wide = "1:9: no\n    '日本語日本語日本語', prise\n" + " ".repeat(26) + "^^^^^";
    assertEquals(
        "1:9: no\n    …日本語', prise\n" + " ".repeat(14) + "^^^^^", ScreenText.fit(wide, 24));
  }

  private static String text(int screen, List<String> columns, List<List<String>> rows)
      throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    TextRows.write(ResultFormat.TABLE, screen, columns, rows, bytes);
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
