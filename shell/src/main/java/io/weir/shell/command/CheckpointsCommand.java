package io.weir.shell.command;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code weir checkpoints}: the checkpoints of a job. */
@Command(
    name = "checkpoints",
    sortOptions = false,
    description = "List the checkpoints of a job, or read every file of them to verify it.")
final class CheckpointsCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      index = "0",
      paramLabel = "JOB",
      description = "The job's name, as \"weir jobs\" lists it.")
  private String job;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "verify",
      description = "Compare every file with its checksum.")
  private String action;

  @ParentCommand private WeirCommand weir;

  @Override
  public Integer call() {
    if (action == null) {
      return JobsCommand.answer(weir, table -> table.checkpoints(job));
    }
    if (!action.equals("verify")) {
      throw new ParameterException(
          spec.commandLine(), "\"" + action + "\" cannot be done with checkpoints; use verify");
    }
    return JobsCommand.answer(weir, table -> table.verify(job));
  }
}
