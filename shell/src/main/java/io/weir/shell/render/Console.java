package io.weir.shell.render;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * Where a command writes: results to {@code out} and nothing else, all the rest to {@code err}.
 *
 * @param out standard output, buffered by whoever writes rows
 * @param err standard error
 * @param isErrorTerminal whether a person looks at standard error
 */
public record Console(OutputStream out, PrintStream err, boolean isErrorTerminal) {
  /** The process's own streams. */
  public static Console ofProcess() {
    return new Console(
        new java.io.FileOutputStream(java.io.FileDescriptor.out),
        new PrintStream(
            new java.io.FileOutputStream(java.io.FileDescriptor.err), true, StandardCharsets.UTF_8),
        "true".equals(System.getProperty("weir.stderr.terminal")));
  }
}
