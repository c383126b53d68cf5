package io.weir.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** What is wrong on the command line stands alone, and not above a screen of options. */
class WrongUsageTest {
  private static void assertWrong(String expected, String... arguments) {
    CommandRun run = CommandRun.of(arguments);

    assertEquals(expected, run.errors());
    assertEquals("", run.output());
    assertEquals(2, run.exitCode());
  }

  @Test
  void somethingIsMissing() {
    assertWrong(
        """
        error: Missing required parameter: 'FILE.sql'
        hint: weir run --help says what there is
        """,
        "run");
  }

  @Test
  void aValueIsNone() {
    assertWrong(
        """
        error: Invalid value for option '--format': "xml" is not a format; one of table, csv, json, markdown, line, changelog
        hint: weir run --help says what there is
        """,
        "run",
        "a.sql",
        "--format",
        "xml");
  }

  @Test
  void anOptionIsNotKnown() {
    assertWrong(
        """
        error: Unknown option: '--formt'
        Possible solutions: --format
        """,
        "run",
        "a.sql",
        "--formt",
        "csv");
  }
}
