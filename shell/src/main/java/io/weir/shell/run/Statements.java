package io.weir.shell.run;

import io.weir.planner.Planned;
import io.weir.runtime.error.WeirException;
import io.weir.shell.command.ExitCode;
import io.weir.shell.render.Console;
import io.weir.shell.render.ErrorText;
import io.weir.shell.render.OutputFault;
import io.weir.shell.render.ResultFormat;
import io.weir.shell.render.ResultPrinters;
import io.weir.shell.render.TextRows;
import java.io.IOException;

/** Executes the statements that are not jobs: queries, SHOW and its like, commands about jobs. */
final class Statements {
  private final Queries queries;
  private final JobCommands commands;
  private final Console console;
  private final ResultFormat format;

  Statements(Jobs jobs, Session session, Console console, ResultFormat format) {
    this.queries = new Queries(jobs, console.err()::println);
    this.commands = new JobCommands(jobs, session);
    this.console = console;
    this.format = format;
  }

  /** Does what was planned. */
  void execute(Work work) throws RunFailure {
    if (work.planned() instanceof Planned.Query query) {
      queries.run(
          query,
          ResultPrinters.create(
              format, query.root().properties(), query.settings().timeZone(), console.out()),
          started -> {});
    } else if (work.planned() instanceof Planned.Rows rows) {
      print(rows);
    } else if (work.planned() instanceof Planned.Command command) {
      print(execute(command));
    } else {
      throw new AssertionError("not for this place: " + work.planned());
    }
  }

  private Planned.Rows execute(Planned.Command command) throws RunFailure {
    try {
      Planned.Rows rows = commands.execute(command.statement());
      rows.warnings().forEach(console.err()::println);
      return rows;
    } catch (WeirException e) {
      console.err().println(ErrorText.of(e, "", ""));
      throw new RunFailure(ExitCode.FAILED);
    }
  }

  private void print(Planned.Rows rows) throws RunFailure {
    try {
      TextRows.write(format, rows.columns(), rows.rows(), console.out());
    } catch (IOException e) {
      String text = OutputFault.of(e);
      if (!text.isEmpty()) {
        console.err().println(text);
      }
      throw new RunFailure(ExitCode.FAILED);
    }
  }
}
