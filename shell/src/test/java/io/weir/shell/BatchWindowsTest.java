package io.weir.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Windows in batch mode over rows that change: those that are left in the end, none of them late.
 */
class BatchWindowsTest {
  private static final String CHANGE =
      """
      {"before":null,"after":{"id":%d,"tm":"2023-05-06 10:%s:00","foo":%d},"op":"c"}
      """;

  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(strings = {"1", "2"})
  void noneIsLost(String parallelism) throws IOException {
    Files.writeString(
        directory.resolve("changes.json"),
        CHANGE.formatted(1, "00", 1)
            + CHANGE.formatted(2, "08", 2)
            + CHANGE.formatted(3, "16", 3)
            + CHANGE.formatted(4, "24", 4));
    Path script = directory.resolve("windows.sql");
    Files.writeString(
        script,
        """
        SET 'execution.runtime-mode' = 'batch';
        CREATE TABLE t (id INT NOT NULL, tm TIMESTAMP(3), foo INT,
          WATERMARK FOR tm AS tm - INTERVAL '5' HOUR, PRIMARY KEY (id) NOT ENFORCED
        ) WITH ('connector' = 'filesystem', 'path' = '%s', 'format' = 'debezium-json');
        SELECT window_start, COUNT(*) c, SUM(foo) s
        FROM TABLE(TUMBLE(TABLE t, DESCRIPTOR(tm), INTERVAL '10' MINUTE))
        GROUP BY window_start, window_end
        ORDER BY window_start;
        """
            .formatted(directory.resolve("changes.json")));
    CommandRun run =
        CommandRun.of(
            "run",
            script.toString(),
            "--data",
            directory.resolve("data").toString(),
            "--format",
            "csv",
            "--set",
            "parallelism.default=" + parallelism);
    assertEquals(0, run.exitCode(), run.errors());
    assertEquals(
        """
        window_start,c,s
        2023-05-06 10:00:00.000,2,3
        2023-05-06 10:10:00.000,1,3
        2023-05-06 10:20:00.000,1,4
        """,
        run.output());
  }
}
