package io.weir.shell.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weir.shell.render.Console;
import io.weir.shell.render.ResultFormat;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every table of files goes elsewhere, and each that can be read is compared. */
class CertifiedTablesTest {
  @TempDir Path directory;

  @Test
  void tablesOfFilesAreComparedByLineOrByQuery() throws Exception {
    CertifiedTables tables =
        tables(
            """
            CREATE TABLE numbers (n INT) WITH ('connector' = 'datagen', 'number-of-rows' = '9');
            CREATE DATABASE side;
            CREATE TABLE lines (n INT) WITH ('connector' = 'filesystem', 'path' = 'l', 'format' = 'csv');
            CREATE TABLE side.columns (n INT)
            WITH ('connector' = 'filesystem', 'path' = 'p', 'format' = 'parquet');
            CREATE TABLE small
            WITH ('connector' = 'filesystem', 'path' = 's', 'format' = 'json', 'sink.compression' = 'gzip')
            AS SELECT n FROM numbers;
            CREATE TABLE watched (n INT)
            WITH ('connector' = 'filesystem', 'path' = 'w', 'format' = 'parquet',
                  'source.monitor-interval' = '1 s');
            CREATE TABLE shown (n INT) WITH ('connector' = 'print');
            INSERT INTO lines SELECT n FROM numbers;
            INSERT INTO side.columns SELECT n FROM numbers;
            INSERT INTO watched SELECT n FROM numbers;
            INSERT INTO shown SELECT n FROM numbers;
            """);
    assertTrue(tables.isBounded());
    assertEquals(Set.of("lines", "columns", "small", "watched"), tables.files());
    assertEquals(Set.of("lines", "columns", "small"), Set.copyOf(tables.compared()));
    assertEquals(Set.of("columns", "small"), tables.queries().keySet());
    assertEquals(Set.of("watched", "shown"), tables.others().keySet());
    assertTrue(
        tables.queries().get("columns").endsWith(" FROM side.columns;\n"),
        tables.queries()::toString);
    assertTrue(tables.queries().get("small").contains("'sink.compression' = 'gzip'"));
  }

  private CertifiedTables tables(String text) throws Exception {
    PrintStream nowhere =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    Console console = new Console(new ByteArrayOutputStream(), nowhere, false);
    Runs runs = new Runs(directory, ResultFormat.TABLE, Map.of(), Map.of(), console);
    return CertifiedTables.of(Script.ofCommandLine(text), runs.session());
  }
}
