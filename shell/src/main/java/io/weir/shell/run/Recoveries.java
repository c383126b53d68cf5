package io.weir.shell.run;

import io.weir.planner.Planned;
import io.weir.planner.setting.Settings;
import io.weir.runtime.checkpoint.Savepoint;
import io.weir.runtime.execution.checkpoint.Checkpoint;
import io.weir.runtime.execution.checkpoint.CheckpointChoice;
import io.weir.runtime.execution.upgrade.Upgrade;
import io.weir.runtime.execution.upgrade.Verdict;
import io.weir.shell.data.JobDirectory;
import io.weir.shell.render.Console;
import java.io.IOException;
import java.util.Optional;

/**
 * Says, before a job begins from state that it has not written itself, what becomes of that state,
 * and refuses where it does not fit.
 */
final class Recoveries {
  private final Jobs jobs;
  private final Console console;

  Recoveries(Jobs jobs, Console console) {
    this.jobs = jobs;
    this.console = console;
  }

  /**
   * A job is about to start afresh, or from a savepoint.
   *
   * @throws io.weir.runtime.error.WeirException if the savepoint is damaged or does not fit
   */
  void beforeStart(String name, Planned.Job planned) throws IOException {
    Optional<Savepoint> origin = jobs.origin(planned);
    if (origin.isEmpty()) {
      return;
    }
    Savepoint savepoint = origin.get();
    Checkpoint saved = savepoint.read();
    Upgrade upgrade = Jobs.upgrade(saved, planned);
    String what = "savepoint " + savepoint.directory();
    tell(
        "job "
            + name
            + ": starts from "
            + what
            + ", checkpoint "
            + saved.id()
            + " of job "
            + savepoint.job(),
        upgrade);
    upgrade.require(name, what, JobSettings.mayDrop(planned.settings()));
  }

  /**
   * A job is about to go on.
   *
   * @param settings those of now
   * @throws io.weir.runtime.error.WeirException if no checkpoint is whole
   */
  void beforeResume(JobDirectory directory, Settings settings) throws IOException {
    retreat(jobs, directory, settings).ifPresent(console.err()::println);
  }

  /** Says that a job will go back to an older checkpoint, if it will. */
  static Optional<String> retreat(Jobs jobs, JobDirectory directory, Settings settings)
      throws IOException {
    CheckpointChoice choice = jobs.choice(directory, settings);
    if (!choice.isRetreat()) {
      return Optional.empty();
    }
    return Optional.of(
        "job "
            + directory.name()
            + ": "
            + choice.damage().map(fault -> fault.getMessage() + "; ").orElse("")
            + "goes back from checkpoint "
            + choice.newestId()
            + " to "
            + choice.checkpoint().orElseThrow().id()
            + "; what was done after that is done again");
  }

  /**
   * A job is about to go on with another text than before.
   *
   * @throws io.weir.runtime.error.WeirException if its checkpoint does not fit
   */
  void beforeUpgrade(JobDirectory directory, Planned.Job planned) throws IOException {
    Optional<Upgrade> upgrade = jobs.upgrade(directory, planned);
    if (upgrade.isEmpty()) {
      return;
    }
    String changed =
        "the script or its settings have changed since job \"" + directory.name() + "\" started";
    if (upgrade.get().isSameQuery()) {
      console.err().println(changed + "; its query has not, and goes on");
      return;
    }
    tell(changed + "; of what it holds", upgrade.get());
    upgrade.get().require(directory.name(), "the newest checkpoint", true);
  }

  private void tell(String beginning, Upgrade upgrade) {
    console.err().println(beginning);
    if (!upgrade.isSameQuery()) {
      for (Verdict verdict : upgrade.verdicts()) {
        console.err().println("  " + verdict);
      }
    }
  }
}
