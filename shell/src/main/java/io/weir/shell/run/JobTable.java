package io.weir.shell.run;

import io.weir.planner.Planned;
import io.weir.runtime.checkpoint.CheckpointStorage;
import io.weir.runtime.checkpoint.Manifest;
import io.weir.runtime.error.WeirException;
import io.weir.runtime.execution.checkpoint.Checkpoint;
import io.weir.runtime.execution.checkpoint.CheckpointTimings;
import io.weir.runtime.insight.Words;
import io.weir.shell.data.DataDirectory;
import io.weir.shell.data.JobDirectory;
import io.weir.shell.report.JobsReport;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a data directory says about its jobs and their checkpoints, without starting anything. */
public final class JobTable {
  private final DataDirectory data;
  private final Engine engine;

  /** Looks at {@code data}. */
  public JobTable(DataDirectory data, Engine engine) {
    this.data = data;
    this.engine = engine;
  }

  /** A row for each job, as SHOW JOBS has it. */
  public Planned.Rows jobs() throws IOException {
    JobsReport report = new JobsReport();
    for (JobDirectory directory : data.jobDirectories()) {
      AtRest rest = atRest(directory);
      report.addAtRest(
          directory.name(), rest.state(), rest.checkpoint(), rest.taken(), rest.stored());
    }
    return report.rows();
  }

  /**
   * A job that does not run in this process.
   *
   * @param checkpoint its newest, or empty
   * @param taken when that was taken, or empty
   * @param stored the size of its files, or empty
   */
  record AtRest(String state, String checkpoint, String taken, String stored) {
    /** How it can be made to run. */
    Optional<String> advice() {
      if (state.startsWith("running")) {
        return Optional.of(
            "ask in the shell that runs it; jobs of weir serve can be looked at from every shell");
      }
      if (state.startsWith("damaged")) {
        return Optional.of(
            "weir checkpoints JOB verify reads all files and says which are damaged");
      }
      return state.equals("finished")
          ? Optional.empty()
          : Optional.of(
              checkpoint.equals("none")
                  ? "RESUME JOB starts it"
                  : "RESUME JOB goes on with it from checkpoint " + checkpoint);
    }
  }

  /** What is known about a job that does not run in this process. */
  AtRest atRest(JobDirectory directory) throws IOException {
    Optional<String> holder = directory.holder();
    Optional<Manifest> newest;
    try {
      newest = engine.checkpoints(directory).newest();
    } catch (WeirException e) {
      return new AtRest("damaged: " + e.getMessage(), "", "", "");
    }
    boolean isFinished = newest.map(Manifest::checkpoint).map(Checkpoint::isEnd).orElse(false);
    String rest = isFinished ? "finished" : directory.isHeld() ? "stopped" : "suspended";
    return new AtRest(
        holder.map(h -> "running in " + h).orElse(rest),
        newest.map(m -> Long.toString(m.checkpoint().id())).orElse("none"),
        newest.map(m -> time(m.writtenMillis())).orElse(""),
        newest.map(Manifest::stateBytes).map(Words::bytes).orElse(""));
  }

  /**
   * A row for each checkpoint of a job, newest first.
   *
   * @throws WeirException if there is no such job
   */
  public Planned.Rows checkpoints(String job) throws IOException {
    JobDirectory directory = get(job);
    CheckpointStorage storage = engine.checkpoints(directory);
    List<List<String>> rows = new ArrayList<>();
    for (long id : storage.ids()) {
      try {
        rows.add(0, row(storage, id, directory.isDone()));
      } catch (NoSuchFileException e) {
        requireGone(storage, id, e);
      }
    }
    return new Planned.Rows(
        List.of(
            "checkpoint",
            "status",
            "taken at",
            "duration ms",
            "alignment ms",
            "synchronous ms",
            "storing ms",
            "state bytes",
            "new bytes",
            "rows read",
            "kind"),
        rows,
        List.of());
  }

  private static List<String> row(CheckpointStorage storage, long id, boolean isAllPublished)
      throws IOException {
    Manifest manifest;
    try {
      manifest = storage.manifest(id);
    } catch (WeirException e) {
      return List.of(
          Long.toString(id), "damaged: " + e.getMessage(), "", "", "", "", "", "", "", "", "");
    }
    Checkpoint checkpoint = manifest.checkpoint();
    CheckpointTimings timings = checkpoint.timings();
    boolean isMeasured = timings.beganMillis() > 0;
    return List.of(
        Long.toString(id),
        isAllPublished || checkpoint.unconfirmed().isEmpty() ? "complete" : "complete, publishing",
        time(manifest.writtenMillis()),
        figure(isMeasured, timings.totalMillis()),
        figure(isMeasured, timings.alignmentMillis()),
        figure(isMeasured && timings.synchronousMillis() >= 0, timings.synchronousMillis()),
        figure(isMeasured, timings.storingMillis()),
        Long.toString(manifest.stateBytes()),
        Long.toString(manifest.newBytes()),
        Long.toString(rowsRead(checkpoint)),
        kind(checkpoint));
  }

  private static String figure(boolean isMeasured, long millis) {
    return isMeasured ? Long.toString(millis) : "";
  }

  private static long rowsRead(Checkpoint checkpoint) {
    return checkpoint.sources().values().stream()
        .flatMap(List::stream)
        .mapToLong(split -> split.position().records())
        .sum();
  }

  private static String kind(Checkpoint checkpoint) {
    if (checkpoint.isEnd()) {
      return "final";
    }
    if (checkpoint.timings().beganMillis() == 0) {
      return "start";
    }
    return checkpoint.isRolled() ? "savepoint" : "checkpoint";
  }

  /** A job that runs removes old checkpoints while they are looked at; otherwise it is a fault. */
  private static void requireGone(CheckpointStorage storage, long id, NoSuchFileException fault)
      throws IOException {
    if (storage.ids().contains(id)) {
      throw fault;
    }
  }

  /** What is wrong with the checkpoints of a job, every file read; a row each. */
  public Planned.Rows verify(String job) throws IOException {
    JobDirectory directory = get(job);
    CheckpointStorage storage = engine.checkpoints(directory);
    List<List<String>> rows = new ArrayList<>();
    for (long id : storage.ids()) {
      List<String> problems;
      try {
        problems = storage.verify(id);
      } catch (WeirException e) {
        problems = List.of(e.getMessage());
      } catch (NoSuchFileException e) {
        requireGone(storage, id, e);
        continue;
      }
      if (!problems.isEmpty() && !storage.ids().contains(id)) {
        continue;
      }
      rows.add(List.of(Long.toString(id), problems.isEmpty() ? "ok" : String.join("; ", problems)));
    }
    return new Planned.Rows(List.of("checkpoint", "verdict"), rows, List.of());
  }

  /**
   * The directory of a job.
   *
   * @throws WeirException if there is none, with the names that there are
   */
  JobDirectory get(String name) throws IOException {
    JobDirectory directory = data.job(name);
    if (name.matches("[A-Za-z0-9._-]+") && directory.exists()) {
      return directory;
    }
    List<String> names = data.jobDirectories().stream().map(JobDirectory::name).toList();
    throw WeirException.permanent(
        "there is no job \"" + name + "\" in " + data.root(),
        names.isEmpty() ? "the directory holds no jobs" : "jobs: " + String.join(", ", names));
  }

  private static String time(long millis) {
    return Instant.ofEpochMilli(millis).truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
