package io.weir.query;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A file of {@code src/test/resources/queries}: a script, then below {@code ---- duckdb} what
 * DuckDB is asked (or, behind {@code none:}, why nothing), then below {@code ---- rows} the result.
 * Without a question of its own DuckDB is asked the script's last statement.
 *
 * @param script statements, the last of which is a query or an INSERT
 * @param duckDb the second section; empty if there is none
 * @param rows the last section: a line with the columns, then the rows, sorted
 */
record QueryFile(Path path, String script, Optional<String> duckDb, List<String> rows) {
  private static final String DUCKDB = "---- duckdb\n";
  private static final String ROWS = "---- rows\n";
  private static final String NONE = "none:";

  static QueryFile read(Path path) throws IOException {
    String text = Files.readString(path);
    int end = text.indexOf(ROWS);
    List<String> rows = end < 0 ? List.of() : text.substring(end + ROWS.length()).lines().toList();
    String above = end < 0 ? text : text.substring(0, end);
    int line = above.indexOf(DUCKDB);
    return new QueryFile(
        path,
        line < 0 ? above : above.substring(0, line),
        line < 0 ? Optional.empty() : Optional.of(above.substring(line + DUCKDB.length())),
        rows);
  }

  /** The same with other rows, on disk too. */
  void record(List<String> rows) throws IOException {
    String question = duckDb.map(text -> DUCKDB + text).orElse("");
    String above = script.stripTrailing() + "\n" + question;
    Files.writeString(path, above + ROWS + String.join("\n", rows) + "\n");
  }

  /** Whether DuckDB has a say. */
  boolean isJudged() {
    return duckDb.isEmpty() || !duckDb.get().startsWith(NONE);
  }

  String name() {
    return path.getFileName().toString();
  }
}
