package io.weir.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weir.runtime.connector.FreePorts;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Standard input and sockets as tables, through the command line. */
class StreamsTest {
  @TempDir Path directory;

  private CommandRun piped(String input, String statements) {
    InputStream before = System.in;
    System.setIn(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)));
    try {
      return run(statements);
    } finally {
      System.setIn(before);
    }
  }

  private CommandRun run(String statements) {
    return CommandRun.of(
        "-e", statements, "--format", "csv", "--data", directory.resolve("data").toString());
  }

  private static String table(String columns, String options) {
    return "CREATE TABLE t (" + columns + ") WITH (" + options + "); ";
  }

  @Test
  void whatIsPipedInIsATable() {
    CommandRun run =
        piped(
            "a,b\n1,x\n2,\"y\nz\"\n3,w",
            table(
                    "a INT, b STRING",
                    "'connector' = 'stdin', 'format' = 'csv', 'csv.header' = 'true'")
                + "SELECT a + 1 AS more, b FROM t;");
    assertEquals("more,b\n2,x\n3,\"y\nz\"\n4,w\n", run.output(), run.errors());
    assertEquals(0, run.exitCode());
  }

  @Test
  void anEmptyInputIsAnEmptyTable() {
    CommandRun run =
        piped(
            "",
            table("a INT", "'connector' = 'stdin', 'format' = 'json'")
                + "SELECT COUNT(*) AS n FROM t;");
    assertEquals("n\n0\n", run.output(), run.errors());
  }

  @Test
  void aLineThatCannotBeReadIsNamed() {
    CommandRun run =
        piped(
            "{\"a\": 1}\n\n{\"a\": \"x\"}\n",
            table("a INT", "'connector' = 'stdin', 'format' = 'json'") + "SELECT a FROM t;");
    assertTrue(run.errors().contains("standard input, line 3"), run.errors());
    assertTrue(run.errors().contains("field \"a\""), run.errors());
    assertEquals(1, run.exitCode());
  }

  @Test
  void whatCannotBeReadAgainGoesIntoNoTableThatKeepsIt() {
    CommandRun run =
        piped(
            "1\n",
            table("a STRING", "'connector' = 'stdin', 'format' = 'raw'")
                + "CREATE TABLE k (a STRING) WITH ('connector' = 'filesystem', 'path' = '"
                + directory
                + "/k', 'format' = 'json'); INSERT INTO k SELECT a FROM t;");
    assertTrue(
        run.errors().contains("source \"t\" cannot be read again from a checkpoint"), run.errors());
    assertEquals(1, run.exitCode());
  }

  @Test
  void aSocketIsReadUntilTheServerCloses() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      CompletableFuture<Void> serving = CompletableFuture.runAsync(() -> serve(server));
      CommandRun run =
          run(
              table(
                      "word STRING",
                      "'connector' = 'socket', 'hostname' = 'localhost', 'port' = '"
                          + server.getLocalPort()
                          + "', 'byte-delimiter' = '59', 'format' = 'raw'")
                  + "SELECT word FROM t;");
      serving.join();
      assertEquals("word\nto\nbe\nor not\n", run.output(), run.errors());
      assertEquals(0, run.exitCode());
    }
  }

  private static void serve(ServerSocket server) {
    try (Socket client = server.accept()) {
      client.getOutputStream().write("to;be;or\nnot".getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void aServerThatIsNotThereIsNamed() throws IOException {
    int port = FreePorts.next();
    CommandRun run =
        run(
            table(
                    "word STRING",
                    "'connector' = 'socket', 'hostname' = 'localhost', 'port' = '"
                        + port
                        + "', 'format' = 'raw'")
                + "SELECT word FROM t;");
    assertTrue(run.errors().contains("connecting to socket localhost:" + port), run.errors());
    assertEquals(1, run.exitCode());
  }
}
