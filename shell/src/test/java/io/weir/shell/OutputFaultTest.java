package io.weir.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.weir.shell.render.Console;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Standard output takes no more. */
class OutputFaultTest {
  @TempDir Path directory;

  private String errors(String reason, String... arguments) {
    OutputStream out =
        new OutputStream() {
          @Override
          public void write(int value) throws IOException {
            throw new IOException(reason);
          }
        };
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Console console = new Console(out, new PrintStream(err, true, StandardCharsets.UTF_8), false);
    String[] all = new String[arguments.length + 2];
    all[0] = "--data";
    all[1] = directory.toString();
    System.arraycopy(arguments, 0, all, 2, arguments.length);
    assertEquals(1, Main.run(console, all));
    return err.toString(StandardCharsets.UTF_8);
  }

  @Test
  void aReaderThatHasSeenEnoughIsNoFault() {
    assertEquals("", errors("Broken pipe", "-e", "SELECT 1"));
    assertEquals("", errors("Broken pipe", "-e", "SHOW FUNCTIONS"));
    assertEquals("", errors("Broken pipe", "jobs"));
  }

  @Test
  void aFullDiskIsNamed() {
    String text = "error: the result cannot be written: No space left on device\n";
    assertEquals(text, errors("No space left on device", "-e", "SELECT 1"));
    assertEquals(text, errors("No space left on device", "-e", "SHOW FUNCTIONS"));
    assertEquals(text, errors("No space left on device", "jobs"));
  }
}
