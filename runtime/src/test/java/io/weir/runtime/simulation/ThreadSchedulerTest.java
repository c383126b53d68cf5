package io.weir.runtime.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.weir.runtime.execution.checkpoint.CheckpointLog;
import io.weir.runtime.execution.job.Job;
import io.weir.runtime.execution.job.JobDefinition;
import io.weir.runtime.execution.job.JobEnvironment;
import io.weir.runtime.execution.job.JobOptions;
import io.weir.runtime.execution.job.JobState;
import io.weir.runtime.execution.job.JobStatus;
import io.weir.runtime.execution.job.RestartStrategy;
import io.weir.runtime.execution.thread.ThreadScheduler;
import io.weir.runtime.time.SystemClock;
import java.time.ZoneOffset;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.junit.jupiter.api.Test;

/** The queries of the simulation on real threads. */
class ThreadSchedulerTest {
  private static final int RUNS = 60;

  @Test
  void threadsPublishWhatTheSimulationDoes()
      throws InterruptedException, ExecutionException, TimeoutException {
    try (ThreadScheduler scheduler = new ThreadScheduler(3)) {
      for (long seed = 0; seed < RUNS; seed++) {
        run(scheduler, seed);
      }
    }
  }

  private static void run(ThreadScheduler scheduler, long seed)
      throws InterruptedException, ExecutionException, TimeoutException {
    SplittableRandom random = new SplittableRandom(seed);
    Scenario scenario;
    do {
      scenario = Scenario.random(random.split(), SystemClock.INSTANCE);
    } while (scenario.endless().isPresent());
    TornDisk disk = new TornDisk(random.split(), SystemClock.INSTANCE);
    CheckpointLog checkpoints = disk.checkpoints();
    JobOptions options =
        new JobOptions(
            1 + random.nextInt(3),
            true,
            2,
            OptionalLong.of(0),
            2,
            ZoneOffset.UTC,
            RestartStrategy.NONE);
    try (BufferAllocator allocator = new RootAllocator()) {
      JobEnvironment environment =
          new JobEnvironment(
              scheduler,
              SystemClock.INSTANCE,
              random.split(),
              allocator,
              disk.state(checkpoints),
              checkpoints);
      JobStatus status =
          Job.start(new JobDefinition("threads", scenario.roots(), options), environment)
              .whenEnded()
              .get(60, TimeUnit.SECONDS);
      if (status.state() != JobState.FINISHED) {
        throw new AssertionError("seed " + seed + ": " + status, status.failure().orElse(null));
      }
    }
    for (Scenario.ExpectedOutput output : scenario.outputs()) {
      assertEquals(
          output.expected().rows(),
          output.query().settled(output.external().rows()),
          () -> output.name() + " with seed " + seed);
    }
  }
}
