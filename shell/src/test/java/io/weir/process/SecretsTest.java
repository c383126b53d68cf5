package io.weir.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A password that a script gets as a variable is nowhere in what the job says and leaves behind.
 */
class SecretsTest {
  private static final String SECRET = "geheim-4711";

  @TempDir Path directory;

  @Test
  void aPasswordLeavesNoTrace() throws Exception {
    String url = "jdbc:sqlite:" + directory.resolve("secret.db");
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE numbers (id BIGINT)");
    }
    Path script = directory.resolve("secret.sql");
    Files.writeString(
        script,
        """
        SET 'execution.checkpointing.interval' = '50 ms';
        CREATE TABLE g (id BIGINT) WITH ('connector' = 'datagen', 'rows-per-second' = '1000');
        CREATE TABLE numbers (id BIGINT) WITH ('connector' = 'jdbc', 'url' = '%s',
          'table-name' = 'numbers', 'username' = 'me', 'password' = '${DB_PASSWORD}');
        SHOW CREATE TABLE numbers;
        EXPLAIN INSERT INTO numbers SELECT id FROM g;
        INSERT INTO numbers SELECT id FROM g;
        """
            .formatted(url));
    Path job = directory.resolve("weir-data/jobs");
    try (WeirProcess weir =
        WeirProcess.start(directory, "run", script.toString(), "--var", "DB_PASSWORD=" + SECRET)) {
      weir.await(() -> count(url) > 0);
      assertTrue(weir.isAlive(), weir::readableErrors);
      assertSilent(weir.output() + weir.errors());
      assertTrue(weir.output().contains("'password' = '******'"), weir.output());
      weir.terminate();
      weir.exitCode();
    }
    assertTrue(Files.exists(job), "the job has left nothing behind");
    assertNoFileHasIt(directory.resolve("weir-data"));
    try (WeirProcess weir = WeirProcess.start(directory, "run", script.toString())) {
      assertEquals(1, weir.exitCode(), weir::readableErrors);
      assertTrue(weir.errors().contains("DB_PASSWORD"), weir.errors());
    }
  }

  private static long count(String url) throws Exception {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA busy_timeout = 30000");
      return statement.executeQuery("SELECT COUNT(*) FROM numbers").getLong(1);
    }
  }

  private static void assertNoFileHasIt(Path root) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(root)) {
      files = all.filter(Files::isRegularFile).toList();
    }
    assertFalse(files.isEmpty());
    for (Path file : files) {
      String content = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
      assertFalse(content.contains(SECRET), file + " holds the secret");
    }
  }

  private static void assertSilent(String text) {
    assertFalse(text.contains(SECRET), text);
  }
}
