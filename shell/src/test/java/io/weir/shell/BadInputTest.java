package io.weir.shell;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Mistakes of users and of the world, through the command line: each is told in plain words with
 * its place and an exit code, and leaves nothing half done behind.
 */
class BadInputTest {
  private static final List<String> NOT_FOR_USERS =
      List.of(
          "Exception",
          "Error:",
          "internal error",
          "io.weir",
          "java.",
          "\tat ",
          "REDACTED",
          "Arrow",
          "org.",
          "null");
  private static final String NUMBERS =
      "CREATE TABLE t (a INT, s STRING) WITH"
          + " ('connector' = 'filesystem', 'path' = 'numbers.json', 'format' = 'json');\n";
  private static final String SINK =
      "CREATE TABLE sink (a INT) WITH"
          + " ('connector' = 'filesystem', 'path' = 'sink', 'format' = 'json');\n";

  @TempDir Path directory;
  private Path script;

  @BeforeEach
  void prepare() throws IOException {
    script = directory.resolve("script.sql");
    write("numbers.json", "{\"a\":1,\"s\":\"x\"}\n{\"a\":0,\"s\":\"y\"}\n");
  }

  @Test
  void syntaxErrors() throws IOException {
    fails(NUMBERS + "SELECT a,, s FROM t;", "script.sql:2:10:", "SELECT a,, s FROM t", "^");
    fails("SELEC 1;", "script.sql:1:1:", "SELEC", "^^^^^");
    fails("SELECT (1;", "script.sql:1:");
    fails("SELECT 'abc;", "script.sql:1:8:");
    fails("SELECT 1 AS one two;", "script.sql:1:");
    fails("CREATE TABLE t (a INT b INT) WITH ('connector' = 'print');", "script.sql:1:23:");
    fails("SELECT 1; SELECT 2 FROM;", "script.sql:1:20:", "ends too early, after \"FROM\"");
  }

  @Test
  void reservedWordsAreNamed() throws IOException {
    fails("SELECT 1 AS end;", "script.sql:1:13:", "END", "`end`");
    fails("SELECT 1 AS one;", "script.sql:1:13:", "\"one\"", "reserved", "`one`");
    fails("SELECT 1 AS Unknown, 2;", "script.sql:1:13:", "\"Unknown\"", "reserved");
    fails(NUMBERS + "SELECT t.a AS next\nFROM t;", "script.sql:2:15:", "\"next\"", "reserved");
    fails(
        "SELECT 1 FROM (VALUES (1)) AS window (a);", "script.sql:1:31:", "\"window\"", "reserved");
    fails("WITH rows AS (SELECT 1) SELECT 1;", "script.sql:1:6:", "\"rows\"", "reserved");
    fails(NUMBERS + "SELECT order FROM t;", "script.sql:2:8:", "\"order\"");
    fails(NUMBERS + "SELECT a + user.x FROM t;", "script.sql:2:12:");
    fails(NUMBERS + "SELECT t.value FROM t;", "script.sql:2:10:", "\"value\"", "reserved");
  }

  @Test
  void unknownNames() throws IOException {
    fails(NUMBERS + "SELECT b FROM t;", "script.sql:2:8:", "column \"b\"", "table \"t\"");
    fails(
        NUMBERS + "SELECT a FROM tt;",
        "script.sql:2:15:",
        "\"tt\" does not exist",
        "did you mean \"t\"?");
    fails(NUMBERS + "SELECT UPER(s) FROM t;", "script.sql:2:8:", "UPER", "did you mean", "UPPER");
    fails(NUMBERS + "SELECT t.c FROM t;", "script.sql:2:10:", "\"c\"");
    fails(
        "CREATE TABLE t (a INT) WITH ('connector' = 'filesystem', 'paht' = 'x', 'format' = 'json');"
            + "SELECT * FROM t;",
        "script.sql:1:58:",
        "'paht'",
        "did you mean \"path\"?");
    fails(
        "CREATE TABLE t (a INT) WITH ('connector' = 'filesistem');SELECT * FROM t;",
        "script.sql:1:",
        "'filesistem'",
        "did you mean \"filesystem\"?");
    fails(
        "CREATE TABLE t (a INTT) WITH ('connector' = 'print');", "script.sql:1:19:", "INTT", "INT");
    CommandRun slip = run("SET 'paralelism.default' = '2';");
    assertEquals(0, slip.exitCode(), slip.errors());
    assertReadable(slip, List.of("warning: ", "did you mean", "parallelism.default"));
  }

  @Test
  void wrongTypes() throws IOException {
    fails(NUMBERS + "SELECT a + s FROM t;", "script.sql:2:8:");
    fails(NUMBERS + "SELECT * FROM t WHERE a;", "script.sql:2:");
    fails(NUMBERS + "SELECT UPPER(a) FROM t;", "script.sql:2:8:", "UPPER");
    fails(NUMBERS + "SELECT * FROM t WHERE a = 'x';", "script.sql:2:");
    fails(NUMBERS + SINK + "INSERT INTO sink SELECT s FROM t;", "script.sql:3:");
    assertNothingCommitted();
  }

  @Test
  void whatFailsWhileItRunsIsToldWithItsPlace() throws IOException {
    fails(NUMBERS + "SELECT 10 / a FROM t;", "division by zero", "2:8");
    fails(NUMBERS + "SELECT CAST(s AS INT) FROM t;", "2:8", "'x'", "INT");
    fails(NUMBERS + SINK + "INSERT INTO sink SELECT 10 / a FROM t;", "division by zero", "3:25");
    assertNothingCommitted();
  }

  @Test
  void malformedJson() throws IOException {
    String line = "{\"a\":1,\"s\":\"x\"}\n";
    for (String bad :
        List.of(
            "{\"a\":2,\"s\":",
            "{\"a\":2 \"s\":1}",
            "nonsense",
            "{\"a\":2}}",
            "[1, 2]",
            "{\"a\":\"\\q\"}",
            "{\"a\":01}",
            "{\"a\":1e}",
            "{'a':1}",
            "{\"a\":1,}",
            "{\"a\":tru}",
            "{\"a\":99999999999}",
            "{\"a\":\"x\"}",
            "{\"a\":{\"b\":1}}")) {
      write("numbers.json", line + line + bad + "\n" + line);
      fails(NUMBERS + "SELECT a, s FROM t; -- " + bad, "numbers.json", "line 3");
      fails(
          NUMBERS + SINK + "INSERT INTO sink SELECT a FROM t WHERE s <> 'q';",
          "numbers.json",
          "line 3");
      assertNothingCommitted();
    }
  }

  @Test
  void whatAQuerySkipsIsCounted() throws IOException {
    write("numbers.json", "{\"a\":1}\n{\"a\":\n{\"a\":2}\n");
    CommandRun run =
        run(
            "CREATE TABLE t (a INT) WITH ('connector' = 'filesystem', 'path' = 'numbers.json',"
                + " 'format' = 'json', 'json.ignore-parse-errors' = 'true');\nSELECT a FROM t;");
    assertEquals(0, run.exitCode(), run.errors());
    assertReadable(run, List.of("warning: 1 malformed record skipped"));
  }

  @Test
  void malformedCsv() throws IOException {
    String table =
        "CREATE TABLE c (a INT, b STRING, d DATE) WITH"
            + " ('connector' = 'filesystem', 'path' = 'in.csv', 'format' = 'csv');\n";
    for (String bad : List.of("2", "2,x", "x,y,2020-01-01", "1,x,2020-13-01", "1,\"x,2020-01-01")) {
      write("in.csv", "1,x,2020-01-01\n" + bad + "\n");
      fails(table + "SELECT * FROM c;", "in.csv", "line 2");
      fails(
          table + SINK + "INSERT INTO sink SELECT a FROM c WHERE b || CAST(d AS STRING) <> '';",
          "in.csv",
          "line 2");
      assertNothingCommitted();
    }
  }

  @Test
  void filesThatAreNotThereOrNotWhatTheyShouldBe() throws IOException {
    Files.delete(directory.resolve("numbers.json"));
    fails(NUMBERS + "SELECT * FROM t;", "numbers.json");
    fails(NUMBERS + SINK + "INSERT INTO sink SELECT a FROM t;", "numbers.json");
    assertNothingCommitted();
    String parquet =
        "CREATE TABLE p (`date` TIMESTAMP(3), delay BIGINT) WITH"
            + " ('connector' = 'filesystem', 'path' = 'p.parquet', 'format' = 'parquet');\n";
    byte[] whole = Files.readAllBytes(Path.of("../examples/data/flights-3m.parquet"));
    for (int length : new int[] {0, 3, 7, 100_000, whole.length - 1, whole.length - 8}) {
      Files.write(directory.resolve("p.parquet"), Arrays.copyOf(whole, length));
      fails(parquet + "SELECT COUNT(*), SUM(delay) FROM p;", "p.parquet");
    }
    byte[] damaged = whole.clone();
    for (int at = 1_000; at < damaged.length - 100_000; at += 100_000) {
      Arrays.fill(damaged, at, at + 2_000, (byte) 0x5a);
    }
    Files.write(directory.resolve("p.parquet"), damaged);
    fails(parquet + "SELECT COUNT(*), SUM(delay), MAX(`date`) FROM p;", "p.parquet");
    Files.write(directory.resolve("p.parquet"), whole);
    fails(parquet.replace("delay", "dealy") + "SELECT SUM(dealy) FROM p;", "dealy", "p.parquet");
    fails(parquet.replace("delay BIGINT", "origin DATE") + "SELECT MAX(origin) FROM p;", "origin");
  }

  @Test
  void placesThatCannotBeWritten() throws IOException {
    write("file", "text");
    String under = SINK.replace("'sink'", "'file/sink'");
    fails(NUMBERS + under + "INSERT INTO sink SELECT a FROM t;", "file/sink");
    String itself = SINK.replace("'sink'", "'file'");
    fails(NUMBERS + itself + "INSERT INTO sink SELECT a FROM t;", "file");
    assertEquals("text", Files.readString(directory.resolve("file")));
  }

  @Test
  void aDataDirectoryThatCannotBeUsed() throws IOException {
    write("file", "text");
    Files.writeString(script, resolved(NUMBERS + SINK + "INSERT INTO sink SELECT a FROM t;"));
    for (String data : List.of("file", "file/data")) {
      CommandRun run =
          CommandRun.of("run", script.toString(), "--data", directory.resolve(data).toString());
      assertEquals(3, run.exitCode(), run.errors());
      assertReadable(run, List.of("file"));
      assertNothingCommitted();
    }
  }

  @Test
  void damagedCheckpoints() throws Exception {
    String text =
        """
        SET 'execution.checkpointing.interval' = '20 ms';
        CREATE TABLE t (a INT, s STRING) WITH ('connector' = 'filesystem', 'path' = 'many.json',
          'format' = 'json', 'scan.rate-limit.rows-per-second' = '2000');
        CREATE TABLE sink (a INT, n BIGINT) WITH
          ('connector' = 'filesystem', 'path' = 'sink', 'format' = 'json');
        SET 'execution.runtime-mode' = 'BATCH';
        INSERT INTO sink SELECT a, COUNT(*) FROM t GROUP BY a;
        """;
    StringBuilder many = new StringBuilder();
    for (int i = 0; i < 5_000; i++) {
      many.append("{\"a\":").append(i).append(",\"s\":\"x\"}\n");
    }
    write("many.json", many.toString());
    Path checkpoints = directory.resolve("data/jobs/script/checkpoints");
    CommandRun first = runUntil(checkpoints.resolve("1/MANIFEST.json"), text);
    assertEquals(130, first.exitCode(), first.errors());
    Path manifest;
    try (Stream<Path> all = Files.walk(checkpoints)) {
      manifest =
          all.filter(f -> f.endsWith("MANIFEST.json"))
              .max(Comparator.comparingInt(BadInputTest::checkpoint))
              .orElseThrow();
    }
    byte[] good = Files.readAllBytes(manifest);
    for (byte[] bad :
        List.of(
            new byte[0],
            Arrays.copyOf(good, good.length / 2),
            new String(good, StandardCharsets.UTF_8)
                .replaceFirst("\\d", "x")
                .getBytes(StandardCharsets.UTF_8))) {
      Files.write(manifest, bad);
      CommandRun again = run(text);
      assertEquals(1, again.exitCode(), again.errors());
      assertReadable(again, List.of("MANIFEST.json"));
      assertNothingCommitted();
    }
    Files.write(manifest, good);

    String named = new String(good, StandardCharsets.UTF_8);
    List<Path> files;
    try (Stream<Path> all = Files.walk(checkpoints)) {
      files = all.filter(Files::isRegularFile).filter(f -> isNamed(named, f)).toList();
    }
    assertFalse(files.isEmpty());
    for (Path file : files) {
      byte[] whole = Files.readAllBytes(file);
      byte[] changed = whole.clone();
      changed[whole.length / 2] ^= 0x10;
      for (byte[] bad : List.of(Arrays.copyOf(whole, whole.length / 2), changed)) {
        Files.write(file, bad);
        CommandRun again = run(text);
        assertEquals(1, again.exitCode(), again.errors());
        assertReadable(again, List.of(file.getFileName().toString()));
        assertNothingCommitted();
      }
      Files.write(file, whole);
    }
  }

  @Test
  void scriptsThatAreNone() throws IOException {
    CommandRun empty = run("");
    assertEquals(0, empty.exitCode(), empty.errors());
    CommandRun comments = run("-- nothing\n/* here */ ;;\n");
    assertEquals(0, comments.exitCode(), comments.errors());

    Files.write(script, new byte[] {'S', 'E', 'L', (byte) 0xff, (byte) 0xfe, ' ', '1'});
    CommandRun binary = CommandRun.of("run", script.toString());
    assertEquals(2, binary.exitCode(), binary.errors());
    assertReadable(binary, List.of("script.sql", "UTF-8"));

    CommandRun folder = CommandRun.of("run", directory.toString());
    assertEquals(2, folder.exitCode(), folder.errors());
    assertReadable(folder, List.of("is a directory"));

    CommandRun absent = CommandRun.of("run", directory.resolve("absent.sql").toString());
    assertEquals(2, absent.exitCode(), absent.errors());
    assertReadable(absent, List.of("absent.sql"));

    CommandRun below = CommandRun.of("run", script.resolve("x.sql").toString());
    assertEquals(2, below.exitCode(), below.errors());
    assertReadable(below, List.of("x.sql"));
  }

  @Test
  void wrongUsage() {
    for (String[] arguments :
        new String[][] {
          {"run"},
          {"runn", "x.sql"},
          {"--formt", "csv"},
          {"run", "x.sql", "--format", "xml"},
          {"run", "x.sql", "--set", "nokey"},
          {"-e", "SELECT 1", "--set", "paralelism.default=2"},
          {"-e", "SELECT 1", "--set", "parallelism.default=many"},
          {"checkpoints"},
          {"checkpoints", "job", "destroy"}
        }) {
      CommandRun run = CommandRun.of(arguments);
      assertEquals(2, run.exitCode(), Arrays.toString(arguments) + run.errors());
      assertReadable(run, List.of());
      assertEquals("", run.output(), Arrays.toString(arguments));
    }
  }

  /** Runs a script until a file exists, then interrupts it. */
  private CommandRun runUntil(Path file, String text) throws Exception {
    CompletableFuture<CommandRun> run = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                run.complete(run(text));
              } catch (IOException | RuntimeException | Error e) {
                run.completeExceptionally(e);
              }
            });
    thread.start();
    while (!Files.exists(file) && thread.isAlive()) {
      Thread.yield();
    }
    thread.interrupt();
    return run.get();
  }

  private CommandRun run(String text, String... more) throws IOException {
    Files.writeString(script, resolved(text));
    String data = directory.resolve("data").toString();
    List<String> arguments = new ArrayList<>(List.of("run", script.toString(), "--data", data));
    arguments.addAll(List.of(more));
    return CommandRun.of(arguments.toArray(String[]::new));
  }

  private String resolved(String text) {
    return text.replaceAll("'path' = '", "'path' = '" + directory + "/");
  }

  private static int checkpoint(Path manifest) {
    return Integer.parseInt(manifest.getParent().getFileName().toString());
  }

  private static boolean isNamed(String manifest, Path file) {
    String name = file.getFileName().toString();
    return !name.equals("MANIFEST.json") && manifest.contains(name.replaceFirst("\\.[a-z]+$", ""));
  }

  private void fails(String text, String... parts) throws IOException {
    CommandRun run = run(text, "--fresh");
    assertEquals(1, run.exitCode(), text + List.of(parts) + run.output() + run.errors());
    assertReadable(run, List.of(parts));
  }

  private void assertReadable(CommandRun run, List<String> parts) {
    String errors = run.errors();
    assertFalse(errors.isBlank(), "nothing is said");
    List<org.junit.jupiter.api.function.Executable> checks = new ArrayList<>();
    for (String part : parts) {
      checks.add(() -> assertTrue(errors.contains(part), "no '" + part + "' in: " + errors));
    }
    for (String part : NOT_FOR_USERS) {
      checks.add(() -> assertFalse(errors.contains(part), "'" + part + "' in: " + errors));
    }
    assertAll(checks);
  }

  private void assertNothingCommitted() throws IOException {
    Path sink = directory.resolve("sink");
    if (!Files.exists(sink)) {
      return;
    }
    try (Stream<Path> all = Files.walk(sink)) {
      List<Path> visible =
          all.filter(Files::isRegularFile)
              .map(sink::relativize)
              .filter(file -> !file.toString().startsWith(".") && !file.toString().startsWith("_"))
              .toList();
      assertEquals(List.of(), visible);
    }
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(directory.resolve(name), text);
  }
}
