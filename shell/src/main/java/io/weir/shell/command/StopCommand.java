package io.weir.shell.command;

import io.weir.parser.statement.SqlQuoting;
import io.weir.shell.run.Runs;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code weir stop}: stops a job that a server runs. */
@Command(
    name = "stop",
    sortOptions = false,
    description = "Stop a job of weir serve behind a checkpoint; RESUME JOB goes on with it.")
final class StopCommand implements Callable<Integer> {
  @Parameters(
      index = "0",
      paramLabel = "JOB",
      description = "The job's name, as \"weir jobs\" lists it.")
  private String job;

  @Option(
      names = "--savepoint",
      paramLabel = "DIR",
      description = "Keep a copy of all it holds in this directory.")
  private Path savepoint;

  @Option(names = "--drain", description = "End its input first: all windows close.")
  private boolean isDrain;

  @ParentCommand private WeirCommand weir;

  @Override
  public Integer call() {
    Runs runs = weir.options().runs(weir.console());
    String copy =
        savepoint == null
            ? ""
            : " WITH SAVEPOINT "
                + SqlQuoting.string(savepoint.toAbsolutePath().normalize().toString());
    String statement =
        "STOP JOB " + SqlQuoting.string(job) + copy + (isDrain ? " DRAIN" : "") + ";";
    Optional<Integer> answer = AttachedCommands.execute(runs, statement);
    if (answer.isPresent()) {
      return answer.get();
    }
    weir.console().err().println("error: no server runs on " + runs.data());
    weir.console()
        .err()
        .println(
            "hint: \"weir jobs\" says where a job runs; Ctrl-C or SIGTERM stops weir run and the"
                + " shell behind a checkpoint");
    return ExitCode.FAILED;
  }
}
