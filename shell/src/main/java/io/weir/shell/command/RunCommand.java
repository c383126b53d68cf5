package io.weir.shell.command;

import io.weir.runtime.connector.stream.StandardInput;
import io.weir.shell.render.Console;
import io.weir.shell.render.ErrorText;
import io.weir.shell.run.Script;
import io.weir.shell.run.Watching;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code weir run}: the statements of files, in order. */
@Command(
    name = "run",
    sortOptions = false,
    description = {
      "Run the statements of query files, to the end of bounded inputs or until stopped.",
      "Interrupted or killed, the same command goes on where it stopped."
    })
final class RunCommand implements Callable<Integer> {
  @ParentCommand private WeirCommand weir;

  @Parameters(
      arity = "1..*",
      paramLabel = "FILE.sql",
      description = "Query files; - is standard input.")
  private List<String> files;

  @Option(
      names = "--verbose",
      description = "At the end of each job print its plan with what happened in each step.")
  private boolean isVerbose;

  @Mixin private MetricsOptions metrics;

  @Override
  public Integer call() throws Exception {
    Console console = weir.console();
    Watching watching = new Watching(isVerbose, metrics.address(), metrics.port());
    List<Script> scripts = new ArrayList<>();
    try {
      for (String file : files) {
        scripts.add(file.equals("-") ? Script.ofStandardInput(System.in) : Script.ofFile(file));
      }
    } catch (IOException e) {
      console.err().println(ErrorText.of(e, "", ""));
      return ExitCode.USAGE;
    }
    StandardInput input =
        files.contains("-")
            ? StandardInput.takenBy("the script comes from it")
            : StandardInput.of(System.in);
    return weir.options().runs(console, input).run(scripts, weir.options().isFresh, watching);
  }
}
