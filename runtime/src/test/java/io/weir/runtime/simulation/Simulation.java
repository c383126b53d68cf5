package io.weir.runtime.simulation;

import io.weir.runtime.execution.job.Job;
import io.weir.runtime.execution.job.JobDefinition;
import io.weir.runtime.execution.job.JobEnvironment;
import io.weir.runtime.execution.job.JobHandle;
import io.weir.runtime.execution.job.JobOptions;
import io.weir.runtime.execution.job.JobState;
import io.weir.runtime.execution.job.JobStatus;
import io.weir.runtime.execution.job.RestartStrategy;
import io.weir.runtime.state.MemoryStateBackend;
import io.weir.runtime.state.StateMemory;
import io.weir.runtime.state.StateSnapshot;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;

/**
 * One run: a random query over random input, started, crashed and restarted as the seed says until
 * it has finished, and then once more.
 */
final class Simulation {
  private static final int MOST_CRASHES = 4;
  private static final int MOST_STEPS = 300_000;
  private static final int MOST_PARALLELISM = 3;
  private static final StateMemory STATE_MEMORY =
      new StateMemory(64L << 20, StateMemory.MIN_STORE_BYTES);

  private final SplittableRandom random;
  private final SimulatedClock clock = new SimulatedClock();
  private final SimulatedFileSystem files;
  private final SerializedCheckpoints checkpoints;
  private final Scenario scenario;
  private final SimulationReport report = new SimulationReport();
  private int lastParallelism;
  private int starts;

  private Simulation(long seed) {
    this.random = new SplittableRandom(seed);
    this.files = new SimulatedFileSystem(random.split());
    this.checkpoints = new SerializedCheckpoints(files);
    this.scenario = Scenario.random(random.split(), clock);
  }

  /** Runs a seed; throws an {@link AssertionError} if the outcome is not what it should be. */
  static SimulationReport run(long seed) {
    Simulation simulation = new Simulation(seed);
    simulation.runToEnd();
    return simulation.report;
  }

  private void runToEnd() {
    int crashes = random.nextInt(MOST_CRASHES + 1);
    JobState state = null;
    for (int attempt = 0; state != JobState.FINISHED; attempt++) {
      boolean mayCrash = attempt < crashes;
      state = attempt(mayCrash, true);
    }
    compare();
    int published = publishedCount();
    JobState again = attempt(false, false);
    if (again != JobState.FINISHED || publishedCount() != published) {
      throw new AssertionError(
          "a finished job was started again: "
              + again
              + ", published "
              + publishedCount()
              + " rows, before "
              + published);
    }
    count();
  }

  /** Runs the job until it ends or crashes; null for a crash. */
  private JobState attempt(boolean mayCrash, boolean mayStop) {
    BufferAllocator allocator = new RootAllocator();
    SeededScheduler scheduler = new SeededScheduler(random.split(), clock);
    SimulatedSnapshotFiles snapshots = new SimulatedSnapshotFiles(files, starts);
    JobDefinition definition = new JobDefinition("simulated", scenario.roots(), options());
    JobEnvironment environment =
        new JobEnvironment(
            scheduler,
            clock,
            random.split(),
            allocator,
            (restored, memory) ->
                MemoryStateBackend.open(
                    restored.orElse(StateSnapshot.empty()),
                    files,
                    Path.of("/job/work"),
                    snapshots,
                    STATE_MEMORY),
            checkpoints);
    starts++;
    long crashAtStep = Long.MAX_VALUE;
    files.crashAfter(Long.MAX_VALUE);
    if (mayCrash && random.nextBoolean()) {
      files.crashAfter(1 + random.nextInt(60));
    } else if (mayCrash) {
      crashAtStep = random.nextInt(random.nextBoolean() ? 60 : 1500);
    }
    long stopAtStep = mayStop && random.nextInt(6) == 0 ? random.nextInt(800) : Long.MAX_VALUE;
    long checkpointAtStep = random.nextInt(4) == 0 ? random.nextInt(800) : Long.MAX_VALUE;
    JobHandle job =
        starts > 1 ? Job.restore(definition, environment) : Job.start(definition, environment);
    for (long step = 0; !job.whenEnded().isDone(); step++) {
      if (step == crashAtStep || files.isDead()) {
        return crash(job, scheduler);
      }
      if (step == stopAtStep) {
        job.stop();
      }
      if (step == checkpointAtStep) {
        job.checkpointNow();
      }
      if (step > MOST_STEPS) {
        throw new AssertionError("the job does not end: " + job.status() + scheduler.describe());
      }
      scheduler.step();
    }
    return ended(job.status(), allocator);
  }

  private JobOptions options() {
    int parallelism = 1 + random.nextInt(MOST_PARALLELISM);
    report.rescales += lastParallelism > 0 && parallelism != lastParallelism ? 1 : 0;
    lastParallelism = parallelism;
    long interval = random.nextInt(5) == 0 ? 0 : 1 + random.nextInt(200);
    return new JobOptions(
        parallelism, true, interval, 1 + random.nextInt(4), ZoneOffset.UTC, RestartStrategy.NONE);
  }

  private JobState ended(JobStatus status, BufferAllocator allocator) {
    report.checkpoints += Math.max(0, status.lastCheckpointId());
    if (status.state() == JobState.FAILED) {
      throw new AssertionError("the job failed", status.failure().orElseThrow());
    }
    report.stops += status.state() == JobState.STOPPED ? 1 : 0;
    allocator.close();
    return status.state();
  }

  /** The process dies; what it held is freed in its afterlife, in which it reaches nothing. */
  private JobState crash(JobHandle job, SeededScheduler scheduler) {
    report.crashes++;
    report.crashesInFiles += files.isDead() ? 1 : 0;
    report.crashesInRecovery += job.status().state() == JobState.STARTING ? 1 : 0;
    files.die();
    scenario.outputs().forEach(output -> output.external().disconnect(true));
    job.cancel();
    for (int step = 0; !job.whenEnded().isDone(); step++) {
      if (step > MOST_STEPS) {
        throw new AssertionError("a dead job does not end: " + job.status());
      }
      scheduler.step();
    }
    files.restart();
    scenario.outputs().forEach(output -> output.external().disconnect(false));
    return null;
  }

  private int publishedCount() {
    return scenario.outputs().stream().mapToInt(o -> o.external().published().size()).sum();
  }

  private void compare() {
    for (Scenario.ExpectedOutput output : scenario.outputs()) {
      List<List<Long>> published = PublishedTable.of(output.external().published());
      if (!published.equals(output.expected().rows())) {
        throw new AssertionError(
            output.query()
                + " published\n  "
                + published
                + "\nbut should have published\n  "
                + output.expected().rows());
      }
    }
  }

  private void count() {
    report.tornFiles += files.tornFiles();
    report.lostNames += files.lostNames();
    report.publishedRows += publishedCount();
    report.idlePauses += scenario.pauses();
    for (Scenario.ExpectedOutput output : scenario.outputs()) {
      report.lateRows += output.expected().lateRows();
      report.refusedCommits += output.external().refusals();
      report.lostAnswers += output.external().lostAnswers();
      report.repeatedCommits += output.external().repeatedCommits();
    }
  }
}
