package io.weir.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weir.runtime.time.SystemClock;
import io.weir.shell.render.Console;
import io.weir.shell.render.ResultFormat;
import io.weir.shell.run.ConsoleAnswers;
import io.weir.shell.run.Interrupts;
import io.weir.shell.run.Presentation;
import io.weir.shell.run.Runs;
import io.weir.shell.run.StatementSession;
import io.weir.shell.run.StatementSession.Outcome;
import io.weir.shell.run.Workspace;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * STATE of jobs that run, are stopped and go on at another parallelism, against what queries of the
 * same rows answer.
 */
class StateAsTableTest {
  private static final int ROWS = 60;
  private static final List<String> NAMES = List.of("\"ann\"", "\"bob\"", "null", "\"\"", "\"cy\"");
  private static final List<String> PRICES = List.of("null", "1.5", "-2.25", "10.0", "3.125");
  private static final List<String> AMOUNTS = List.of("1.10", "-3.25", "1000.00", "null");

  @TempDir Path directory;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private StatementSession session;

  @BeforeEach
  void prepare() throws IOException {
    Files.createDirectories(directory.resolve("in"));
    addRows(0, ROWS);
    open(2);
    String columns =
        "(id BIGINT, k INT, name STRING, price DOUBLE, amount DECIMAL(10, 2), ts TIMESTAMP(3)";
    String files =
        ") WITH ('connector' = 'filesystem', 'format' = 'json', 'path' = '"
            + directory.resolve("in")
            + "'";
    tell("CREATE TABLE b " + columns + files + ")");
    tell(
        "CREATE TABLE t "
            + columns
            + ", WATERMARK FOR ts AS ts"
            + files
            + ", 'source.monitor-interval' = '10 ms')");
  }

  @AfterEach
  void end() {
    session.close();
  }

  /** Rows in the order of time, six seconds apart. */
  private void addRows(int from, int to) throws IOException {
    StringBuilder lines = new StringBuilder();
    for (int id = from; id < to; id++) {
      lines.append(
          String.format(
              "{\"id\":%d,\"k\":%d,\"name\":%s,\"price\":%s,\"amount\":%s,"
                  + "\"ts\":\"2024-01-01 00:%02d:%02d\"}\n",
              id,
              id * 7 % 4,
              NAMES.get(id * 11 % 5),
              PRICES.get(id * 13 % 5),
              AMOUNTS.get(id * 3 % 4),
              id / 10,
              id % 10 * 6));
    }
    Path hidden = directory.resolve("in/.new");
    Files.writeString(hidden, lines);
    Files.move(hidden, directory.resolve("in/rows-" + from + ".json"));
  }

  private void open(int parallelism) throws IOException {
    Console console = new Console(out, new PrintStream(err, true, StandardCharsets.UTF_8), false);
    Map<String, String> settings =
        Map.of(
            "parallelism.default", "" + parallelism,
            "execution.checkpointing.interval", "1 h",
            // However many it takes until the rows have come.
            "state.checkpoints.num-retained", "1000000",
            "table.exec.source.idle-timeout", "0");
    Runs runs = new Runs(directory.resolve("data"), ResultFormat.CSV, settings, Map.of(), console);
    Workspace workspace = new Workspace(runs, Interrupts.none());
    workspace.open();
    Presentation presentation = new Presentation(ResultFormat.CSV, out, SystemClock.INSTANCE);
    session =
        workspace.onlySession(
            new ConsoleAnswers(console, presentation, false, SystemClock.INSTANCE));
  }

  private void tell(String statement) {
    assertEquals(Outcome.DONE, session.execute(statement + ";", ""), () -> err.toString());
  }

  /** What a statement answers, without the names of the columns. */
  private List<String> ask(String statement) {
    out.reset();
    tell(statement);
    List<String> lines = out.toString(StandardCharsets.UTF_8).lines().toList();
    return lines.subList(Math.min(1, lines.size()), lines.size());
  }

  private List<String> sorted(String query) {
    return ask(query).stream().sorted().toList();
  }

  private String refused(String statement) {
    err.reset();
    assertEquals(Outcome.FAILED, session.execute(statement + ";", ""));
    return err.toString(StandardCharsets.UTF_8);
  }

  /**
   * Starts a job whose rows nobody keeps, and waits for a checkpoint behind all of them; its id.
   */
  private long start(String job, String query) {
    return start(job, 1, query);
  }

  /**
   * The same.
   *
   * @param scans how often the query reads the table
   */
  private long start(String job, int scans, String query) {
    tell("SET 'pipeline.name' = '" + job + "'");
    tell("CREATE TABLE of_" + job + " WITH ('connector' = 'blackhole') AS " + query);
    return checkpointBehind(job, scans * ROWS);
  }

  private long checkpointBehind(String job, int rows) {
    while (!Thread.interrupted()) {
      tell("CHECKPOINT JOB '" + job + "'");
      String[] newest = ask("SHOW CHECKPOINTS FOR JOB '" + job + "'").get(0).split(",");
      if (newest[9].equals("" + rows)) {
        return Long.parseLong(newest[0]);
      }
    }
    throw new AssertionError("job " + job + " does not read " + rows + " rows");
  }

  private void assertSame(String expected, String state) {
    List<String> rows = sorted(expected);
    assertFalse(rows.isEmpty(), expected);
    assertEquals(rows, sorted(state), state);
  }

  @Test
  void groupsAreTheQuerysOwnResultAlsoLaterAndAtAnotherParallelism() throws IOException {
    String aggregates =
        "COUNT(*) AS a, COUNT(price) AS b, SUM(price) AS c, MIN(price) AS d, MAX(name) AS e,"
            + " SUM(amount) AS f, MIN(amount) AS g, MAX(ts) AS h, ARRAY_AGG(k) AS i";
    String read =
        "SELECT k, row_count, count_price, sum_price, min_price, max_name, sum_amount, min_amount,"
            + " max_ts, list_k FROM STATE('agg', 'GroupAggregate', 'groups')";
    String query = "SELECT k, " + aggregates + " FROM b GROUP BY k";
    long first = start("agg", query.replace("FROM b", "FROM t"));
    List<String> then = sorted(query);
    assertEquals(then, sorted(read));

    addRows(ROWS, 2 * ROWS);
    checkpointBehind("agg", 2 * ROWS);
    assertSame(query, read);
    assertEquals(then, sorted(read + " AS OF CHECKPOINT " + first));

    tell("STOP JOB 'agg'");
    assertSame(query, read);
    session.close();
    open(3);
    assertSame(query, read);
    tell("RESUME JOB 'agg'");
    addRows(2 * ROWS, 3 * ROWS);
    checkpointBehind("agg", 3 * ROWS);
    assertSame(query, read);
    assertEquals(then, sorted(read + " AS OF CHECKPOINT " + first));
    assertSame(
        "SELECT DISTINCT k FROM b WHERE k > 1",
        "SELECT s.k FROM STATE('agg', 'groupaggregate', 'groups') AS OF CHECKPOINT "
            + first
            + " AS s JOIN b ON s.k = b.k WHERE s.k > 1 GROUP BY s.k");
  }

  @Test
  void rowsOfRankingsJoinsAndOverAreThoseThatCame() {
    String all = "SELECT id, k, name, price, amount, ts FROM ";
    String ranked =
        "(SELECT *, ROW_NUMBER() OVER (PARTITION BY k ORDER BY price DESC, name, id) AS r FROM %s)"
            + " WHERE r <= 2";
    start("top", "SELECT * FROM " + ranked.formatted("t"));
    assertSame(all + ranked.formatted("b"), all + "STATE('top', 'TopN')");
    String last =
        "(SELECT *, ROW_NUMBER() OVER (PARTITION BY name ORDER BY ts DESC, id) AS r FROM %s)"
            + " WHERE r = 1";
    start("last", "SELECT id, k, name, price, amount, ts FROM " + last.formatted("t"));
    assertSame(all + last.formatted("b"), all + "STATE('last', 'TopN', 'first')");

    start(
        "join",
        2,
        "SELECT x.id AS a, x.k, y.id AS b FROM t x LEFT JOIN t y ON x.k = y.id AND y.price > x.id - 1000");
    assertSame(
        "SELECT x.id, x.k, 1, COUNT(y.id) FROM b x LEFT JOIN b y"
            + " ON x.k = y.id AND y.price > x.id - 1000 GROUP BY x.id, x.k",
        "SELECT id, k, row_count, match_count FROM STATE('join', 'Join', 'left')");
    String several = refused("SELECT * FROM STATE('join', 'Join')");
    assertTrue(several.contains("Join has several state tables"), several);
    assertTrue(several.contains("'left', 'right'"), several);

    start(
        "lag",
        "SELECT id, price, LAG(id) OVER (PARTITION BY k ORDER BY price DESC, id) AS former FROM t");
    assertSame(
        "SELECT id, price, LAG(id) OVER (PARTITION BY k ORDER BY price DESC, id) FROM b",
        "SELECT id, price, former FROM STATE('lag', 'Over')");
  }

  @Test
  void whatWaitsForTimeIsShownWithItsTime() {
    start(
        "windows",
        "SELECT window_end, k, COUNT(*) AS n FROM TABLE(TUMBLE(TABLE t, DESCRIPTOR(ts), INTERVAL '2' MINUTES))"
            + " GROUP BY window_start, window_end, k");
    String first = "CAST(TIMESTAMP '2024-01-01 00:02:00' AS TIMESTAMP(3))";
    String last = "CAST(TIMESTAMP '2024-01-01 00:06:00' AS TIMESTAMP(3))";
    assertSame(
        "SELECT k, COUNT(*), " + first + ", " + last + " FROM b GROUP BY k",
        "SELECT k, SUM(row_count), MIN(window_end), MAX(window_end)"
            + " FROM STATE('windows', 'WindowAggregate') GROUP BY k");

    start(
        "sessions",
        "SELECT window_end, k, COUNT(*) AS n FROM TABLE(SESSION(TABLE t PARTITION BY k, DESCRIPTOR(ts), INTERVAL '1' MINUTES))"
            + " GROUP BY window_start, window_end, k");
    assertSame(
        "SELECT k, MIN(ts), MAX(ts) FROM b GROUP BY k",
        "SELECT k, sessions[1].`first`, sessions[1].`last`"
            + " FROM STATE('sessions', 'SessionAssign', 'sessions')");
    assertSame(
        "SELECT k, ts FROM b", "SELECT k, ts FROM STATE('sessions', 'SessionAssign', 'rows')");

    start(
        "interval",
        2,
        "SELECT x.id AS a, y.id AS b FROM t x LEFT JOIN t y ON x.k = y.k AND y.id < 0"
            + " AND y.ts BETWEEN x.ts AND x.ts + INTERVAL '30' MINUTES");
    assertSame(
        "SELECT id, ts FROM b", "SELECT id, ts FROM STATE('interval', 'IntervalJoin', 'left')");
    assertSame(
        "SELECT k, ts FROM b",
        "SELECT k, ts FROM STATE('interval', 'IntervalJoin', 'left without match')");

    start(
        "pattern",
        "SELECT * FROM t MATCH_RECOGNIZE (PARTITION BY k ORDER BY ts MEASURES LAST(B.id) AS last_id"
            + " PATTERN (A B{100}) DEFINE A AS A.id >= 0)");
    assertSame("SELECT id, k FROM b", "SELECT id, k FROM STATE('pattern', 'Match', 'waiting')");
    String runs = refused("SELECT * FROM STATE('pattern', 'Match', 'runs')");
    assertTrue(runs.contains("state table \"runs\" of Match cannot be shown as rows"), runs);
  }

  /** Does what {@code docs/state.md} says. */
  @Test
  void thePageIsRight() throws IOException {
    String page = Files.readString(Path.of("../docs/state.md"));
    String[] blocks = page.split("```");
    Path orders = directory.resolve("orders");
    Files.createDirectories(orders);
    Files.writeString(
        orders.resolve("a.json"),
        "{\"customer\":\"ann\",\"price\":10.50}\n{\"customer\":\"bob\",\"price\":8.00}\n"
            + "{\"customer\":\"ann\",\"price\":2.00}\n");
    tell(
        blocks[1]
            .replaceFirst("sql\n", "")
            .strip()
            .replaceFirst(";$", "")
            .replace("'orders'", "'" + orders + "'"));
    checkpointBehind("spent", 3);
    assertEquals(
        List.of("ann,2,12.50", "bob,1,8.00"),
        ask(blocks[3].replaceFirst("sql\n", "").strip().replaceFirst(";$", "")));
    assertTrue(blocks[5].contains("| ann      |         2 |     12.50 |"), blocks[5]);
    assertEquals(1, ask("SHOW OPERATORS FOR JOB 'spent'").size());
    assertTrue(refused("SHOW OPERATORS FOR JOB 'spend'").contains("there is no job \"spend\""));
  }
}
