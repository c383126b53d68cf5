package io.weir.runtime.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.weir.runtime.execution.job.Job;
import io.weir.runtime.execution.job.JobDefinition;
import io.weir.runtime.execution.job.JobEnvironment;
import io.weir.runtime.execution.job.JobOptions;
import io.weir.runtime.execution.job.JobState;
import io.weir.runtime.execution.job.JobStatus;
import io.weir.runtime.execution.job.RestartStrategy;
import io.weir.runtime.execution.thread.ThreadScheduler;
import io.weir.runtime.state.MemoryStateBackend;
import io.weir.runtime.state.StateMemory;
import io.weir.runtime.state.StateSnapshot;
import io.weir.runtime.time.SystemClock;
import java.nio.file.Path;
import java.time.ZoneOffset;
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
    Scenario scenario = Scenario.random(random.split(), SystemClock.INSTANCE);
    SimulatedFileSystem files = new SimulatedFileSystem(random.split());
    SerializedCheckpoints checkpoints = new SerializedCheckpoints(files);
    JobOptions options =
        new JobOptions(1 + random.nextInt(3), true, 2, 2, ZoneOffset.UTC, RestartStrategy.NONE);
    try (BufferAllocator allocator = new RootAllocator()) {
      JobEnvironment environment =
          new JobEnvironment(
              scheduler,
              SystemClock.INSTANCE,
              random.split(),
              allocator,
              (restored, memory) ->
                  MemoryStateBackend.open(
                      restored.orElse(StateSnapshot.empty()),
                      files,
                      Path.of("/job/work"),
                      new SimulatedSnapshotFiles(files, 0),
                      new StateMemory(64L << 20, StateMemory.MIN_STORE_BYTES)),
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
          PublishedTable.of(output.external().published()),
          () -> output.query() + " with seed " + seed);
    }
  }
}
