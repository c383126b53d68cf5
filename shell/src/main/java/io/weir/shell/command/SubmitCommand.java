package io.weir.shell.command;

import io.weir.parser.source.SourceException;
import io.weir.planner.portability.Outcome;
import io.weir.planner.portability.PortabilityText;
import io.weir.planner.portability.SettingTranslation;
import io.weir.runtime.checkpoint.Savepoint;
import io.weir.runtime.connector.OptionException;
import io.weir.runtime.error.WeirException;
import io.weir.runtime.file.LocalFileSystem;
import io.weir.shell.render.Console;
import io.weir.shell.render.ErrorText;
import io.weir.shell.run.PortableScript;
import io.weir.shell.run.Script;
import io.weir.shell.run.Session;
import io.weir.shell.submit.SavedPositions;
import io.weir.shell.submit.Stopping;
import io.weir.shell.submit.Submission;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code weir submit}: a query file goes to a Flink cluster. */
@Command(
    name = "submit",
    sortOptions = false,
    description = {
      "Send a query file to a Flink cluster through its SQL Gateway, or say what would become of it"
          + " there. Stop jobs of the cluster.",
      "Exit codes: 1 something was refused or a job has failed, 3 the gateway does not answer."
    })
final class SubmitCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @ParentCommand private WeirCommand weir;

  @Parameters(
      arity = "0..*",
      paramLabel = "FILE.sql",
      description = "Query files, as one script; - is standard input.")
  private List<String> files = List.of();

  @Option(
      names = "--check",
      description =
          "Say what becomes of each statement, and what the cluster must reach; send nothing.")
  private boolean isCheck;

  @Option(names = "--to", paramLabel = "URL", description = "The gateway, as in http://host:8083.")
  private String address;

  @Option(
      names = "--from",
      paramLabel = "SAVEPOINT",
      description = "Read topics of Kafka on from where a savepoint of Weir stands.")
  private Path savepoint;

  @Option(
      names = "--wait",
      description = "Follow the jobs to their end; Ctrl-C leaves them running.")
  private boolean isWaiting;

  @Option(
      names = "--stop",
      paramLabel = "JOB",
      description = "Stop a job of the cluster with a savepoint; its id or name.")
  private String stopped;

  @Option(names = "--drain", description = "With --stop: let all windows fire first.")
  private boolean isDrained;

  @Option(names = "--cancel", paramLabel = "JOB", description = "Cancel a job of the cluster.")
  private String cancelled;

  @Override
  public Integer call() throws Exception {
    if (stopped != null || cancelled != null) {
      if (!files.isEmpty() || isCheck || savepoint != null) {
        throw wrong("--stop and --cancel take no file and no --from");
      }
      Submission submission = submission();
      return stopped != null
          ? submission.stop(stopped, isDrained ? Stopping.DRAINED : Stopping.WITH_SAVEPOINT)
          : submission.stop(cancelled, Stopping.CANCEL);
    }
    if (files.isEmpty()) {
      throw wrong("name a file, or a job with --stop or --cancel");
    }
    return files();
  }

  private int files() throws IOException {
    Console console = weir.console();
    List<Script> scripts = new ArrayList<>();
    try {
      for (String file : files) {
        scripts.add(file.equals("-") ? Script.ofStandardInput(System.in) : Script.ofFile(file));
      }
    } catch (IOException e) {
      console.err().println(ErrorText.of(e, "", ""));
      return ExitCode.USAGE;
    }
    Session session;
    try {
      session = weir.options().runs(console).session();
    } catch (OptionException | IllegalArgumentException e) {
      console.err().println("error: --set: " + e.getMessage());
      return ExitCode.USAGE;
    }
    SavedPositions saved;
    try {
      saved = saved();
    } catch (WeirException e) {
      console.err().println(ErrorText.of(e, "", ""));
      return ExitCode.FAILED;
    }
    List<PortableScript> portable = new ArrayList<>();
    for (Script script : scripts) {
      try {
        portable.add(PortableScript.of(script, session, saved.offsets()));
      } catch (SourceException e) {
        console.err().println(ErrorText.of(e, origin(script), script.text()));
        return ExitCode.FAILED;
      }
    }
    boolean isPortable = portable.stream().allMatch(PortableScript::isPortable);
    if (isPortable && !isWhole(portable, saved, console)) {
      return ExitCode.FAILED;
    }
    if (isCheck) {
      print(portable, console);
      return isPortable ? ExitCode.DONE : ExitCode.FAILED;
    }
    Submission submission = submission();
    if (refusesSetting(console)) {
      return ExitCode.FAILED;
    }
    if (!isPortable) {
      portable.forEach(script -> refuse(script, console));
      console.err().println("nothing was sent");
      return ExitCode.FAILED;
    }
    return submission.send(portable);
  }

  private static String origin(Script script) {
    return script.isFile() ? script.origin() : "";
  }

  private SavedPositions saved() {
    return savepoint == null
        ? SavedPositions.NONE
        : SavedPositions.of(new Savepoint(LocalFileSystem.INSTANCE, savepoint));
  }

  /**
   * Whether the script reads every topic that the savepoint stands in; what it holds besides is
   * said.
   */
  private static boolean isWhole(
      List<PortableScript> portable, SavedPositions saved, Console console) {
    if (!saved.left().isEmpty()) {
      console
          .err()
          .println(
              "warning: what these steps hold stays behind, they begin with nothing: "
                  + String.join(", ", saved.left()));
      console
          .err()
          .println(
              saved.isDrained()
                  ? "hint: the savepoint is drained: windows have written all their rows; counts"
                      + " and joins without windows need a new start"
                  : "hint: windows are empty after STOP JOB … WITH SAVEPOINT … DRAIN");
    }
    boolean isWhole = true;
    for (String topic : saved.offsets().keySet()) {
      if (portable.stream().noneMatch(script -> script.readsOn(topic))) {
        console
            .err()
            .println(
                "error: the savepoint stands in topic '"
                    + topic
                    + "', and no table of the script is of that topic");
        isWhole = false;
      }
    }
    return isWhole;
  }

  private boolean refusesSetting(Console console) {
    boolean isRefused = false;
    for (Map.Entry<String, String> each : weir.options().settings.entrySet()) {
      SettingTranslation.Translated translated =
          SettingTranslation.of(each.getKey(), each.getValue());
      if (translated.outcome() == Outcome.REFUSED) {
        isRefused = true;
        console.err().println("error: --set " + each.getKey() + ": " + translated.text());
        translated.hint().ifPresent(hint -> console.err().println("hint: " + hint));
      }
    }
    return isRefused;
  }

  /** What goes wrong, as errors with their places. */
  private static void refuse(PortableScript portable, Console console) {
    Script script = portable.script();
    portable.statements().stream()
        .flatMap(statement -> statement.report().notes().stream())
        .filter(note -> note.outcome() == Outcome.REFUSED)
        .map(note -> new SourceException(note.text(), note.span(), note.hint()))
        .forEach(e -> console.err().println(ErrorText.of(e, origin(script), script.text())));
  }

  private void print(List<PortableScript> portable, Console console) throws IOException {
    StringBuilder text = new StringBuilder("before the first statement:\n");
    for (Map.Entry<String, String> each : SettingTranslation.defaults().entrySet()) {
      if (!weir.options().settings.containsKey(each.getKey())) {
        text.append("  SET '").append(each.getKey()).append("' = '").append(each.getValue());
        text.append("': ").append(SettingTranslation.reason(each.getKey())).append('\n');
      }
    }
    for (PortableScript script : portable) {
      if (portable.size() > 1) {
        text.append(script.script().origin()).append('\n');
      }
      script.statements().forEach(each -> text.append(PortabilityText.of(each.report())));
    }
    text.append(
        PortabilityText.of(
            portable.stream().flatMap(script -> script.requirements().stream()).toList()));
    console.out().write(text.toString().getBytes(StandardCharsets.UTF_8));
  }

  private Submission submission() {
    if (address == null) {
      throw wrong("where to? name the gateway with --to http://host:8083, or use --check");
    }
    URI uri;
    try {
      uri = URI.create(address.replaceFirst("/+$", ""));
    } catch (IllegalArgumentException e) {
      throw wrong("--to: " + address + " is no address; write http://host:8083");
    }
    boolean isHttp = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
    if (!isHttp || uri.getHost() == null) {
      throw wrong("--to: " + address + " is no address; write http://host:8083");
    }
    return new Submission(uri, weir.options().settings, isWaiting, weir.console());
  }

  private ParameterException wrong(String problem) {
    return new ParameterException(spec.commandLine(), problem);
  }
}
