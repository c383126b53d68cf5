package io.weir.shell.command;

import io.weir.shell.render.Console;
import io.weir.shell.render.ErrorText;
import io.weir.shell.render.ResultFormat;
import io.weir.shell.run.Runs;
import io.weir.shell.run.Script;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code weir explain}: the plans of a file's queries. */
@Command(
    name = "explain",
    sortOptions = false,
    description = "Plan every query of a file and print the plans; run nothing, contact nothing.")
final class ExplainCommand implements Callable<Integer> {
  @Parameters(paramLabel = "FILE.sql", description = "The query file; - is standard input.")
  private String file;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "As SET 'key' = 'value' at the start of the script.")
  private Map<String, String> settings = new LinkedHashMap<>();

  @Option(names = "--var", paramLabel = "NAME=VALUE", description = "Fills $${NAME} in the script.")
  private Map<String, String> variables = new LinkedHashMap<>();

  @Override
  public Integer call() throws Exception {
    Console console = Console.ofProcess();
    try {
      Script script = file.equals("-") ? Script.ofStandardInput(System.in) : Script.ofFile(file);
      return new Runs(Path.of("."), ResultFormat.TABLE, settings, variables, console)
          .explain(script);
    } catch (IOException e) {
      console.err().println(ErrorText.of(e, "", ""));
      return ExitCode.USAGE;
    }
  }
}
