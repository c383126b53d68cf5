package io.weir.shell.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weir.parser.ScriptParser;
import io.weir.planner.catalog.Catalog;
import io.weir.runtime.time.SystemClock;
import io.weir.shell.render.Console;
import io.weir.shell.render.ResultFormat;
import io.weir.shell.run.StatementSession.Outcome;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two processes, as far as a catalog is concerned, on one data directory. */
class KeptCatalogTest {
  private static final String OPTIONS = " WITH ('connector' = 'blackhole');";

  @TempDir Path directory;

  private final ByteArrayOutputStream said = new ByteArrayOutputStream();

  /** A workspace with its only session. */
  private final class Shell implements AutoCloseable {
    final StatementSession session;

    Shell() throws IOException {
      Console console =
          new Console(
              new ByteArrayOutputStream(),
              new PrintStream(said, true, StandardCharsets.UTF_8),
              false);
      Runs runs = new Runs(directory, ResultFormat.TABLE, Map.of(), Map.of(), console);
      Workspace workspace = new Workspace(runs, Interrupts.none());
      workspace.open();
      session =
          workspace.onlySession(
              new ConsoleAnswers(
                  console,
                  new Presentation(ResultFormat.TABLE, console.out(), SystemClock.INSTANCE),
                  false,
                  SystemClock.INSTANCE));
      workspace.takeUpJobs();
    }

    void does(String statements) {
      assertEquals(Outcome.DONE, session.execute(statements, ""), () -> said.toString());
    }

    Set<String> tables() {
      return session.names().tables().keySet();
    }

    @Override
    public void close() {
      session.close();
    }
  }

  @Test
  void whatOneDefinesTheOtherKeepsAndKnows() throws IOException {
    try (Shell one = new Shell();
        Shell other = new Shell()) {
      one.does("CREATE TABLE a (x INT)" + OPTIONS + "CREATE VIEW v AS SELECT x FROM a;");
      other.does("CREATE TABLE b (x INT)" + OPTIONS + "SET 'parallelism.default' = '1';");
      one.does("CREATE TABLE c (x INT)" + OPTIONS + "DESCRIBE b;");
      other.does("DESCRIBE v; DROP TABLE c; DROP VIEW v;");
      one.does("SHOW TABLES;");
      assertEquals(Set.of("a", "b"), one.tables());
      one.does("DROP TABLE a; CREATE TABLE a (y STRING)" + OPTIONS);
      other.does("EXPLAIN INSERT INTO a SELECT 'text';");
    }
    try (Shell again = new Shell()) {
      assertEquals(Set.of("a", "b"), again.tables());
    }
  }

  @Test
  void whatIsDefinedAtTheSameTimeIsKept() throws IOException {
    Console console = new Console(said, new PrintStream(said), false);
    Runs runs = new Runs(directory, ResultFormat.TABLE, Map.of(), Map.of(), console);
    Session one = runs.session();
    Session other = runs.session();
    KeptCatalog ofOne = new KeptCatalog(runs.dataDirectory(), one);
    KeptCatalog ofOther = new KeptCatalog(runs.dataDirectory(), other);
    // Both have looked what there is before either of them keeps its own.
    plan(one, "CREATE TABLE a (x INT)" + OPTIONS);
    plan(other, "CREATE TABLE b (x INT)" + OPTIONS);
    assertEquals(List.of(), ofOne.save(() -> one.with(Catalog::toDdl)));
    assertEquals(List.of(), ofOther.save(() -> other.with(Catalog::toDdl)));
    assertEquals(List.of(), ofOne.refresh());
    plan(one, "DESCRIBE b;");
    plan(other, "DESCRIBE a;");
  }

  private static void plan(Session session, String text) {
    session.plan(ScriptParser.parseAll(text).get(0), text);
  }

  @Test
  void whatCannotBeMadeHereIsKept() throws IOException {
    try (Shell one = new Shell()) {
      one.does("CREATE TABLE a (x INT)" + OPTIONS);
      Path file = directory.resolve("catalog").resolve("catalog.sql");
      String strange = "CREATE VIEW d AS SELECT * FROM not_here;\n";
      Files.writeString(file, Files.readString(file) + strange);
      one.does("CREATE TABLE b (x INT)" + OPTIONS);
      assertTrue(said.toString().contains("cannot be made here, and is left out"), said::toString);
      assertTrue(Files.readString(file).contains("not_here"), Files.readString(file));
      assertEquals(Set.of("a", "b"), one.tables());
    }
    said.reset();
    try (Shell again = new Shell()) {
      assertTrue(
          said.toString().contains("table or view \"not_here\" does not exist"), said::toString);
      assertEquals(Set.of("a", "b"), again.tables());
    }
  }
}
