package io.weir.shell.submit;

import io.weir.parser.source.SourceException;
import io.weir.planner.portability.SettingTranslation;
import io.weir.planner.portability.StatementReport;
import io.weir.shell.command.ExitCode;
import io.weir.shell.render.Console;
import io.weir.shell.render.ErrorText;
import io.weir.shell.run.PortableScript;
import io.weir.shell.run.PortableScript.PortableStatement;
import io.weir.shell.run.Script;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Sends the statements of a script to a gateway. */
public final class Submission {
  private final URI address;
  private final Map<String, String> settings;
  private final boolean isWaiting;
  private final Console console;
  private final Map<String, Boolean> ends = new HashMap<>();

  /**
   * @param address of the gateway
   * @param settings that hold at the start
   * @param isWaiting whether to follow the jobs to their end
   */
  public Submission(URI address, Map<String, String> settings, boolean isWaiting, Console console) {
    this.address = address;
    this.settings = Map.copyOf(settings);
    this.isWaiting = isWaiting;
    this.console = console;
  }

  /** Sends the files of a script all of which can go; the exit code. */
  public int send(List<PortableScript> files) throws IOException {
    return inSession((gateway, leave) -> statements(files, gateway, leave));
  }

  /**
   * Stops a job of the cluster.
   *
   * @param job its id or name
   * @return the exit code
   */
  public int stop(String job, Stopping how) throws IOException {
    return inSession(
        (gateway, leave) -> {
          set(gateway);
          String id = id(gateway, job);
          Gateway.Result result =
              gateway.execute("STOP JOB '" + id + "'" + how.clause(), new Pause());
          console.err().println("job " + id + ": " + how.outcome());
          if (how == Stopping.DRAINED) {
            console
                .err()
                .println(
                    "warning: if its sources were idle, Flink has fired no windows (FLINK-40499),"
                        + " and the savepoint still holds them; look at the last rows");
          }
          if (how != Stopping.CANCEL && !result.rows().isEmpty()) {
            print("savepoint " + result.rows().get(0).get(0));
          }
          return ExitCode.DONE;
        });
  }

  private static String id(Gateway gateway, String job) throws GatewayException, StatementRefused {
    if (job.matches("[0-9a-f]{32}")) {
      return job;
    }
    List<String> ids = new ArrayList<>();
    for (List<String> row : gateway.execute("SHOW JOBS", new Pause()).rows()) {
      if (row.get(1).equals(job) && !JobState.named(row.get(2)).isLast()) {
        ids.add(row.get(0));
      }
    }
    if (ids.size() != 1) {
      throw new GatewayException(
          GatewayException.Kind.REFUSED,
          ids.isEmpty()
              ? "the cluster runs no job \"" + job + "\""
              : "the cluster runs several jobs \"" + job + "\": " + String.join(", ", ids),
          "name it by its id of 32 digits, which weir submit has printed");
    }
    return ids.get(0);
  }

  /** What is done in a session. */
  private interface Work {
    int in(Gateway gateway, LeaveRunning leave)
        throws GatewayException, StatementRefused, IOException;
  }

  private int inSession(Work work) throws IOException {
    Gateway gateway;
    try {
      gateway = Gateway.open(address);
    } catch (GatewayException e) {
      return exitCode(e);
    }
    try (LeaveRunning leave = new LeaveRunning(gateway, address, console)) {
      console.err().println("Flink " + gateway.version() + " at " + address);
      int exitCode = attempt(work, gateway, leave);
      if (exitCode != ExitCode.DONE && !leave.isStopping()) {
        leave.tell();
      }
      return exitCode;
    } finally {
      close(gateway);
    }
  }

  private int attempt(Work work, Gateway gateway, LeaveRunning leave) throws IOException {
    try {
      return work.in(gateway, leave);
    } catch (StatementRefused e) {
      if (!e.isTold() && !leave.isStopping()) {
        say(e.error().message(), e.error().hint());
      }
      return ExitCode.FAILED;
    } catch (GatewayException e) {
      return leave.isStopping() ? ExitCode.FAILED : exitCode(e);
    }
  }

  private void close(Gateway gateway) {
    try {
      gateway.close();
    } catch (GatewayException e) {
      console
          .err()
          .println("warning: the session stays open until it times out: " + e.getMessage());
    }
  }

  private int exitCode(GatewayException e) {
    say(e.getMessage(), e.hint());
    return e.kind() == GatewayException.Kind.UNREACHABLE ? ExitCode.UNAVAILABLE : ExitCode.FAILED;
  }

  private void say(String problem, Optional<String> hint) {
    console.err().println("error: " + problem);
    hint.ifPresent(text -> console.err().println("hint: " + text));
  }

  private void set(Gateway gateway) throws GatewayException, StatementRefused {
    Map<String, String> all = new LinkedHashMap<>(SettingTranslation.defaults());
    settings.forEach(
        (key, value) -> {
          SettingTranslation.Translated translated = SettingTranslation.of(key, value);
          if (translated.isSent()) {
            all.put(translated.key(), translated.value());
          }
        });
    set(all, gateway);
  }

  private static void set(Map<String, String> settings, Gateway gateway)
      throws GatewayException, StatementRefused {
    for (Map.Entry<String, String> setting : settings.entrySet()) {
      gateway.execute(
          SettingTranslation.statement(setting.getKey(), setting.getValue()), new Pause());
    }
  }

  private int statements(List<PortableScript> files, Gateway gateway, LeaveRunning leave)
      throws GatewayException, StatementRefused, IOException {
    set(gateway);
    Cluster cluster = Cluster.behind(gateway, address);
    JobWatch watch = new JobWatch(cluster, gateway, leave, console);
    Map<String, String> running = new LinkedHashMap<>();
    for (PortableScript file : files) {
      for (PortableStatement statement : file.statements()) {
        if (statement.isJob() && isWaiting && !watch.follow(bounded(running))) {
          return ExitCode.FAILED;
        }
        if (statement.report().isSent()) {
          start(statement, file.script(), gateway, leave)
              .ifPresent(
                  job -> {
                    running.put(job, statement.report().title());
                    ends.put(job, statement.isBounded());
                  });
        }
      }
    }
    cluster.address().ifPresent(at -> console.err().println("cluster at " + at));
    return !isWaiting || watch.follow(running) ? ExitCode.DONE : ExitCode.FAILED;
  }

  /** Sends a statement; the job that it has started. */
  private Optional<String> start(
      PortableStatement statement, Script script, Gateway gateway, LeaveRunning leave)
      throws GatewayException, StatementRefused, IOException {
    String title = statement.report().title();
    set(statement.settings(), gateway);
    if (statement.isJob()) {
      leave.sending(title);
    }
    Optional<String> job = send(statement, script, gateway, leave);
    if (job.isPresent()) {
      leave.started(job.get(), title);
      print("job " + job.get() + " " + title);
    }
    leave.answered();
    return job;
  }

  /** Takes out those that end by themselves: what stands behind them in a script waits for them. */
  private Map<String, String> bounded(Map<String, String> running) {
    Map<String, String> bounded = new LinkedHashMap<>(running);
    bounded.keySet().removeIf(job -> !ends.get(job));
    running.keySet().removeAll(bounded.keySet());
    return bounded;
  }

  private Optional<String> send(
      PortableStatement statement, Script script, Gateway gateway, LeaveRunning leave)
      throws GatewayException, StatementRefused {
    try {
      return gateway.execute(statement.sent().text(), new Pause()).job();
    } catch (StatementRefused e) {
      if (leave.isStopping()) {
        throw e;
      }
      StatementReport report = statement.report();
      SourceException placed =
          new SourceException(
              "Flink: " + e.error().message(),
              e.error()
                  .place()
                  .map(
                      p -> statement.sent().place(p.line(), p.column(), p.endLine(), p.endColumn()))
                  .orElse(report.span()),
              e.error().hint());
      String origin = script.isFile() ? script.origin() : "";
      console.err().println(ErrorText.of(placed, origin, script.text()));
      throw e.told();
    }
  }

  private void print(String line) throws IOException {
    console.out().write((line + "\n").getBytes(StandardCharsets.UTF_8));
  }
}
