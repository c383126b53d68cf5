package io.weir.shell.command;

import io.weir.runtime.error.WeirException;
import io.weir.runtime.time.SystemClock;
import io.weir.shell.render.ErrorText;
import io.weir.shell.run.ConsoleAnswers;
import io.weir.shell.run.Presentation;
import io.weir.shell.run.Runs;
import io.weir.shell.run.StatementSession;
import io.weir.shell.serve.AttachedSession;
import java.io.IOException;
import java.util.Optional;

/** Has statements of a command line executed by the server of the data directory. */
final class AttachedCommands {
  private AttachedCommands() {}

  /** Executes statements in the server; the exit code, or empty if there is no server. */
  static Optional<Integer> execute(Runs runs, String statements) {
    Presentation presentation =
        new Presentation(runs.format(), runs.console().out(), SystemClock.INSTANCE);
    ConsoleAnswers answers =
        new ConsoleAnswers(runs.console(), presentation, false, SystemClock.INSTANCE);
    try {
      Optional<AttachedSession> attached = AttachedSession.open(runs, answers);
      if (attached.isEmpty()) {
        return Optional.empty();
      }
      try (AttachedSession session = attached.get()) {
        return Optional.of(exitCode(session.execute(statements, "")));
      }
    } catch (WeirException | IOException e) {
      runs.console().err().println(ErrorText.of(e, "", ""));
      return Optional.of(ExitCode.UNAVAILABLE);
    }
  }

  private static int exitCode(StatementSession.Outcome outcome) {
    return switch (outcome) {
      case DONE, LEFT -> ExitCode.DONE;
      case FAILED -> ExitCode.FAILED;
      case CANCELLED -> ExitCode.INTERRUPTED;
    };
  }
}
