package io.weir.shell.command;

import io.weir.parser.source.SourceException;
import io.weir.shell.certify.Certification;
import io.weir.shell.render.Console;
import io.weir.shell.render.ErrorText;
import io.weir.shell.run.CertifiedTables;
import io.weir.shell.run.Script;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code weir certify}: proves on the user's own script that kills change nothing. */
@Command(
    name = "certify",
    sortOptions = false,
    description = {
      "Run a script undisturbed, then with its process killed many times, and compare the output.",
      "Its tables of files are written to a temporary directory instead of their own."
    })
final class CertifyCommand implements Callable<Integer> {
  @ParentCommand private WeirCommand weir;

  @Parameters(paramLabel = "FILE.sql", description = "The query file; its input must end.")
  private String file;

  @Option(
      names = "--kills",
      paramLabel = "N",
      defaultValue = "25",
      description = "How many times to kill (default: ${DEFAULT-VALUE}).")
  private int kills;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Decides where to kill (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Override
  public Integer call() throws Exception {
    Console console = Console.ofProcess();
    Script script;
    CertifiedTables tables;
    try {
      script = Script.ofFile(file);
    } catch (IOException e) {
      console.err().println(ErrorText.of(e, "", ""));
      return ExitCode.USAGE;
    }
    try {
      tables = CertifiedTables.of(script, weir.options().runs(console).session());
    } catch (SourceException e) {
      console.err().println(ErrorText.of(e, script.origin(), script.text()));
      return ExitCode.FAILED;
    }
    if (!tables.isBounded()) {
      return refuse(
          console, "the script reads input that never ends", "bound it, so that there is a result");
    }
    if (tables.compared().isEmpty()) {
      return refuse(
          console,
          "the script writes no table of files, so there is nothing to compare",
          "write its result to one with INSERT INTO");
    }
    Path directory = Files.createTempDirectory("weir-certify-");
    return new Certification(file, childOptions(), tables, kills, seed, directory, console).run();
  }

  private List<String> childOptions() {
    List<String> arguments = new ArrayList<>();
    weir.options().settings.forEach((key, value) -> add(arguments, "--set", key + "=" + value));
    weir.options().variables.forEach((key, value) -> add(arguments, "--var", key + "=" + value));
    return arguments;
  }

  private static void add(List<String> arguments, String option, String value) {
    arguments.add(option);
    arguments.add(value);
  }

  private static int refuse(Console console, String problem, String hint) {
    console.err().println("error: " + problem);
    console.err().println("hint: " + hint);
    return ExitCode.USAGE;
  }
}
