package io.weir.shell.command;

import io.weir.planner.Planned;
import io.weir.runtime.error.WeirException;
import io.weir.runtime.file.LocalFileSystem;
import io.weir.shell.data.DataDirectory;
import io.weir.shell.render.Console;
import io.weir.shell.render.ErrorText;
import io.weir.shell.render.OutputFault;
import io.weir.shell.render.TextRows;
import io.weir.shell.run.Engine;
import io.weir.shell.run.JobTable;
import io.weir.shell.run.MemoryPlan;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** {@code weir jobs}: what the data directory holds. */
@Command(name = "jobs", sortOptions = false, description = "List the jobs of a data directory.")
final class JobsCommand implements Callable<Integer> {
  @ParentCommand private WeirCommand weir;

  @Override
  public Integer call() {
    return AttachedCommands.execute(weir.options().runs(weir.console()), "SHOW JOBS;")
        .orElseGet(() -> answer(weir, JobTable::jobs));
  }

  /** A question about a data directory. */
  interface Question {
    Planned.Rows answer(JobTable table) throws IOException;
  }

  static int answer(WeirCommand weir, Question question) {
    Console console = weir.console();
    RunOptions options = weir.options();
    DataDirectory directory =
        new DataDirectory(options.data.toAbsolutePath().normalize(), LocalFileSystem.INSTANCE);
    try (Engine engine = new Engine(MemoryPlan.ofProcess(), LocalFileSystem.INSTANCE)) {
      Planned.Rows rows = question.answer(new JobTable(directory, engine));
      return write(rows, options, console);
    } catch (WeirException e) {
      console.err().println(ErrorText.of(e, "", ""));
      return ExitCode.FAILED;
    } catch (IOException e) {
      console.err().println(ErrorText.of(e, "", ""));
      return ExitCode.UNAVAILABLE;
    }
  }

  private static int write(Planned.Rows rows, RunOptions options, Console console) {
    try {
      TextRows.write(options.format, rows.columns(), rows.rows(), console.out());
      return ExitCode.DONE;
    } catch (IOException e) {
      String text = OutputFault.of(e);
      if (!text.isEmpty()) {
        console.err().println(text);
      }
      return ExitCode.FAILED;
    }
  }
}
