package io.weir.query;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.weir.shell.CommandRun;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example job over three million flights commits what DuckDB says. */
class FlightsTest {
  private static final Path EXAMPLES = Path.of("../examples").toAbsolutePath().normalize();

  @TempDir Path directory;

  @Test
  void hourlyDelaysEqualTheOracle() throws Exception {
    Path flights = EXAMPLES.resolve("data/flights-3m.parquet");
    Path rows = directory.resolve("hourly-delays");
    Path script = directory.resolve("hourly-delays.sql");
    Files.writeString(
        script,
        Files.readString(EXAMPLES.resolve("flights/hourly-delays.sql"))
            .replace("examples/data/flights-3m.parquet", flights.toString())
            .replace("out/hourly-delays", rows.toString()));
    CommandRun run =
        CommandRun.of("run", script.toString(), "--data", directory.resolve("data").toString());
    assertEquals(0, run.exitCode(), run.errors());

    try (DuckDb duckDb = new DuckDb()) {
      duckDb.execute(
          """
          CREATE TABLE committed AS SELECT * FROM read_json('%s/*', format = 'newline_delimited',
            columns = {'origin': 'VARCHAR', 'window_start': 'TIMESTAMP', 'flights': 'BIGINT',
              'late_flights': 'BIGINT'})
          """
              .formatted(rows));
      duckDb.execute(
          """
          CREATE TABLE expected AS SELECT origin, date_trunc('hour', "date") AS window_start,
            count(*) AS flights, count(*) FILTER (WHERE delay > 15) AS late_flights
          FROM read_parquet('%s') GROUP BY ALL
          """
              .formatted(flights));
      String differences =
          """
          (FROM committed EXCEPT ALL FROM expected) UNION ALL (FROM expected EXCEPT ALL FROM committed)
          LIMIT 10
          """;
      assertEquals(List.of(), duckDb.lines(differences));
      assertEquals(List.of("424259"), duckDb.lines("SELECT count(*) FROM committed"));
      String busy =
          "FROM committed WHERE origin = 'DFW' AND window_start = TIMESTAMP '2001-04-16 19:00:00'";
      assertEquals(List.of("DFW | 2001-04-16 19:00:00 | 100 | 28"), duckDb.lines(busy));
    }
  }
}
