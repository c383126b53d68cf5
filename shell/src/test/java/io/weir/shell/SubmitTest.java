package io.weir.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weir.shell.command.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code weir submit} against the recorded answers of a gateway. */
class SubmitTest {
  private static final String TABLES =
      """
      CREATE TABLE numbers (n INT) WITH ('connector' = 'datagen', 'number-of-rows' = '9', 'seed' = '1');
      CREATE TABLE kept (n INT) WITH ('connector' = 'filesystem', 'path' = '/data/${WHERE}', 'format' = 'json');
      """;

  @TempDir private Path directory;

  @Test
  void sendsWhatIsTranslatedAndFollowsTheJob() throws IOException {
    try (RecordedGateway gateway = RecordedGateway.start()) {
      gateway.withStates(List.of("CREATED", "RUNNING", "FINISHED"));
      CommandRun run =
          submit(
              gateway,
              "SET 'weir.memory' = '1 gb';\n"
                  + "BEGIN STATEMENT SET;\n"
                  + "INSERT INTO kept SELECT n FROM numbers;\n"
                  + "END;");
      assertEquals(ExitCode.DONE, run.exitCode(), run.errors());
      assertEquals("job " + RecordedGateway.JOB + " statement set into kept\n", run.output());
      assertTrue(
          run.errors().contains("kept: FINISHED, 10 rows between tasks, 3 checkpoints"),
          run.errors());
      List<String> sent = gateway.statements();
      assertTrue(sent.contains("SET 'execution.checkpointing.interval' = '1 s'"), sent.toString());
      assertTrue(sent.stream().noneMatch(each -> each.contains("weir.memory")), sent.toString());
      assertTrue(sent.stream().noneMatch(each -> each.contains("'seed'")), sent.toString());
      assertTrue(sent.stream().anyMatch(each -> each.contains("'/data/out'")), sent.toString());
      assertEquals(
          List.of(
              "SET 'table.exec.source.idle-timeout' = '0 s'",
              "EXECUTE STATEMENT SET BEGIN\\nINSERT INTO kept SELECT n FROM numbers;\\nEND"),
          sent.subList(sent.size() - 2, sent.size()));
      assertEquals(0, gateway.openSessions());
    }
  }

  @Test
  void idlenessIsForInputsWithoutEndUnlessTheScriptSetsIt() throws IOException {
    try (RecordedGateway gateway = RecordedGateway.start()) {
      String idle = "SET 'table.exec.source.idle-timeout' = ";
      String insert = "INSERT INTO kept SELECT n FROM numbers;\n";
      String endless =
          "CREATE TABLE endless (n INT) WITH ('connector' = 'datagen', 'rows-per-second' = '1');\n";
      CommandRun run =
          submit(
              gateway,
              insert
                  + endless
                  + "INSERT INTO kept SELECT n FROM endless;\n"
                  + idle
                  + "'7 s';\n"
                  + insert,
              new String[0]);
      assertEquals(ExitCode.DONE, run.exitCode(), run.errors());
      List<String> idleness =
          gateway.statements().stream().filter(each -> each.startsWith(idle)).toList();
      assertEquals(
          List.of(idle + "'5 s'", idle + "'0 s'", idle + "'5 s'", idle + "'7 s'"), idleness);
    }
  }

  @Test
  void showsWhereTheGatewayHasFoundAMistake() throws IOException {
    try (RecordedGateway gateway = RecordedGateway.start()) {
      gateway.refusing("INSERT", "unknown-column.json");
      CommandRun run = submit(gateway, "INSERT INTO kept\nSELECT n FROM numbers;");
      assertEquals(ExitCode.FAILED, run.exitCode());
      assertTrue(
          run.errors().contains(":3:8: Flink: Column 'xx' not found in any table\n"), run.errors());
      assertEquals(0, gateway.openSessions());
    }
  }

  @Test
  void namesTheJarThatIsMissing() throws IOException {
    try (RecordedGateway gateway = RecordedGateway.start()) {
      gateway.refusing("INSERT", "missing-connector.json");
      CommandRun run = submit(gateway, "INSERT INTO kept SELECT n FROM numbers;");
      assertEquals(ExitCode.FAILED, run.exitCode());
      assertTrue(
          run.errors().contains(":3:1: Flink: Could not find any factory for identifier 'nexmark'"),
          run.errors());
      assertTrue(run.errors().contains("hint: put the connector's or format's jar"), run.errors());
      assertEquals(0, gateway.openSessions());
    }
  }

  @Test
  void saysWhyAJobHasFailed() throws IOException {
    try (RecordedGateway gateway = RecordedGateway.start()) {
      gateway.withStates(
          List.of("RUNNING", "FAILED"),
          "org.apache.flink.runtime.JobException: Recovery is suppressed by"
              + " NoRestartBackoffTimeStrategy\\n"
              + "\\tat org.apache.flink.A.b(A.java:1)\\n"
              + "Caused by: java.lang.ArithmeticException: / by zero\\n");
      CommandRun run = submit(gateway, "INSERT INTO kept SELECT n FROM numbers;");
      assertEquals(ExitCode.FAILED, run.exitCode());
      assertTrue(
          run.errors().contains("error: INSERT INTO kept: the job has failed: / by zero"),
          run.errors());
      assertEquals(0, gateway.openSessions());
    }
  }

  @Test
  void saysWhyAJobStartsAgain() throws IOException {
    try (RecordedGateway gateway = RecordedGateway.start()) {
      gateway.withStates(
          List.of("RUNNING", "RESTARTING", "RUNNING", "RUNNING", "FINISHED"),
          "java.lang.ArithmeticException: / by zero\\n\\tat org.apache.flink.A.b(A.java:1)\\n");
      CommandRun run = submit(gateway, "INSERT INTO kept SELECT n FROM numbers;");
      assertEquals(ExitCode.DONE, run.exitCode(), run.errors());
      String warning =
          "warning: INSERT INTO kept: starts again after a failure: / by zero\n"
              + "INSERT INTO kept: RESTARTING";
      assertTrue(run.errors().contains(warning), run.errors());
      assertEquals(2, run.errors().split("starts again", -1).length, run.errors());
    }
  }

  @Test
  void saysOfEachFailureWhateverHasPassedBetweenTwoLooks() throws IOException {
    try (RecordedGateway gateway = RecordedGateway.start()) {
      String at = "\\n\\tat org.apache.flink.A.b(A.java:1)\\n";
      gateway.withStates(
          List.of("RUNNING", "FAILED"),
          "java.lang.IllegalStateException: the first" + at,
          "java.lang.IllegalStateException: the last" + at);
      CommandRun run = submit(gateway, "INSERT INTO kept SELECT n FROM numbers;");
      assertEquals(ExitCode.FAILED, run.exitCode());
      String first = "warning: INSERT INTO kept: starts again after a failure: the first\n";
      assertTrue(run.errors().contains(first), run.errors());
      String last = "error: INSERT INTO kept: the job has failed: the last\n";
      assertTrue(run.errors().endsWith(last), run.errors());
      assertEquals(2, run.errors().split("starts again", -1).length, run.errors());
    }
  }

  @Test
  void saysWhatToDoWhateverTheInnermostCauseSays() throws IOException {
    try (RecordedGateway gateway = RecordedGateway.start()) {
      gateway.withStates(
          List.of("FAILED"),
          "java.util.concurrent.CompletionException:"
              + " org.apache.flink.runtime.jobmanager.scheduler.NoResourceAvailableException: no"
              + " slot\\n"
              + "\\tat org.apache.flink.A.b(A.java:1)\\n"
              + "Caused by: java.util.concurrent.TimeoutException: Timeout has occurred: 300000"
              + " ms\\n"
              + "\\t... 30 more\\n");
      CommandRun run = submit(gateway, "INSERT INTO kept SELECT n FROM numbers;");
      assertEquals(ExitCode.FAILED, run.exitCode());
      String error =
          "the job has failed: Timeout has occurred: 300000 ms\n"
              + "hint: the cluster has not enough free slots";
      assertTrue(run.errors().contains(error), run.errors());
    }
  }

  @Test
  void aJobThatWasCancelledHasNotFailed() throws IOException {
    try (RecordedGateway gateway = RecordedGateway.start()) {
      gateway.withStates(
          List.of("RUNNING", "RESTARTING", "RUNNING", "CANCELED"),
          "java.lang.ArithmeticException: / by zero\\n\\tat org.apache.flink.A.b(A.java:1)\\n");
      CommandRun run = submit(gateway, "INSERT INTO kept SELECT n FROM numbers;");
      assertEquals(ExitCode.FAILED, run.exitCode());
      String end = "error: INSERT INTO kept: the job was cancelled\n";
      assertTrue(run.errors().endsWith(end), run.errors());
      assertTrue(run.errors().contains("starts again after a failure: / by zero"), run.errors());
    }
  }

  @Test
  void namesTheJobsThatRunOnBehindAMistake() throws IOException {
    try (RecordedGateway gateway = RecordedGateway.start()) {
      gateway.refusing("INSERT INTO kept SELECT 1", "unknown-column.json");
      CommandRun run =
          submit(
              gateway,
              "INSERT INTO kept SELECT n FROM numbers;\nINSERT INTO kept SELECT 1;",
              new String[0]);
      assertEquals(ExitCode.FAILED, run.exitCode());
      String left =
          "INSERT INTO kept: left running; weir submit --stop "
              + RecordedGateway.JOB
              + " --to "
              + gateway.address()
              + " stops it\n";
      assertTrue(run.errors().endsWith(left), run.errors());
      assertEquals(0, gateway.openSessions());
    }
  }

  @Test
  void sendsNothingOfAScriptThatCannotGo() throws IOException {
    try (RecordedGateway gateway = RecordedGateway.start()) {
      CommandRun run =
          submit(
              gateway,
              "SET 'execution.runtime-mode' = 'BATCH';\n"
                  + "INSERT INTO kept SELECT BIT_AND(n) FROM numbers;");
      assertEquals(ExitCode.FAILED, run.exitCode());
      assertTrue(run.errors().contains(":4:25: Flink has no function BIT_AND"), run.errors());
      assertEquals(List.of(), gateway.statements());
    }
  }

  @Test
  void saysThatNobodyAnswers() throws IOException {
    RecordedGateway gateway = RecordedGateway.start();
    gateway.close();
    CommandRun run = submit(gateway, "INSERT INTO kept SELECT n FROM numbers;");
    assertEquals(ExitCode.UNAVAILABLE, run.exitCode());
    assertTrue(run.errors().contains("connection refused"), run.errors());
  }

  @Test
  void refusesSettingsThatFlinkCannotHave() throws IOException {
    try (RecordedGateway gateway = RecordedGateway.start()) {
      String file = script("INSERT INTO kept SELECT n FROM numbers;").toString();
      CommandRun run =
          CommandRun.of(
              "submit",
              file,
              "--to",
              gateway.address(),
              "--var",
              "WHERE=out",
              "--set",
              "weir.strict-arithmetic=true");
      assertEquals(ExitCode.FAILED, run.exitCode());
      assertTrue(run.errors().contains("integers wrap around"), run.errors());
      assertEquals(List.of(), gateway.statements());
    }
  }

  @Test
  void wantsAnAddress() {
    assertEquals(ExitCode.USAGE, CommandRun.of("submit", "x.sql", "--stop", "j").exitCode());
    assertEquals(ExitCode.USAGE, CommandRun.of("submit", "--stop", "j").exitCode());
    assertEquals(
        ExitCode.USAGE, CommandRun.of("submit", "--stop", "j", "--to", "localhost").exitCode());
  }

  @Test
  void listsWhatMustBeReachable() throws IOException {
    Path file = script("INSERT INTO kept SELECT n FROM numbers;");
    CommandRun run = CommandRun.of("submit", "--check", file.toString(), "--var", "WHERE=out");
    assertEquals(ExitCode.DONE, run.exitCode(), run.errors());
    assertTrue(run.output().contains("1:1 CREATE TABLE numbers: translated\n"), run.output());
    assertTrue(run.output().contains("3:1 INSERT INTO kept: goes as it is\n"), run.output());
    assertTrue(run.output().contains("  path  /data/out  kept"), run.output());
  }

  @Test
  void handsOverPositionsInTopicsOnly() throws IOException {
    String savepoint = directory.resolve("savepoint").toString();
    Path file =
        script(
            "INSERT INTO gone SELECT n FROM endless;\nSTOP JOB 'script' WITH SAVEPOINT '"
                + savepoint
                + "';");
    Files.writeString(
        file,
        "CREATE TABLE endless (n INT) WITH ('connector' = 'datagen', 'rows-per-second' = '100');\n"
            + "CREATE TABLE gone (n INT) WITH ('connector' = 'blackhole');\n"
            + Files.readString(file));
    String data = directory.resolve("data").toString();
    CommandRun stopped =
        CommandRun.of("run", file.toString(), "--data", data, "--var", "WHERE=out");
    assertTrue(Files.exists(Path.of(savepoint, "SAVEPOINT.json")), stopped.errors());
    CommandRun run =
        CommandRun.of(
            "submit", "--check", script("").toString(), "--from", savepoint, "--var", "WHERE=out");
    assertEquals(ExitCode.FAILED, run.exitCode());
    assertTrue(run.errors().contains("from which Flink cannot read on"), run.errors());
    run = CommandRun.of("submit", "--check", script("").toString(), "--from", data);
    assertEquals(ExitCode.FAILED, run.exitCode());
    assertTrue(run.errors().contains(data + " is not a savepoint"), run.errors());
  }

  private CommandRun submit(RecordedGateway gateway, String statements) throws IOException {
    return submit(gateway, statements, "--wait");
  }

  private CommandRun submit(RecordedGateway gateway, String statements, String... more)
      throws IOException {
    List<String> arguments = new ArrayList<>(List.of("submit", script(statements).toString()));
    arguments.addAll(List.of("--to", gateway.address(), "--var", "WHERE=out"));
    arguments.addAll(List.of(more));
    return CommandRun.of(arguments.toArray(String[]::new));
  }

  private Path script(String statements) throws IOException {
    return Files.writeString(directory.resolve("script.sql"), TABLES + statements);
  }
}
