package io.weir.shell;

import io.weir.shell.render.Console;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * A command line run in this process.
 *
 * @param exitCode what the process would have ended with
 * @param output what went to standard output
 * @param errors what went to standard error
 */
public record CommandRun(int exitCode, String output, String errors) {
  /** Runs {@code weir arguments}. */
  public static CommandRun of(String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Console console = new Console(out, new PrintStream(err, true, StandardCharsets.UTF_8), false);
    int exitCode = Main.run(console, arguments);
    return new CommandRun(
        exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }
}
