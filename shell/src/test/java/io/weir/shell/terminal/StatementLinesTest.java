package io.weir.shell.terminal;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.jline.reader.EOFError;
import org.jline.reader.Parser.ParseContext;
import org.junit.jupiter.api.Test;

class StatementLinesTest {
  private final StatementLines lines = new StatementLines();

  private String missing(String text) {
    EOFError prompted =
        assertThrows(
            EOFError.class, () -> lines.parse(text, text.length(), ParseContext.SECONDARY_PROMPT));
    EOFError accepted =
        assertThrows(
            EOFError.class, () -> lines.parse(text, text.length(), ParseContext.ACCEPT_LINE));
    assertEquals(prompted.getMissing(), accepted.getMissing());
    return accepted.getMissing();
  }

  private void isWhole(String text) {
    assertDoesNotThrow(() -> lines.parse(text, text.length(), ParseContext.ACCEPT_LINE));
  }

  @Test
  void aStatementEndsWithASemicolon() {
    assertEquals("", missing("SELECT 1"));
    assertEquals("", missing("SELECT ';' -- ;"));
    isWhole("SELECT 1;");
    isWhole("help");
    isWhole(".mode csv");
    isWhole("");
  }

  @Test
  void thePromptSaysWhatIsStillOpen() {
    assertEquals("'", missing("SELECT 'abc FROM t;"));
    assertEquals("`", missing("SELECT `abc FROM t;"));
    assertEquals("/*", missing("SELECT 1 /* abc;"));
  }
}
