package io.weir.shell.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weir.runtime.error.WeirException;
import io.weir.shell.CommandRun;
import io.weir.shell.data.Lock;
import io.weir.shell.render.Console;
import io.weir.shell.render.ResultFormat;
import io.weir.shell.run.Runs;
import io.weir.shell.run.StatementSession.Outcome;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server and its clients, in one process. */
class ServerTest {
  private static final String ENDLESS =
      "CREATE TABLE numbers (n BIGINT, k INT) WITH ('connector' = 'datagen', 'seed' = '1',"
          + " 'fields.n.kind' = 'sequence', 'fields.n.start' = '1', 'fields.n.end' = '100000000',"
          + " 'fields.k.min' = '0', 'fields.k.max' = '2', 'rows-per-second' = '1000');"
          + " CREATE TABLE gone (n BIGINT) WITH ('connector' = 'blackhole');";

  @TempDir Path directory;

  private final BlockingQueue<String> told = new LinkedBlockingQueue<>();

  @Test
  void executesWhatAClientAsksFor() throws Exception {
    try (Server server = server()) {
      CommandRun rows = weir("-e", "SELECT 1 AS number, 'a' AS letter, ARRAY[1, 2] AS list");
      assertEquals(0, rows.exitCode(), rows.errors());
      assertTrue(rows.errors().startsWith("attached to weir serve, process "), rows.errors());
      assertEquals(
          CommandRun.of(
                  "--data", other(), "-e", "SELECT 1 AS number, 'a' AS letter, ARRAY[1, 2] AS list")
              .output(),
          rows.output());

      String updates = "SELECT k, COUNT(*) AS c FROM (VALUES (1), (2), (1)) AS t (k) GROUP BY k";
      assertEquals(
          CommandRun.of("--data", other(), "--format", "json", "-e", updates).output(),
          weir("--format", "json", "-e", updates).output());

      CommandRun mistake = weir("-e", "SELECT 1; SELECT prise FROM (VALUES (1)) AS t (price)");
      assertEquals(1, mistake.exitCode());
      assertTrue(mistake.output().contains("1"), mistake.output());
      assertTrue(
          mistake.errors().contains("1:18: column \"prise\" does not exist"), mistake.errors());
      assertTrue(mistake.errors().contains("^^^^^"), mistake.errors());

      CommandRun setting = weir("--set", "parallelism.defualt=2", "-e", "SELECT 1");
      assertEquals(3, setting.exitCode());
      assertTrue(setting.errors().contains("'parallelism.defualt' is not known"), setting.errors());
    }
  }

  @Test
  void clientsShareTablesAndHaveTheirOwnSettings() throws Exception {
    try (Server server = server()) {
      HeardAnswers one = new HeardAnswers();
      HeardAnswers other = new HeardAnswers();
      try (AttachedSession first = attach(one);
          AttachedSession second = attach(other)) {
        assertEquals(
            Outcome.DONE,
            first.execute(
                "CREATE DATABASE d; USE d; SET 'table.local-time-zone' = 'Asia/Tokyo'; " + ENDLESS,
                ""));
        assertEquals(Outcome.FAILED, second.execute("DESCRIBE numbers;", ""));
        assertEquals(Outcome.DONE, second.execute("SET; DESCRIBE d.numbers;", ""));
        assertFalse(other.said.toString().contains("Tokyo"), other.said.toString());
        assertEquals(Outcome.DONE, first.execute("SET;", ""));
        assertTrue(one.said.toString().contains("Asia/Tokyo"), one.said.toString());
        assertTrue(first.names().tables().containsKey("numbers"));
        assertFalse(second.names().tables().containsKey("numbers"));
        assertEquals("n", first.names().schema("numbers").orElseThrow().names().get(0));
        assertEquals(
            Outcome.DONE, second.execute("INSERT INTO d.gone SELECT n FROM d.numbers;", ""));
        assertTrue(first.names().jobs().contains("insert-into_gone"));
      }
    }
    told.clear();
    try (Server again = server()) {
      assertEquals("job insert-into_gone: resumed", told());
      assertTrue(weir("-e", "SHOW TABLES IN d").output().contains("numbers"));
    }
  }

  @Test
  void cancelsWhatNobodyWantsAnyMore() throws Exception {
    try (Server server = server()) {
      HeardAnswers answers = new HeardAnswers();
      try (AttachedSession session = attach(answers)) {
        session.execute(ENDLESS, "");
        CompletableFuture<Outcome> outcome =
            CompletableFuture.supplyAsync(
                () -> session.execute("SELECT k, COUNT(*) FROM numbers GROUP BY k; SET;", ""));
        answers.firstRows.await();
        session.cancel();
        assertEquals(Outcome.CANCELLED, outcome.get(120, TimeUnit.SECONDS));
        assertEquals(Outcome.DONE, session.execute("SELECT 1;", ""));
      }
      HeardAnswers leaver = new HeardAnswers();
      AttachedSession session = attach(leaver);
      CompletableFuture<Outcome> outcome =
          CompletableFuture.supplyAsync(() -> session.execute("SELECT n FROM numbers;", ""));
      leaver.firstRows.await();
      session.close();
      assertEquals(Outcome.FAILED, outcome.get(120, TimeUnit.SECONDS));
    }
  }

  @Test
  void stopsAndResumesJobs() throws Exception {
    try (Server server = server()) {
      weir("-e", ENDLESS + "SET 'pipeline.name' = 'copy'; INSERT INTO gone SELECT n FROM numbers;");
      CommandRun jobs = weir("jobs");
      assertTrue(jobs.output().contains("copy"), jobs.output() + jobs.errors());
      assertTrue(weir("-e", "SHOW JOBS LIKE 'c%'").output().contains("copy"));
      assertFalse(weir("-e", "SHOW JOBS NOT LIKE 'c%'").output().contains("copy"));
      CommandRun stop = weir("stop", "copy");
      assertEquals(0, stop.exitCode(), stop.errors());
      assertTrue(stop.output().contains("stopped at checkpoint"), stop.output());
      assertTrue(weir("jobs").output().contains("| stopped "));
      CommandRun again = weir("stop", "copy");
      assertEquals(1, again.exitCode());
      assertTrue(again.errors().contains("job \"copy\" does not run"), again.errors());
    }
    told.clear();
    try (Server again = server()) {
      assertTrue(told.isEmpty(), "a job that was stopped goes on: " + told);
      CommandRun resumed = weir("-e", "RESUME JOB 'copy'; CHECKPOINT JOB 'copy'");
      assertEquals(0, resumed.exitCode(), resumed.errors());
    }
    assertTrue(told().startsWith("job copy: suspended at checkpoint "));
    CommandRun absent = weir("stop", "copy");
    assertEquals(1, absent.exitCode());
    assertTrue(absent.errors().startsWith("error: no server runs on "), absent.errors());
  }

  @Test
  void figuresAreThoseOfTheServer() throws Exception {
    String columns;
    try (Server server = server()) {
      weir(
          "-e",
          ENDLESS
              + "SET 'pipeline.name' = 'counts';"
              + "INSERT INTO gone SELECT COUNT(*) FROM numbers GROUP BY k;");
      Pattern state = Pattern.compile("state: groups: .* in memory \\(at most .*\\); .*B stored");
      String plan = "";
      while (!state.matcher(plan).find() && !Thread.interrupted()) {
        plan = weir("-e", "CHECKPOINT JOB 'counts'; EXPLAIN ANALYZE JOB 'counts'").output();
      }
      assertTrue(state.matcher(plan).find(), plan);
      columns = weir("--format", "csv", "jobs").output().lines().findFirst().orElseThrow();
      CommandRun shown = weir("--format", "csv", "-e", "SHOW JOBS");
      assertEquals(columns, shown.output().lines().findFirst().orElseThrow());
    }
    CommandRun rest = weir("--format", "csv", "jobs");
    assertEquals(columns, rest.output().lines().findFirst().orElseThrow());
    assertTrue(rest.output().contains("counts,suspended,"), rest.output());
  }

  @Test
  void whatHasFinishedIsNotTakenUpAgain() throws Exception {
    try (Server server = server()) {
      CommandRun run =
          weir(
              "-e",
              "CREATE TABLE kept (n INT) WITH ('connector' = 'filesystem', 'path' = '"
                  + directory.resolve("kept")
                  + "', 'format' = 'json'); SET 'pipeline.name' = 'short';"
                  + " SET 'table.dml-sync' = 'true'; INSERT INTO kept VALUES (1), (2);");
      assertEquals(0, run.exitCode(), run.errors());
    }
    // Whoever has waited for the end need not wait for what follows from it.
    assertEquals("job short: finished", told.poll());
    try (Server again = server()) {
      assertTrue(told.isEmpty(), "taken up again: " + told);
      assertEquals(0, weir("-e", "RESUME JOB 'short'").exitCode());
      assertEquals("job short: finished", told());
    }
  }

  @Test
  void aJobThatIsDamagedHoldsNobodyUp() throws Exception {
    Path job = Files.createDirectories(directory.resolve("jobs").resolve("damaged"));
    Files.writeString(job.resolve("job.json"), "{");
    try (Server server = server()) {
      String said = told();
      assertTrue(said.startsWith("job damaged: cannot go on"), said);
      assertEquals(0, weir("-e", "SELECT 1").exitCode());
    }
  }

  @Test
  void aServerThatHasNotYetBegunToListenIsAwaited() throws Exception {
    ServerDirectory serve = new ServerDirectory(runs().dataDirectory());
    try (Lock lock = serve.lock()) {
      CompletableFuture<AttachedSession> client =
          CompletableFuture.supplyAsync(
              () -> {
                try {
                  return attach(new HeardAnswers());
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
      try (ServerSocketChannel channel = serve.listen();
          Wire wire = new Wire(channel.accept())) {
        assertEquals("hello", wire.receive().type());
        wire.send(Wire.message("welcome").put("process", 1));
        client.get().close();
      }
    }
  }

  @Test
  void saysThatTheServerHasGone() throws Exception {
    HeardAnswers answers = new HeardAnswers();
    Server server = server();
    AttachedSession session = attach(answers);
    server.close();
    String notice = answers.notices.poll(120, TimeUnit.SECONDS);
    assertNotNull(notice);
    assertTrue(notice.contains("has ended; its jobs go on when it is started again"), notice);
    answers.said.clear();
    assertEquals(Outcome.FAILED, session.execute("SELECT 1;", ""));
    assertTrue(answers.said.take().contains("no server runs on "));
    assertTrue(session.names().tables().isEmpty());
    try (Server again = server()) {
      assertEquals(Outcome.DONE, session.execute("SELECT 1;", ""));
      session.close();
    }
  }

  @Test
  void isTheOnlyOneAndItsOwners() throws Exception {
    try (Server server = server()) {
      assertThrows(Lock.AlreadyRunning.class, this::server);
      Path serve = directory.resolve("serve");
      UnixDomainSocketAddress address =
          UnixDomainSocketAddress.of(Files.readString(serve.resolve("address")));
      assertEquals(
          "rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(serve)));
      assertEquals(
          "rw-------",
          PosixFilePermissions.toString(Files.getPosixFilePermissions(address.getPath())));
      try (SocketChannel stranger = SocketChannel.open(address);
          Wire wire = new Wire(stranger)) {
        wire.send(Wire.message("hello").put("protocol", 99));
        assertEquals("refused", wire.receive().type());
        assertThrows(IOException.class, wire::receive);
      }
      assertEquals(0, weir("-e", "SELECT 1").exitCode());
    }
    assertTrue(AttachedSession.open(runs(), new HeardAnswers()).isEmpty());
  }

  @Test
  void servesWhereThePathIsLong() throws Exception {
    directory = directory.resolve("d".repeat(120));
    try (Server server = server()) {
      assertEquals(0, weir("-e", "SELECT 1").exitCode());
    }
  }

  private String told() throws InterruptedException {
    return told.poll(120, TimeUnit.SECONDS);
  }

  private Server server() throws IOException, Lock.AlreadyRunning {
    return Server.start(runs(), told::add);
  }

  private AttachedSession attach(HeardAnswers answers) throws IOException, WeirException {
    return AttachedSession.open(runs(), answers).orElseThrow();
  }

  private Runs runs() {
    Console console =
        new Console(
            new ByteArrayOutputStream(),
            new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8),
            false);
    return new Runs(directory, ResultFormat.TABLE, Map.of(), Map.of(), console);
  }

  private CommandRun weir(String... arguments) {
    String[] all = new String[arguments.length + 2];
    all[0] = "--data";
    all[1] = directory.toString();
    System.arraycopy(arguments, 0, all, 2, arguments.length);
    return CommandRun.of(all);
  }

  private String other() {
    return directory.resolveSibling("other").toString();
  }
}
