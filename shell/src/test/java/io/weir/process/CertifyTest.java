package io.weir.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weir.shell.run.Rehearsal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Certification notices what it is there for; in the long profile, since it takes many kills. */
@EnabledIfSystemProperty(named = "weir.certify.test", matches = "true")
class CertifyTest {
  private static final Path STRIKES =
      Path.of("../examples/data/birdstrikes.csv").toAbsolutePath().normalize();

  @TempDir Path directory;

  @Test
  void itNoticesOutputThatIsPublishedBeforeItsCheckpointExists() throws Exception {
    Path script = directory.resolve("strikes.sql");
    Files.writeString(
        script,
        """
        SET 'execution.checkpointing.interval' = '50 ms';
        CREATE TABLE strikes (`Flight Date` DATE, `Origin State` STRING)
        WITH ('connector' = 'filesystem', 'path' = '%s', 'format' = 'csv', 'csv.header' = 'true',
              'scan.rate-limit.rows-per-second' = '20000');
        CREATE TABLE flights (state STRING, flown DATE)
        WITH ('connector' = 'filesystem', 'path' = 'flights', 'format' = 'json',
              'sink.rolling-policy.file-size' = '20KB');
        INSERT INTO flights SELECT `Origin State`, `Flight Date` FROM strikes;
        """
            .formatted(STRIKES));
    List<String> broken = List.of("-D" + Rehearsal.BROKEN + "=" + PublishesFirst.class.getName());
    try (WeirProcess weir =
        WeirProcess.start(directory, broken, "certify", script.toString(), "--kills", "40")) {
      assertEquals(1, weir.exitCode(), weir::readableErrors);
      String report = weir.output();
      assertTrue(report.contains("FAILED"), () -> report + weir.readableErrors());
      boolean isNamed =
          report.contains("table flights differs after kills at")
              || report.contains("is lost: table 'flights' has its rows");
      assertTrue(isNamed, report);
    }
  }
}
