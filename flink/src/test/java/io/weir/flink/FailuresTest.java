package io.weir.flink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * What can go wrong with a cluster: each has its message and exit code, and leaves no session: the
 * gateway has room for one, and it is free after each test.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FailuresTest {
  private static final String ENDLESS =
      """
      CREATE TABLE numbers (n BIGINT) WITH ('connector' = 'datagen', 'rows-per-second' = '100');
      CREATE TABLE gone (n BIGINT) WITH ('connector' = 'blackhole');
      SET 'pipeline.name' = 'endless';
      INSERT INTO gone SELECT n FROM numbers;
      """;

  @TempDir private static Path directory;
  private static FlinkCluster cluster;

  @BeforeAll
  static void start() throws Exception {
    cluster = FlinkCluster.start(directory.resolve("cluster"), 0);
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  @Test
  @Order(1)
  void aClusterWithoutSlotsFailsTheJob() throws Exception {
    WeirRun run = submit("SET 'restart-strategy.type' = 'none';\n" + ENDLESS, "--wait");
    assertEquals(1, run.exitCode(), run.text());
    assertTrue(run.text().contains("error: INSERT INTO gone: the job has failed: "), run.text());
    assertTrue(run.text().contains("hint: the cluster has not enough free slots"), run.text());
  }

  @Test
  @Order(2)
  void aMissingJarIsNamedWhereTheTableIsUsed() throws Exception {
    cluster.addTaskManager();
    WeirRun run =
        submit(
            """
            CREATE TABLE bids (event_type INT) WITH ('connector' = 'nexmark', 'events.num' = '10');
            CREATE TABLE gone (n INT) WITH ('connector' = 'blackhole');
            INSERT INTO gone SELECT event_type FROM bids;
            """);
    assertEquals(1, run.exitCode(), run.text());
    assertTrue(run.text().contains("script.sql:3:"), run.text());
    assertTrue(run.text().contains("identifier 'nexmark'"), run.text());
    assertTrue(run.text().contains("hint: put the connector's"), run.text());
  }

  @Test
  @Order(3)
  void aMistakeThatOnlyFlinkSeesIsShownInTheFile() throws Exception {
    WeirRun run =
        submit(
            """
            -- Flink wants the type of each NULL.
            CREATE TABLE rows_in (s STRING) WITH ('connector' = 'datagen', 'number-of-rows' = '3');
            CREATE TABLE gone (s STRING) WITH ('connector' = 'blackhole');
            BEGIN STATEMENT SET;
            INSERT INTO gone SELECT s FROM rows_in;
            INSERT INTO gone
            SELECT CONCAT_WS('${DIVIDER}', s, NULL) FROM rows_in;
            END;
            """,
            "--var",
            "DIVIDER=something longer than its name");
    assertEquals(1, run.exitCode(), run.text());
    String error =
        """
        script.sql:7:35: Flink: Illegal use of 'NULL'
            SELECT CONCAT_WS('${DIVIDER}', s, NULL) FROM rows_in;
                                              ^^^^
        """;
    assertTrue(run.text().contains(error), run.text());
  }

  @Test
  @Order(4)
  void aJobThatFailsSaysWhyEachTime() throws Exception {
    Files.writeString(
        Files.createDirectories(directory.resolve("texts")).resolve("a.csv"), "1\nmany\n");
    String script =
        """
        SET 'restart-strategy.exponential-delay.attempts-before-reset-backoff' = '1';
        SET 'restart-strategy.exponential-delay.initial-backoff' = '100 ms';
        CREATE TABLE texts (t STRING) WITH ('connector' = 'filesystem', 'path' = '%s', 'format' = 'csv');
        CREATE TABLE gone (n INT) WITH ('connector' = 'blackhole');
        INSERT INTO gone SELECT CAST(t AS INT) FROM texts;
        """
            .formatted(directory.resolve("texts"));
    WeirRun run = submit(script, "--wait");
    assertEquals(1, run.exitCode(), run.text());
    assertTrue(
        run.text().contains("warning: INSERT INTO gone: starts again after a failure: "),
        run.text());
    assertTrue(run.text().contains("error: INSERT INTO gone: the job has failed: "), run.text());
    assertTrue(run.text().contains("many"), run.text());
  }

  @Test
  @Order(5)
  void leavingAJobSaysHowToStopIt() throws Exception {
    String job;
    try (WeirRun run = start(ENDLESS, "--wait")) {
      run.await(" checkpoint");
      run.interrupt();
      assertEquals(130, run.exitCode(), run.text());
      job = run.job();
      String stop = "weir submit --stop " + job + " --to " + cluster.gatewayAddress();
      assertTrue(run.text().contains("INSERT INTO gone: left running; " + stop), run.text());
    }
    cluster.awaitState(job, "RUNNING");
    WeirRun stopped = weir("--stop", "endless");
    assertEquals(0, stopped.exitCode(), stopped.text());
    assertTrue(stopped.output().startsWith("savepoint file:"), stopped.text());
    cluster.awaitState(job, "FINISHED");
    WeirRun again = weir("--stop", "endless");
    assertEquals(1, again.exitCode(), again.text());
    assertTrue(again.text().contains("the cluster runs no job \"endless\""), again.text());
  }

  @Test
  @Order(6)
  void aJobIsCancelled() throws Exception {
    WeirRun run = submit(ENDLESS);
    assertEquals(0, run.exitCode(), run.text());
    cluster.awaitState(run.job(), "RUNNING");
    WeirRun cancelled = weir("--cancel", run.job());
    assertEquals(0, cancelled.exitCode(), cancelled.text());
    assertTrue(cancelled.text().contains(run.job() + ": cancelled"), cancelled.text());
    cluster.awaitState(run.job(), "CANCELED");
  }

  @Test
  @Order(7)
  void theClusterIsNotItsGateway() throws Exception {
    WeirRun run =
        WeirRun.of(directory, "submit", "--cancel", "j", "--to", cluster.clusterAddress());
    assertEquals(3, run.exitCode(), run.text());
    assertTrue(run.text().contains("is a Flink cluster itself, not its SQL Gateway"), run.text());
  }

  @Test
  @Order(8)
  void aGatewayThatGoesAwayLeavesTheJob() throws Exception {
    try (WeirRun run = start(ENDLESS, "--wait")) {
      run.await("INSERT INTO gone: RUNNING");
      cluster.kill("gateway");
      assertEquals(3, run.exitCode(), run.text());
      assertTrue(run.text().contains("error: nobody answers at"), run.text());
      assertTrue(run.text().contains("INSERT INTO gone: left running"), run.text());
      cluster.awaitState(run.job(), "RUNNING");
    }
    WeirRun run = submit(ENDLESS);
    assertEquals(3, run.exitCode(), run.text());
    assertTrue(run.text().contains("connection refused"), run.text());
  }

  @Test
  @Order(9)
  void aGatewayWithoutItsClusterSaysSo() throws Exception {
    cluster.kill("job-manager");
    cluster.startGateway();
    WeirRun run = submit(ENDLESS, "--wait");
    assertEquals(1, run.exitCode(), run.text());
    assertTrue(run.text().contains("hint: the gateway does not reach its cluster"), run.text());
  }

  @AfterEach
  void noSessionIsLeft() throws Exception {
    assertTrue(!cluster.hasGateway() || cluster.hasRoomForASession());
  }

  private static WeirRun submit(String script, String... more) throws Exception {
    WeirRun run = start(script, more);
    run.exitCode();
    return run;
  }

  private static WeirRun start(String script, String... more) throws IOException {
    Path file = Files.writeString(directory.resolve("script.sql"), script);
    String[] arguments = new String[more.length + 4];
    arguments[0] = "submit";
    arguments[1] = file.toString();
    arguments[2] = "--to";
    arguments[3] = cluster.gatewayAddress();
    System.arraycopy(more, 0, arguments, 4, more.length);
    return WeirRun.start(directory, arguments);
  }

  private static WeirRun weir(String option, String job) throws Exception {
    return WeirRun.of(directory, "submit", option, job, "--to", cluster.gatewayAddress());
  }
}
