package io.weir.shell;

import io.weir.shell.command.ExitCode;
import io.weir.shell.command.WeirCommand;
import io.weir.shell.render.ErrorText;
import picocli.CommandLine;

/** Where the process starts. */
public final class Main {
  private Main() {}

  /** Runs the command line and ends the process with its exit code. */
  public static void main(String[] arguments) {
    CommandLine command =
        new CommandLine(new WeirCommand())
            .setExecutionExceptionHandler(
                (fault, line, parsed) -> {
                  System.err.println(ErrorText.of(fault, "", ""));
                  return ExitCode.FAILED;
                });
    System.exit(command.execute(arguments));
  }
}
