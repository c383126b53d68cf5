package io.weir.runtime.connector.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weir.runtime.connector.Committer;
import io.weir.runtime.connector.LookupAnswer;
import io.weir.runtime.connector.LookupReader;
import io.weir.runtime.connector.OptionException;
import io.weir.runtime.connector.Sink;
import io.weir.runtime.connector.SinkWriter;
import io.weir.runtime.connector.Source;
import io.weir.runtime.connector.TableDescriptor;
import io.weir.runtime.connector.format.RowText;
import io.weir.runtime.error.WeirException;
import io.weir.runtime.stream.Batch;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables of a real PostgreSQL and of SQLite. */
class JdbcTest {
  private static final String KEYED = "id BIGINT, name STRING";

  @TempDir private static Path directory;
  private static EmbeddedPostgres postgres;
  private static final Map<String, JdbcKit> KITS = new LinkedHashMap<>();

  @BeforeAll
  static void start() throws IOException {
    postgres = TestPostgres.start(directory.resolve("postgres"));
    KITS.put("postgres", new JdbcKit(postgres.getJdbcUrl("postgres", "postgres")));
    KITS.put("sqlite", new JdbcKit("jdbc:sqlite:" + directory.resolve("test.db")));
  }

  @AfterAll
  static void stop() throws IOException {
    KITS.values().forEach(JdbcKit::close);
    postgres.close();
  }

  private static String snapshot(SinkWriter writer, Committer committer, long epoch)
      throws IOException {
    List<byte[]> committables = writer.snapshot(epoch, false).complete().committables();
    committer.commit(epoch, committables);
    return committables.isEmpty() ? "nothing" : "something";
  }

  @ParameterizedTest
  @ValueSource(strings = {"postgres", "sqlite"})
  void anEpochIsWrittenOnceAndByKey(String database) throws Exception {
    JdbcKit kit = KITS.get(database);
    kit.execute("CREATE TABLE keyed (id BIGINT PRIMARY KEY, name TEXT)");
    TableDescriptor table = kit.table("keyed", KEYED, List.of("id"), Map.of());
    Sink sink = kit.sink(table);
    assertEquals(Sink.CommitMode.TRANSACTIONAL, sink.commitMode());
    sink.prepare();
    try (SinkWriter writer = sink.createWriter(kit.context());
        Committer committer = sink.createCommitter("one")) {
      writer.write(kit.batch(table, "+[1, \"a\"]", "+[2, \"b\"]", "-[1, \"a\"]", "+[1, \"c\"]"));
      writer.write(kit.batch(table, "+[3, \"d\"]"));
      assertEquals(List.of(), kit.query("SELECT * FROM keyed"));
      List<byte[]> first = writer.snapshot(1, false).complete().committables();
      committer.commit(1, first);
      assertEquals(List.of("1|c", "2|b", "3|d"), kit.query("SELECT * FROM keyed ORDER BY id"));
      kit.execute("UPDATE keyed SET name = 'other' WHERE id = 1");
      committer.commit(1, first);
      writer.write(kit.batch(table, "-[2, \"b\"]", "+[3, \"e\"]"));
      assertEquals("something", snapshot(writer, committer, 4));
      assertEquals("nothing", snapshot(writer, committer, 5));
      try (Committer rival = sink.createCommitter("one")) {
        rival.commit(1, first);
      }
      List<String> rows = kit.query("SELECT * FROM keyed ORDER BY id");
      assertEquals(List.of("1|other", "3|e"), rows);
      try (Committer otherJob = sink.createCommitter("two")) {
        otherJob.commit(1, first);
      }
      rows = kit.query("SELECT * FROM keyed ORDER BY id");
      assertEquals(List.of("1|c", "2|b", "3|d"), rows);
    }
    assertEquals(
        List.of("one|4", "two|1"), kit.query("SELECT id, epoch FROM weir_commit ORDER BY id"));
    kit.execute("DELETE FROM weir_commit");
  }

  @ParameterizedTest
  @ValueSource(strings = {"postgres", "sqlite"})
  void rowsAreWrittenAtOnce(String database) throws Exception {
    JdbcKit kit = KITS.get(database);
    kit.execute("CREATE TABLE direct (id BIGINT PRIMARY KEY, name TEXT)");
    Map<String, String> options =
        Map.of("sink.commit-mode", "idempotent", "sink.buffer-flush.max-rows", "2");
    TableDescriptor table = kit.table("direct", KEYED, List.of("id"), options);
    Sink sink = kit.sink(table);
    assertEquals(Sink.CommitMode.IDEMPOTENT, sink.commitMode());
    sink.prepare();
    try (SinkWriter writer = sink.createWriter(kit.context())) {
      for (int attempt = 0; attempt < 2; attempt++) {
        writer.write(kit.batch(table, "+[1, \"a\"]", "+[2, \"b\"]", "+[3, \"c\"]"));
        writer.write(kit.batch(table, "-[2, \"b\"]", "+[1, \"d\"]"));
        writer.snapshot(1, false).complete();
      }
    }
    assertEquals(List.of("1|d", "3|c"), kit.query("SELECT * FROM direct ORDER BY id"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"postgres", "sqlite"})
  void everyTypeComesBack(String database) throws Exception {
    JdbcKit kit = KITS.get(database);
    boolean isSqlite = database.equals("sqlite");
    kit.execute(
        "CREATE TABLE types (b BOOLEAN, i2 SMALLINT, i4 INTEGER, i8 BIGINT, f4 REAL, f8 DOUBLE"
            + " PRECISION, n "
            + (isSqlite ? "TEXT" : "NUMERIC(20, 4)")
            + ", s VARCHAR(20), y "
            + (isSqlite ? "BLOB" : "BYTEA")
            + ", d DATE, t TIME, ts TIMESTAMP, tz "
            + (isSqlite ? "TEXT" : "TIMESTAMPTZ")
            + ")");
    TableDescriptor table =
        kit.table(
            "types",
            "b BOOLEAN, i2 SMALLINT, i4 INT, i8 BIGINT, f4 FLOAT, f8 DOUBLE, n DECIMAL(20, 4), s"
                + " STRING, y BYTES, d DATE, t TIME, ts TIMESTAMP(6), tz TIMESTAMP_LTZ(3)",
            List.of(),
            Map.of());
    String[] rows = {
      "+[true, -7, 12, 9007199254740993, 1.5, -2.25, \"1234567890123456.7891\", \"O'Ära\", \"010203\","
          + " \"2024-02-29\", \"12:34:56\", \"1969-12-31T23:59:59.123456\","
          + " \"2024-05-01T10:00:00.500Z\"]",
      "+[false, 7, -12, -1, 1, 2, \"0.0001\", \"\", \"\", \"0001-01-01\", \"00:00:00\","
          + " \"9999-12-31T23:59:59.999999\", \"1500-01-01T00:00:00Z\"]",
      "+[null, null, null, null, null, null, null, null, null, null, null, null, null]"
    };
    Sink sink = kit.sink(table);
    sink.prepare();
    List<String> written;
    try (SinkWriter writer = sink.createWriter(kit.context());
        Committer committer = sink.createCommitter("types")) {
      Batch batch = kit.batch(table, rows);
      written = new ArrayList<>(RowText.of(batch));
      writer.write(batch);
      snapshot(writer, committer, 1);
    }
    List<String> read = new ArrayList<>(kit.read(kit.source(table), 0).get(0));
    written.sort(null);
    read.sort(null);
    assertEquals(written, read);
  }

  /** Also where the database may forget what was committed last, as the one of the test may. */
  @ParameterizedTest
  @ValueSource(strings = {"transactional", "idempotent"})
  void whatIsCommittedSurvivesACrashOfTheDatabase(String mode) throws Exception {
    JdbcKit kit = KITS.get("postgres");
    String name = "durable_" + mode;
    assertEquals(List.of("off"), kit.query("SHOW synchronous_commit"));
    kit.execute(
        "CREATE TABLE "
            + name
            + " (id BIGINT PRIMARY KEY, how TEXT DEFAULT current_setting('synchronous_commit'))");
    TableDescriptor table =
        kit.table(name, "id BIGINT", List.of("id"), Map.of("sink.commit-mode", mode));
    Sink sink = kit.sink(table);
    sink.prepare();
    try (SinkWriter writer = sink.createWriter(kit.context());
        Committer committer = sink.createCommitter(name)) {
      writer.write(kit.batch(table, "+[1]"));
      snapshot(writer, committer, 1);
    }
    assertEquals(List.of("1|on"), kit.query("SELECT * FROM " + name));
  }

  @Test
  void arraysAreRead() throws Exception {
    JdbcKit kit = KITS.get("postgres");
    kit.execute(
        "CREATE TABLE arrays (i INT[], s TEXT[], n NUMERIC(6, 2)[], d DATE[], ts TIMESTAMP[], tz"
            + " TIMESTAMPTZ[], b BOOLEAN[])",
        "INSERT INTO arrays VALUES ('{1,NULL,3}', '{a,\"b,c\",NULL}', '{1.5}', '{2024-02-29}',"
            + " '{\"1969-12-31 23:59:59.5\"}', '{\"2024-05-01 10:00:00+02\"}', '{t,f}'), ('{}', NULL,"
            + " NULL, NULL, NULL, NULL, NULL)");
    TableDescriptor table =
        kit.table(
            "arrays",
            "i ARRAY<INT>, s ARRAY<STRING>, n ARRAY<DECIMAL(6, 2)>, d ARRAY<DATE>, ts"
                + " ARRAY<TIMESTAMP(3)>, tz ARRAY<TIMESTAMP_LTZ(3)>, b ARRAY<BOOLEAN>",
            List.of(),
            Map.of());
    assertEquals(
        List.of(
            "[1, NULL, 3] | [a, b,c, NULL] | [1.50] | [2024-02-29] |"
                + " [1969-12-31T23:59:59.500] | [2024-05-01T08:00Z] | [true, false]",
            "[] | NULL | NULL | NULL | NULL | NULL | NULL"),
        kit.read(kit.source(table), 0).get(0));
    assertThrows(OptionException.class, () -> kit.sink(table));
  }

  /** A column of SQLite holds what was put into it, whatever it is declared as. */
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "INT, abc, 'abc' is no INT",
        "INT, 1.5, the value 1.5 does not fit INT",
        "DOUBLE, x, 'x' is no DOUBLE",
        "BOOLEAN, maybe, 'maybe' is no BOOLEAN",
        "BIGINT, \" 12 \", 12",
        "BOOLEAN, True, true",
        "DOUBLE, 1e999, Infinity"
      })
  void sqliteIsReadAsItIs(String type, String value, String expected) throws Exception {
    JdbcKit kit = KITS.get("sqlite");
    kit.execute("DROP TABLE IF EXISTS loose", "CREATE TABLE loose (v)");
    boolean isNumber = value.matches("[0-9].*");
    kit.execute("INSERT INTO loose VALUES (" + (isNumber ? value : "'" + value + "'") + ")");
    TableDescriptor table = kit.table("loose", "v " + type, List.of(), Map.of());
    if (expected.contains(" ")) {
      WeirException failure =
          assertThrows(WeirException.class, () -> kit.read(kit.source(table), 0));
      assertTrue(failure.getMessage().contains(expected), failure.getMessage());
    } else {
      assertEquals(List.of(expected), kit.read(kit.source(table), 0).get(0));
    }
  }

  @Test
  void whatHasNoOrderIsReadToo() throws Exception {
    JdbcKit kit = KITS.get("postgres");
    kit.execute(
        "CREATE TABLE orderless (j JSON, p POINT, s TEXT)",
        "INSERT INTO orderless VALUES ('[2]', '(1,2)', 'b'), ('[1]', NULL, 'a')");
    TableDescriptor table =
        kit.table("orderless", "j STRING, p STRING, s STRING", List.of(), Map.of());
    assertEquals(
        List.of("[1] | NULL | a", "[2] | (1,2) | b"), kit.read(kit.source(table), 0).get(0));
    TableDescriptor wrong = kit.table("orderless", "s INT", List.of(), Map.of());
    WeirException failure = assertThrows(WeirException.class, () -> kit.read(kit.source(wrong), 0));
    assertEquals(
        "declare the columns with the types that the database has, or as STRING", failure.hint());
  }

  @ParameterizedTest
  @CsvSource({
    "INT, 3000000000::BIGINT, the value 3000000000 does not fit INT",
    "TINYINT, 128, the value 128 does not fit TINYINT",
    "FLOAT, 1e300::FLOAT8, the value 1.0E300 does not fit FLOAT",
    "DATE, 'infinity'::DATE, the value infinity does not fit DATE",
    "TIMESTAMP(3), '-infinity'::TIMESTAMP, the value -infinity does not fit TIMESTAMP(3)",
    "TIMESTAMP_LTZ(3), 'infinity'::TIMESTAMPTZ, the value infinity does not fit TIMESTAMP_LTZ(3)",
    "INT NOT NULL, NULL::INT, 'column \"v\" is INT NOT NULL, and NULL was found'"
  })
  void whatATypeCannotHoldIsAnError(String type, String value, String message) throws Exception {
    JdbcKit kit = KITS.get("postgres");
    kit.execute("DROP VIEW IF EXISTS misfits", "CREATE VIEW misfits AS SELECT " + value + " AS v");
    TableDescriptor table = kit.table("misfits", "v " + type, List.of(), Map.of());
    WeirException failure = assertThrows(WeirException.class, () -> kit.read(kit.source(table), 0));
    assertTrue(failure.getMessage().contains(message), failure.getMessage());
    assertFalse(failure.isRetryable());
  }

  @ParameterizedTest
  @ValueSource(strings = {"postgres", "sqlite"})
  void partsAndPositionsGiveAllRowsOnce(String database) throws Exception {
    JdbcKit kit = KITS.get(database);
    kit.execute(
        "CREATE TABLE numbers (id BIGINT PRIMARY KEY, name TEXT)",
        "INSERT INTO numbers WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i"
            + " < 10000) SELECT i, 'n' || i FROM n");
    Source whole = kit.source(kit.table("numbers", KEYED, List.of("id"), Map.of()));
    List<String> all = kit.read(whole, 0).get(0);
    assertEquals(10_000, all.size());
    assertEquals(all.subList(4096, 10_000), kit.read(whole, 4096).get(0));
    Map<String, String> options =
        Map.of(
            "scan.partition.column", "id",
            "scan.partition.num", "3",
            "scan.partition.lower-bound", "1",
            "scan.partition.upper-bound", "9999");
    List<List<String>> parts =
        kit.read(kit.source(kit.table("numbers", KEYED, List.of("id"), options)), 0);
    List<String> together = parts.stream().flatMap(List::stream).toList();
    assertEquals(3, parts.size());
    assertEquals(all.subList(0, 9_999), together);
  }

  @ParameterizedTest
  @ValueSource(strings = {"postgres", "sqlite"})
  void keysAreLookedUp(String database) throws Exception {
    JdbcKit kit = KITS.get(database);
    kit.execute(
        "CREATE TABLE dim (id BIGINT, name TEXT)",
        "INSERT INTO dim VALUES (1, 'a'), (1, 'b'), (2, 'c'), (3, 'd')");
    TableDescriptor table = kit.table("dim", KEYED, List.of(), Map.of());
    List<String> found = new ArrayList<>();
    try (LookupReader reader = kit.source(table).lookup(List.of(0)).orElseThrow().open();
        Batch keys = kit.batch(table, "+[1, null]", "+[9, null]", "+[3, null]");
        LookupAnswer answer = reader.request(keys, List.of(0), new int[] {0, 1, 2}, 0, 3).run()) {
      for (Batch batch = answer.next(kit.allocator());
          batch != null;
          batch = answer.next(kit.allocator())) {
        found.addAll(RowText.of(batch));
        batch.close();
      }
    }
    found.sort(null);
    assertEquals(3, found.size(), found.toString());
  }

  @Test
  void mistakesAreSaidClearlyAndWithoutSecrets() throws Exception {
    JdbcKit kit = KITS.get("postgres");
    kit.execute("CREATE TABLE narrow (id BIGINT, name VARCHAR(3) NOT NULL)");
    int port = postgres.getPort();
    assertFails(
        kit.table("nowhere", KEYED, List.of(), Map.of()), "relation \"nowhere\" does not exist");
    assertFails(
        kit.table("narrow", "id BIGINT, nome STRING", List.of(), Map.of()),
        "column \"nome\" does not exist");
    assertFails(
        kit.table("narrow", KEYED, List.of("id"), Map.of()),
        "PRIMARY KEY (id) is not unique in the database");
    assertFails(
        kit.table(
            "narrow", KEYED, List.of(), Map.of("url", "jdbc:postgresql://localhost:1/postgres")),
        "Connection to localhost:1 refused");
    assertFails(
        kit.table(
            "narrow",
            KEYED,
            List.of(),
            Map.of(
                "url",
                "jdbc:postgresql://localhost:" + port + "/other?password=sesame",
                "username",
                "postgres",
                "password",
                "sesame")),
        "database \"other\" does not exist");
    TableDescriptor narrow = kit.table("narrow", KEYED, List.of(), Map.of());
    Sink sink = kit.sink(narrow);
    sink.prepare();
    assertTrue(commitFails(kit, sink, narrow, "+[1, \"long\"]").contains("too long"));
    assertTrue(commitFails(kit, sink, narrow, "+[1, null]").contains("null value in column"));
  }

  /** The server of the test trusts everybody; one user it does not. */
  @Test
  void aWrongPasswordIsNamedAndNotShown() throws Exception {
    JdbcKit kit = KITS.get("postgres");
    kit.execute("CREATE ROLE guarded LOGIN PASSWORD 'sesame'");
    kit.execute("CREATE TABLE kept (id BIGINT, name VARCHAR(3))");
    try (Connection connection = DriverManager.getConnection(kit.url());
        Statement statement = connection.createStatement()) {
      try (ResultSet file = statement.executeQuery("SHOW hba_file")) {
        file.next();
        Path rules = Path.of(file.getString(1));
        Files.writeString(rules, "host all guarded all scram-sha-256\n" + Files.readString(rules));
      }
      statement.execute("SELECT pg_reload_conf()");
    }
    TableDescriptor table =
        kit.table(
            "kept",
            KEYED,
            List.of(),
            Map.of(
                "url",
                "jdbc:postgresql://localhost:" + postgres.getPort() + "/postgres",
                "username",
                "guarded",
                "password",
                "opensesame"));
    Sink sink = new JdbcConnector().createSink(table);
    WeirException refused = null;
    while (refused == null && !Thread.interrupted()) {
      // The server reads its rules again some time later.
      try {
        sink.prepare();
      } catch (WeirException e) {
        refused = e;
      }
    }
    assertTrue(
        refused.getMessage().contains("password authentication failed for user \"guarded\""),
        refused.getMessage());
    assertFalse(refused.getMessage().contains("sesame"), refused.getMessage());
    assertFalse(refused.isRetryable());
    assertEquals("check 'username' and 'password'", refused.hint());
  }

  private static void assertFails(TableDescriptor table, String expected) {
    Sink sink = new JdbcConnector().createSink(table);
    WeirException failure = assertThrows(WeirException.class, sink::prepare);
    assertTrue(failure.getMessage().contains(expected), failure.getMessage());
    assertFalse(failure.getMessage().contains("sesame"), failure.getMessage());
  }

  private static String commitFails(JdbcKit kit, Sink sink, TableDescriptor table, String row)
      throws IOException {
    try (SinkWriter writer = sink.createWriter(kit.context());
        Committer committer = sink.createCommitter("fails")) {
      writer.write(kit.batch(table, row));
      List<byte[]> staged = writer.snapshot(1, false).complete().committables();
      WeirException failure = assertThrows(WeirException.class, () -> committer.commit(1, staged));
      assertFalse(failure.isRetryable());
      return failure.getMessage();
    }
  }

  @Test
  void aCutConnectionIsOpenedAgain() throws Exception {
    JdbcKit kit = KITS.get("postgres");
    kit.execute("CREATE TABLE cut (id BIGINT PRIMARY KEY, name TEXT)");
    TableDescriptor table = kit.table("cut", KEYED, List.of("id"), Map.of());
    Sink sink = kit.sink(table);
    sink.prepare();
    try (SinkWriter writer = sink.createWriter(kit.context());
        Committer committer = sink.createCommitter("cut")) {
      writer.write(kit.batch(table, "+[1, \"a\"]"));
      snapshot(writer, committer, 1);
      cutAll(kit);
      writer.write(kit.batch(table, "+[2, \"b\"]"));
      List<byte[]> second = writer.snapshot(2, false).complete().committables();
      WeirException lost = assertThrows(WeirException.class, () -> committer.commit(2, second));
      assertTrue(lost.isRetryable(), lost.getMessage());
      committer.commit(2, second);
      assertEquals(List.of("1|a", "2|b"), kit.query("SELECT * FROM cut ORDER BY id"));
    }
    Sink direct =
        kit.sink(kit.table("cut", KEYED, List.of("id"), Map.of("sink.commit-mode", "idempotent")));
    try (SinkWriter writer = direct.createWriter(kit.context())) {
      writer.write(kit.batch(table, "+[3, \"c\"]"));
      cutAll(kit);
      writer.write(kit.batch(table, "+[4, \"d\"]"));
      writer.snapshot(1, false).complete();
    }
    assertEquals(List.of("4"), kit.query("SELECT COUNT(*) FROM cut"));
  }

  private static void cutAll(JdbcKit kit) throws SQLException {
    kit.query(
        "SELECT COUNT(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE application_name ="
            + " 'weir'");
  }

  @Test
  void mySqlIsWrittenInItsWords() {
    JdbcDialect mysql = JdbcDialect.of("jdbc:mariadb://h/db");
    assertEquals(
        "INSERT INTO `s`.`t` (`a`, `b`) VALUES (?, ?) ON DUPLICATE KEY UPDATE `b` = VALUES(`b`)",
        mysql.upsert("s.t", List.of("a", "b"), List.of("a")));
    assertEquals("DELETE FROM `t` WHERE `a` = ? AND `b` = ?", mysql.delete("t", List.of("a", "b")));
    assertEquals(
        "SELECT `a` FROM `t` WHERE (`a` = ? AND `b` = ?) OR (`a` = ? AND `b` = ?)",
        mysql.lookup("t", List.of("a"), List.of("a", "b"), 2));
    assertEquals(
        "INSERT IGNORE INTO `weir_commit` (id, epoch) VALUES (?, 0)",
        mysql.addEpoch("weir_commit"));
    assertEquals(" LIMIT 9223372036854775807 OFFSET 5", mysql.offset(5));
  }
}
