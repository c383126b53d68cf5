package io.weir.shell;

import io.weir.shell.command.ExitCode;
import io.weir.shell.command.WeirCommand;
import io.weir.shell.render.Console;
import io.weir.shell.render.ErrorText;
import io.weir.shell.run.ProcessEnd;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Where the process starts. */
public final class Main {
  private Main() {}

  /**
   * Runs the command line and ends the process with its exit code. At once, without shutdown hooks,
   * unless it was interrupted: a run has been closed by then, and nothing must take time between
   * that and the end of the process.
   */
  public static void main(String[] arguments) {
    Thread.setDefaultUncaughtExceptionHandler((thread, fault) -> abort(fault));
    int code = run(Console.ofProcess(), arguments);
    System.out.flush();
    System.err.flush();
    if (code == ExitCode.INTERRUPTED) {
      System.exit(code);
    }
    ProcessEnd.now(code);
  }

  /** Runs the command line; the exit code. */
  public static int run(Console console, String... arguments) {
    return new CommandLine(new WeirCommand(console))
        .setOut(new PrintWriter(console.out(), true, StandardCharsets.UTF_8))
        .setErr(new PrintWriter(console.err(), true, StandardCharsets.UTF_8))
        .setParameterExceptionHandler((fault, all) -> wrongUsage(fault))
        .setExecutionExceptionHandler(
            (fault, line, parsed) -> {
              console.err().println(ErrorText.of(fault, "", ""));
              return ExitCode.FAILED;
            })
        .execute(arguments);
  }

  /** Says what is wrong, and where the options are listed, which would take a screen. */
  private static int wrongUsage(ParameterException fault) {
    CommandLine command = fault.getCommandLine();
    command.getErr().println("error: " + fault.getMessage());
    if (!UnmatchedArgumentException.printSuggestions(fault, command.getErr())) {
      String name = command.getCommandSpec().qualifiedName();
      command.getErr().println("hint: " + name + " --help says what there is");
    }
    return ExitCode.USAGE;
  }

  /** A fault that nobody could take: nothing is known of what runs, so nothing may go on. */
  private static void abort(Throwable fault) {
    System.err.println(ErrorText.of(fault, "", ""));
    Runtime.getRuntime().halt(ExitCode.FAILED);
  }
}
