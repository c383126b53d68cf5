package io.weir.shell.command;

import io.weir.runtime.connector.stream.StandardInput;
import io.weir.shell.render.Console;
import io.weir.shell.run.Script;
import io.weir.shell.terminal.Shell;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code weir}: the shell, or with {@code -e} the statements on the command line. */
@Command(
    name = "weir",
    description = "Streaming SQL, exactly once, in one process.",
    versionProvider = Version.class,
    sortOptions = false,
    usageHelpAutoWidth = true,
    exitCodeOnInvalidInput = ExitCode.USAGE,
    subcommands = {
      RunCommand.class,
      ExplainCommand.class,
      JobsCommand.class,
      CheckpointsCommand.class,
      StopCommand.class,
      ServeCommand.class,
      CertifyCommand.class,
      SubmitCommand.class
    })
public final class WeirCommand implements Callable<Integer> {
  private final Console console;
  @Spec private CommandSpec spec;
  @Mixin private RunOptions options;

  @Option(names = "-e", paramLabel = "\"SQL; SQL\"", description = "Run these statements and exit.")
  private List<String> statements;

  @Option(
      names = "-i",
      paramLabel = "FILE.sql",
      description = "Run the statements of this file, then open the shell.")
  private List<Path> initFiles = List.of();

  @Option(names = "--version", versionHelp = true, description = "Print the version and exit.")
  private boolean isVersionWanted;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = CommandLine.ScopeType.INHERIT,
      description = "Print this help and exit.")
  private boolean isHelpWanted;

  /** {@code console} is where everything goes. */
  public WeirCommand(Console console) {
    this.console = console;
  }

  /** Where everything goes. */
  Console console() {
    return console;
  }

  /** The options given before or behind a command's name. */
  RunOptions options() {
    return options;
  }

  @Override
  public Integer call() throws Exception {
    if (statements != null) {
      String text = String.join(";\n", statements);
      Optional<Integer> attached = AttachedCommands.execute(options.runs(console), text);
      if (attached.isPresent()) {
        return attached.get();
      }
      Script script = Script.ofCommandLine(text);
      return options.runs(console).run(List.of(script), options.isFresh);
    }
    if (System.console() == null) {
      throw new ParameterException(
          spec.commandLine(),
          "the shell needs a terminal; use \"weir run FILE.sql\", \"weir run -\" or \"weir -e"
              + " ...\"");
    }
    for (Path file : initFiles) {
      if (!Files.isReadable(file)) {
        throw new ParameterException(spec.commandLine(), "-i: " + file + " cannot be read");
      }
    }
    StandardInput input = StandardInput.takenBy("statements are typed into it");
    return new Shell(options.runs(console, input), initFiles).run();
  }
}
