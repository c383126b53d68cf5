package io.weir.shell.run;

import io.weir.parser.statement.StopJob;
import io.weir.parser.statement.StringLiteral;
import io.weir.planner.Planned;
import io.weir.planner.setting.Settings;
import io.weir.runtime.checkpoint.CheckpointStorage;
import io.weir.runtime.checkpoint.Savepoint;
import io.weir.runtime.error.WeirException;
import io.weir.runtime.execution.job.JobHandle;
import io.weir.runtime.execution.job.JobState;
import io.weir.runtime.execution.job.JobStatus;
import io.weir.runtime.file.FileSystem;
import io.weir.shell.data.JobDirectory;
import io.weir.shell.data.Lock;
import java.io.IOException;
import java.nio.file.Path;

/** Stops jobs and makes savepoints of what they leave. */
final class SavepointStop {
  private final Jobs jobs;
  private final Settings settings;

  SavepointStop(Jobs jobs, Settings settings) {
    this.jobs = jobs;
    this.settings = settings;
  }

  /** Does what {@code STOP JOB … WITH SAVEPOINT} says. */
  Planned.Rows stop(Jobs.Running running, StopJob stop) throws IOException {
    Savepoint savepoint =
        new Savepoint(
            jobs.engine().files(),
            stop.savepointDirectory()
                .map(StringLiteral::value)
                .map(Path::of)
                .orElseGet(() -> place(running)));
    return stop(running, savepoint, stop.drain());
  }

  /** Stops a job and writes the savepoint. */
  Planned.Rows stop(Jobs.Running running, Savepoint savepoint, boolean isDrain) throws IOException {
    savepoint.prepare();
    JobHandle handle = running.handle();
    JobStatus status = (isDrain ? handle.drain() : handle.stopAndPublish()).join();
    Planned.Rows ended = JobCommands.ended(running, status);
    write(running.directory(), status, savepoint);
    return JobCommands.answer(
        running.directory().name(),
        ended.rows().get(0).get(1) + ", savepoint " + savepoint.directory());
  }

  /** A directory that does not exist. */
  private Path place(Jobs.Running running) {
    String parent =
        settings
            .options()
            .textIfPresent("execution.checkpointing.savepoint-dir")
            .orElseGet(() -> jobs.data().savepoints().toString());
    FileSystem files = jobs.engine().files();
    String name = running.directory().name();
    try {
      for (int number = 1; ; number++) {
        Path directory = Path.of(parent, name + "-" + number);
        if (!files.exists(directory)) {
          return directory;
        }
      }
    } catch (IOException e) {
      throw WeirException.permanent(
          "no savepoint can be written to " + parent + ": " + e.getMessage(),
          "name a directory that can be written",
          e);
    }
  }

  private void write(JobDirectory directory, JobStatus status, Savepoint savepoint)
      throws IOException {
    try (Lock held = directory.lock()) {
      CheckpointStorage storage = jobs.engine().checkpoints(directory);
      long id = status.lastCheckpointId();
      boolean isWhole =
          status.state() == JobState.FINISHED || storage.manifest(id).checkpoint().isRolled();
      if (!isWhole) {
        throw new IOException("it was stopped before it could publish everything");
      }
      savepoint.write(storage, id, directory.name(), directory.describedBytes());
    } catch (Lock.AlreadyRunning | IOException e) {
      throw WeirException.permanent(
          "job '"
              + directory.name()
              + "' has stopped, but no savepoint was made of it: "
              + e.getMessage(),
          "RESUME JOB '"
              + directory.name()
              + "' goes on from its last checkpoint; then stop it with a savepoint again",
          e);
    }
  }
}
