package io.weir.shell.command;

import io.weir.shell.render.Console;
import io.weir.shell.render.ErrorText;
import io.weir.shell.run.Script;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code weir explain}: the plans of a file's queries. */
@Command(
    name = "explain",
    sortOptions = false,
    description = "Plan every query of a file and print the plans; run nothing, contact nothing.")
final class ExplainCommand implements Callable<Integer> {
  @Parameters(paramLabel = "FILE.sql", description = "The query file; - is standard input.")
  private String file;

  @ParentCommand private WeirCommand weir;

  @Override
  public Integer call() throws Exception {
    Console console = weir.console();
    try {
      Script script = file.equals("-") ? Script.ofStandardInput(System.in) : Script.ofFile(file);
      return weir.options().runs(console).explain(script);
    } catch (IOException e) {
      console.err().println(ErrorText.of(e, "", ""));
      return ExitCode.USAGE;
    }
  }
}
