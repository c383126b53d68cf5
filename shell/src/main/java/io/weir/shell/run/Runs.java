package io.weir.shell.run;

import io.weir.parser.source.SourceException;
import io.weir.planner.Planner;
import io.weir.planner.setting.Settings;
import io.weir.runtime.connector.Connectors;
import io.weir.runtime.connector.OptionException;
import io.weir.runtime.connector.stream.StandardInput;
import io.weir.runtime.error.WeirException;
import io.weir.runtime.time.SystemClock;
import io.weir.shell.command.ExitCode;
import io.weir.shell.data.DataDirectory;
import io.weir.shell.metrics.MetricsServer;
import io.weir.shell.render.Console;
import io.weir.shell.render.ErrorText;
import io.weir.shell.render.ResultFormat;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Wires a run together.
 *
 * @param data the data directory
 * @param format of results
 * @param settings that hold from the start
 * @param variables for the scripts
 * @param input what tables may read
 * @param console where everything goes
 */
public record Runs(
    Path data,
    ResultFormat format,
    Map<String, String> settings,
    Map<String, String> variables,
    StandardInput input,
    Console console) {
  /** The same, whose tables cannot read standard input. */
  public Runs(
      Path data,
      ResultFormat format,
      Map<String, String> settings,
      Map<String, String> variables,
      Console console) {
    this(data, format, settings, variables, StandardInput.takenBy("nobody has given it"), console);
  }

  /** Runs scripts as one run; the exit code. */
  public int run(List<Script> scripts, boolean isFresh) {
    return run(scripts, isFresh, Watching.NONE);
  }

  /** As the other, watched. */
  public int run(List<Script> scripts, boolean isFresh, Watching watching) {
    Session session;
    try {
      session = session();
    } catch (SourceException | OptionException | IllegalArgumentException e) {
      return badSetting(e);
    }
    try (Engine engine = new Engine(MemoryPlan.ofProcess(), Rehearsal.files())) {
      Jobs jobs = new Jobs(engine, dataDirectory(), Interrupts.install(this::sayThatItStops));
      jobs.setVerbose(watching.isVerbose());
      Statements statements = new Statements(jobs, session, console, format);
      ScriptRunner runner = new ScriptRunner(engine, session, jobs, statements, console);
      if (watching.port().isEmpty()) {
        return runner.run(scripts, isFresh);
      }
      try (MetricsServer metrics =
          MetricsServer.start(watching.address(), watching.port().getAsInt(), jobs::views)) {
        console.err().println("metrics at " + metrics.url());
        return runner.run(scripts, isFresh);
      }
    } catch (WeirException e) {
      console.err().println(ErrorText.of(e, "", ""));
      return ExitCode.USAGE;
    }
  }

  private void sayThatItStops() {
    if (console.isErrorTerminal()) {
      console
          .err()
          .println(
              "\nstopping behind a checkpoint; Ctrl-C again stops at once, and loses nothing either");
    }
  }

  /** Prints the plan of every query in a script; the exit code. */
  public int explain(Script script) {
    Session session;
    try {
      session = session();
    } catch (SourceException | OptionException | IllegalArgumentException e) {
      return badSetting(e);
    }
    return new ScriptExplainer(session, console).explain(script);
  }

  /** A session at its start. */
  public Session session() {
    Settings start = Settings.DEFAULTS;
    for (Map.Entry<String, String> setting : settings.entrySet()) {
      Settings.Change change = start.with(setting.getKey(), setting.getValue());
      change.warning().ifPresent(warning -> console.err().println("warning: " + warning));
      start = change.settings();
    }
    return new Session(planner(), start, new ScriptVariables(variables, System.getenv()));
  }

  /** The data directory. */
  public DataDirectory dataDirectory() {
    return new DataDirectory(data.toAbsolutePath().normalize(), Rehearsal.files());
  }

  private int badSetting(RuntimeException e) {
    String problem = e instanceof SourceException error ? error.problem() : e.getMessage();
    console.err().println("error: --set: " + problem);
    if (e instanceof OptionException error && error.hint() != null) {
      console.err().println("hint: " + error.hint());
    } else if (e instanceof SourceException error) {
      error.hint().ifPresent(hint -> console.err().println("hint: " + hint));
    }
    return ExitCode.USAGE;
  }

  /** What tables can be made of. */
  public Connectors connectors() {
    return Rehearsal.connectors(
        Connectors.standard(SystemClock.INSTANCE, Rehearsal.files(), input));
  }

  private Planner planner() {
    return new Planner(connectors(), new JobStates(dataDirectory()));
  }
}
