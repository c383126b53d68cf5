package io.weir.query;

import io.weir.runtime.execution.checkpoint.CheckpointLog;
import io.weir.runtime.execution.job.Job;
import io.weir.runtime.execution.job.JobDefinition;
import io.weir.runtime.execution.job.JobEnvironment;
import io.weir.runtime.execution.job.JobHandle;
import io.weir.runtime.execution.job.JobOptions;
import io.weir.runtime.execution.job.JobState;
import io.weir.runtime.execution.job.RestartStrategy;
import io.weir.runtime.simulation.Disk;
import io.weir.runtime.simulation.RocksDbDisk;
import io.weir.runtime.simulation.SeededScheduler;
import io.weir.runtime.simulation.SimulatedClock;
import io.weir.runtime.simulation.TornDisk;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;

/**
 * The ways in which a script is run. Each runs on one thread in an order that is always the same.
 */
public enum Course {
  /** Once, undisturbed, with one task a step. */
  STRAIGHT(List.of(new Life(1, End.FINISH, 1))),
  /** With two tasks a step: crashes half way and is restored. */
  CRASHED(List.of(new Life(2, End.CRASH, 0.5), new Life(2, End.FINISH, 1))),
  /** Stopped after a third, resumed with three tasks a step, crashed and restored. */
  RESCALED(
      List.of(
          new Life(2, End.STOP, 0.33, true),
          new Life(3, End.CRASH, 0.33, true),
          new Life(3, End.FINISH, 1)));

  private static final long SEED = 20010416;
  private static final int MOST_STEPS = 3_000_000;
  private static final long CHECKPOINT_MILLIS = 60;

  private final List<Life> lives;

  Course(List<Life> lives) {
    this.lives = lives;
  }

  private enum End {
    FINISH,
    CRASH,
    STOP
  }

  /**
   * One start of the process.
   *
   * @param part of the input after which it ends
   * @param doBarriersOvertake whether barriers wait for nothing
   */
  private record Life(int parallelism, End end, double part, boolean doBarriersOvertake) {
    Life(int parallelism, End end, double part) {
      this(parallelism, end, part, false);
    }
  }

  /**
   * What came of a script.
   *
   * @param tables the rows of each table that was written, as sorted lines
   * @param script as it was planned
   * @param crashes how often the job really crashed
   */
  public record Result(
      Map<String, List<String>> tables, PlannedScript script, int crashes, long late) {}

  /**
   * Runs a script.
   *
   * @param rocksDb where state in RocksDB lives; empty for state in memory
   */
  public Result run(String script, Map<String, String> variables, Optional<Path> rocksDb)
      throws IOException {
    return new Running(script, variables, rocksDb).run();
  }

  private final class Running {
    private final SplittableRandom random = new SplittableRandom(SEED);
    private final SimulatedClock clock = new SimulatedClock();
    private final PlannedScript script;
    private final Disk disk;
    private int crashes;
    private long late;

    Running(String script, Map<String, String> variables, Optional<Path> rocksDb)
        throws IOException {
      this.script =
          PlannedScript.of(
              script, variables, clock, lives.get(0).parallelism(), Course.this != STRAIGHT);
      SplittableRandom forDisk = random.split();
      this.disk =
          rocksDb.isPresent()
              ? new RocksDbDisk(forDisk, rocksDb.get(), clock)
              : new TornDisk(forDisk, clock);
    }

    Result run() throws IOException {
      try (disk) {
        boolean isFirst = true;
        for (Life life : lives) {
          if (live(life, isFirst)) {
            break;
          }
          isFirst = false;
        }
      }
      Map<String, List<String>> tables = new TreeMap<>();
      script.connectors().tables().forEach((name, table) -> tables.put(name, table.lines()));
      return new Result(tables, script, crashes, late);
    }

    /** Whether the job finished. */
    private boolean live(Life life, boolean isFirst) throws IOException {
      BufferAllocator allocator = new RootAllocator();
      SeededScheduler scheduler = new SeededScheduler(random.split(), clock);
      CheckpointLog checkpoints = disk.checkpoints();
      JobDefinition definition = new JobDefinition("script", script.sinks(), options(life));
      JobEnvironment environment =
          new JobEnvironment(
              scheduler, clock, random.split(), allocator, disk.state(checkpoints), checkpoints);
      JobHandle job =
          isFirst ? Job.start(definition, environment) : Job.restore(definition, environment);
      long firstCheckpoint = Long.MIN_VALUE;
      boolean isStopping = false;
      for (int step = 0; !job.whenEnded().isDone(); step++) {
        if (step > MOST_STEPS) {
          throw new AssertionError("the job does not end: " + job.status() + scheduler.describe());
        }
        scheduler.step();
        if (life.end() == End.FINISH || isStopping || step % 8 != 0) {
          continue;
        }
        boolean isRunning = job.status().state() == JobState.RUNNING;
        if (isRunning && firstCheckpoint == Long.MIN_VALUE) {
          firstCheckpoint = job.status().lastCheckpointId();
        }
        boolean hasRead = job.status().rowsIn() >= life.part() * script.connectors().rows();
        if (!isRunning || !hasRead || job.status().lastCheckpointId() <= firstCheckpoint) {
          continue;
        }
        if (life.end() == End.STOP) {
          job.stop();
          isStopping = true;
        } else {
          crash(job, scheduler);
          return false;
        }
      }
      late += job.status().rowsLate();
      if (job.status().state() == JobState.FAILED) {
        Throwable cause = job.status().failure().orElseThrow();
        throw new AssertionError(name() + ": the job failed: " + cause.getMessage(), cause);
      }
      allocator.close();
      return job.status().state() == JobState.FINISHED;
    }

    /** The process dies; what it held is freed in its afterlife, in which it reaches nothing. */
    private void crash(JobHandle job, SeededScheduler scheduler) throws IOException {
      crashes++;
      disk.die();
      script.connectors().tables().values().forEach(table -> table.setReachable(false));
      job.cancel();
      while (!job.whenEnded().isDone()) {
        scheduler.step();
      }
      disk.restart();
      script.connectors().tables().values().forEach(table -> table.setReachable(true));
    }

    private JobOptions options(Life life) {
      return new JobOptions(
          life.parallelism(),
          true,
          CHECKPOINT_MILLIS,
          life.doBarriersOvertake() ? OptionalLong.of(0) : OptionalLong.empty(),
          4,
          script.settings().timeZone(),
          RestartStrategy.NONE);
    }
  }
}
