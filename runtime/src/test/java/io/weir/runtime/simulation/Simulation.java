package io.weir.runtime.simulation;

import io.weir.runtime.error.WeirException;
import io.weir.runtime.execution.checkpoint.CheckpointLog;
import io.weir.runtime.execution.job.Job;
import io.weir.runtime.execution.job.JobDefinition;
import io.weir.runtime.execution.job.JobEnvironment;
import io.weir.runtime.execution.job.JobHandle;
import io.weir.runtime.execution.job.JobOptions;
import io.weir.runtime.execution.job.JobState;
import io.weir.runtime.execution.job.JobStatus;
import io.weir.runtime.execution.job.RestartStrategy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
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

  /** A job that has not met the damage until then does not look at it. */
  private static final int MOST_STEPS_DAMAGED = 100;

  private final SplittableRandom random;
  private final SimulatedClock clock = new SimulatedClock();
  private final Disk disk;
  private final Scenario scenario;
  private final SimulationReport report = new SimulationReport();
  private final CheckedLog.History history = new CheckedLog.History();
  private int lastParallelism;
  private int starts;
  private long lastCheckpointId;

  private Simulation(long seed, Optional<Path> directory) throws IOException {
    this.random = new SplittableRandom(seed);
    SplittableRandom forDisk = random.split();
    this.disk =
        directory.isPresent()
            ? new RocksDbDisk(forDisk, directory.get(), clock)
            : new TornDisk(forDisk, clock);
    this.scenario = Scenario.random(random.split(), clock);
    scenario.outputs().forEach(output -> output.external().setExists(history::exists));
  }

  /**
   * Runs a seed with state in memory over torn files; throws an {@link AssertionError} if the
   * outcome is not what it should be.
   */
  static SimulationReport run(long seed) throws IOException {
    return run(new Simulation(seed, Optional.empty()));
  }

  /** Runs a seed with state in RocksDB below {@code directory}, which is removed. */
  static SimulationReport runOnRocksDb(long seed, Path directory) throws IOException {
    return run(new Simulation(seed, Optional.of(directory)));
  }

  private static SimulationReport run(Simulation simulation) throws IOException {
    try (Disk disk = simulation.disk) {
      simulation.runToEnd();
      disk.count(simulation.report);
      return simulation.report;
    }
  }

  private void runToEnd() throws IOException {
    int crashes = random.nextInt(MOST_CRASHES + 1);
    JobState state = null;
    for (int attempt = 0; state != JobState.FINISHED; attempt++) {
      boolean mayCrash = attempt < crashes;
      state = attempt(mayCrash, true);
    }
    compare();
    int published = publishedCount();
    long lastCheckpointId = this.lastCheckpointId;
    JobState again = attempt(false, false);
    if (again != JobState.FINISHED
        || publishedCount() != published
        || this.lastCheckpointId != lastCheckpointId) {
      throw new AssertionError(
          "a finished job was started again: "
              + again
              + ", published "
              + publishedCount()
              + " rows, before "
              + published
              + ", last checkpoint "
              + this.lastCheckpointId
              + ", before "
              + lastCheckpointId);
    }
    count();
  }

  /** Runs the job until it ends or crashes; null for a crash. */
  private JobState attempt(boolean mayCrash, boolean mayStop) throws IOException {
    BufferAllocator allocator = new RootAllocator();
    SeededScheduler scheduler = new SeededScheduler(random.split(), clock);
    CheckpointLog checkpoints = disk.checkpoints();
    CheckpointLog checked = new CheckedLog(checkpoints, history, report);
    JobDefinition definition = new JobDefinition("simulated", scenario.roots(), options());
    JobEnvironment environment =
        new JobEnvironment(
            scheduler, clock, random.split(), allocator, disk.state(checkpoints), checked);
    starts++;
    long crashAtStep = Long.MAX_VALUE;
    disk.crashAfter(Long.MAX_VALUE);
    if (mayCrash && disk.crashesInOperations() && random.nextBoolean()) {
      disk.crashAfter(1 + random.nextInt(60));
    } else if (mayCrash) {
      crashAtStep = random.nextInt(random.nextBoolean() ? 60 : 1500);
    }
    int faultsBefore = disk.faults() + disk.fullRefusals();
    disk.failAfter(mayCrash && random.nextInt(4) == 0 ? 1 + random.nextInt(80) : Long.MAX_VALUE);
    Optional<Runnable> damage =
        mayCrash && starts > 1 && random.nextInt(4) == 0 ? disk.damage() : Optional.empty();
    if (damage.isPresent() && scenario.isRepeatable()) {
      history.allowRetreat();
    }
    long jumpAtStep = random.nextInt(4) == 0 ? random.nextInt(800) : Long.MAX_VALUE;
    long fullAtStep = mayStop && random.nextInt(4) == 0 ? random.nextInt(800) : Long.MAX_VALUE;
    long roomAtStep = fullAtStep + 1 + random.nextInt(6_000);
    long stuckAtStep = random.nextInt(4) == 0 ? random.nextInt(800) : Long.MAX_VALUE;
    long freeAtStep = stuckAtStep + 1 + random.nextInt(3_000);
    long stopAtStep = mayStop && random.nextInt(6) == 0 ? random.nextInt(800) : Long.MAX_VALUE;
    long checkpointAtStep = random.nextInt(4) == 0 ? random.nextInt(800) : Long.MAX_VALUE;
    scenario.endless().ifPresent(source -> source.read().clear());
    boolean isDrained = false;
    JobHandle job =
        starts > 1 ? Job.restore(definition, environment) : Job.start(definition, environment);
    for (long step = 0; !job.whenEnded().isDone(); step++) {
      if (step == crashAtStep || disk.isDead()) {
        damage.ifPresent(Runnable::run);
        return crash(job, scheduler);
      }
      if (step == MOST_STEPS_DAMAGED && damage.isPresent()) {
        damage.get().run();
        return crash(job, scheduler);
      }
      if (step == jumpAtStep) {
        report.clockJumps++;
        clock.setWall(random.nextLong(-86_400_000, 86_400_000));
        clock.advanceNanos(random.nextLong(5_000_000_000L));
      }
      if (step == fullAtStep || step == roomAtStep) {
        disk.setFull(step == fullAtStep);
      }
      if (step == stuckAtStep || step == freeAtStep) {
        setStuck(step == stuckAtStep);
      }
      if (step == stopAtStep) {
        job.stop();
      }
      if (!isDrained && scenario.endless().map(SimulatedSource::isRead).orElse(false)) {
        isDrained = true;
        job.drain();
      }
      if (step == checkpointAtStep) {
        job.checkpointNow();
      }
      if (step > MOST_STEPS) {
        throw new AssertionError("the job does not end: " + job.status() + scheduler.describe());
      }
      scheduler.step();
    }
    damage.ifPresent(Runnable::run);
    disk.setFull(false);
    setStuck(false);
    boolean isFaulty = damage.isPresent() || disk.faults() + disk.fullRefusals() > faultsBefore;
    boolean isFailed = job.status().state() == JobState.FAILED;
    report.fullDisksOutlived += isFaulty && !isFailed && damage.isEmpty() ? 1 : 0;
    return isFailed && isFaulty
        ? failed(job.status(), damage.isPresent())
        : ended(job.status(), allocator);
  }

  /** The job has told what is wrong with the disk, and is started again when that is mended. */
  private JobState failed(JobStatus status, boolean isDamaged) {
    Throwable failure = status.failure().orElseThrow();
    boolean isOfTheWorld =
        failure instanceof WeirException
            || failure instanceof IOException
            || failure instanceof UncheckedIOException;
    if (!isOfTheWorld) {
      throw new AssertionError("a fault of the disk is not named", failure);
    }
    report.flipsFound += isDamaged ? 1 : 0;
    report.diskFaults += isDamaged ? 0 : 1;
    return null;
  }

  private JobOptions options() {
    int parallelism = 1 + random.nextInt(MOST_PARALLELISM);
    report.rescales += lastParallelism > 0 && parallelism != lastParallelism ? 1 : 0;
    lastParallelism = parallelism;
    long interval = random.nextInt(5) == 0 ? 0 : 1 + random.nextInt(200);
    return new JobOptions(
        parallelism,
        true,
        interval,
        alignedTimeout(),
        1 + random.nextInt(4),
        ZoneOffset.UTC,
        RestartStrategy.NONE);
  }

  /** Half of the jobs let barriers overtake: at once, or when they have waited for a while. */
  private OptionalLong alignedTimeout() {
    return switch (random.nextInt(4)) {
      case 0 -> OptionalLong.of(0);
      case 1 -> OptionalLong.of(random.nextInt(50));
      default -> OptionalLong.empty();
    };
  }

  private JobState ended(JobStatus status, BufferAllocator allocator) {
    lastCheckpointId = status.lastCheckpointId();
    report.checkpoints += Math.max(0, lastCheckpointId);
    if (status.state() == JobState.FAILED) {
      throw new AssertionError("the job failed", status.failure().orElseThrow());
    }
    report.stops += status.state() == JobState.STOPPED ? 1 : 0;
    allocator.close();
    return status.state();
  }

  /** The process dies; what it held is freed in its afterlife, in which it reaches nothing. */
  private JobState crash(JobHandle job, SeededScheduler scheduler) throws IOException {
    report.crashes++;
    report.crashesInFiles += disk.isDead() ? 1 : 0;
    report.crashesInRecovery += job.status().state() == JobState.STARTING ? 1 : 0;
    disk.die();
    setStuck(false);
    scenario.outputs().forEach(output -> output.external().disconnect(true));
    job.cancel();
    for (int step = 0; !job.whenEnded().isDone(); step++) {
      if (step > MOST_STEPS) {
        throw new AssertionError("a dead job does not end: " + job.status());
      }
      scheduler.step();
    }
    disk.restart();
    scenario.outputs().forEach(output -> output.external().disconnect(false));
    return null;
  }

  private void setStuck(boolean isStuck) {
    scenario.outputs().forEach(output -> output.external().setStuck(isStuck));
  }

  private int publishedCount() {
    return scenario.outputs().stream().mapToInt(o -> o.external().writes()).sum();
  }

  private void compare() {
    for (Scenario.ExpectedOutput output : scenario.outputs()) {
      List<List<Long>> rows = output.external().rows();
      List<List<Long>> settled = output.query().settled(rows);
      report.forgottenRows += rows.size() - settled.size();
      if (!settled.equals(output.expected().rows())) {
        throw new AssertionError(
            output.name()
                + " published\n  "
                + settled
                + "\nbut should have published\n  "
                + output.expected().rows());
      }
    }
  }

  private void count() {
    report.runs++;
    report.publishedRows += publishedCount();
    report.idlePauses += scenario.pauses();
    report.laterSplits += scenario.endless().isPresent() ? 1 : 0;
    for (Scenario.ExpectedOutput output : scenario.outputs()) {
      report.queries.merge(output.query().name(), 1, Integer::sum);
      report.lateRows += output.expected().lateRows();
      output.external().count(report);
    }
  }
}
