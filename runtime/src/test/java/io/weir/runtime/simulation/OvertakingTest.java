package io.weir.runtime.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weir.runtime.execution.checkpoint.Checkpoint;
import io.weir.runtime.execution.checkpoint.CheckpointLog;
import io.weir.runtime.execution.checkpoint.InFlight;
import io.weir.runtime.execution.job.Job;
import io.weir.runtime.execution.job.JobDefinition;
import io.weir.runtime.execution.job.JobEnvironment;
import io.weir.runtime.execution.job.JobHandle;
import io.weir.runtime.execution.job.JobOptions;
import io.weir.runtime.execution.job.JobState;
import io.weir.runtime.execution.job.RestartStrategy;
import io.weir.runtime.plan.Distribution;
import io.weir.runtime.plan.SinkNode;
import java.io.IOException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Checkpoints of jobs whose sink takes nothing more. */
class OvertakingTest {
  private static final OptionalLong AT_ONCE = OptionalLong.of(0);
  private static final OptionalLong NEVER = OptionalLong.empty();
  private static final int STEPS_TO_FILL = 3000;
  private static final int STEPS_OF_A_CHECKPOINT = 1000;

  private final SplittableRandom random = new SplittableRandom(11);
  private final SimulatedClock clock = new SimulatedClock();
  private final TornDisk disk = new TornDisk(random.split(), clock);
  private final CheckpointLog checkpoints = disk.checkpoints();
  private final BufferAllocator allocator = new RootAllocator();
  private final SimulatedExternal external = new SimulatedExternal(random.split());
  private final SimulatedInput input = input();
  private SeededScheduler scheduler;

  @AfterEach
  void nothingLeaks() {
    allocator.close();
  }

  private static SimulatedInput input() {
    List<SimulatedInput.SplitRows> splits = new ArrayList<>();
    for (int split = 0; split < 3; split++) {
      List<SimulatedInput.Row> rows = new ArrayList<>();
      for (int i = 0; i < 300; i++) {
        rows.add(new SimulatedInput.Row(i, (i + split) % 7, i));
      }
      splits.add(new SimulatedInput.SplitRows(rows, -1));
    }
    return new SimulatedInput(splits);
  }

  private JobHandle start(Query query, int parallelism, OptionalLong timeout, boolean isRestore) {
    scheduler = new SeededScheduler(random.split(), clock);
    JobOptions options =
        new JobOptions(parallelism, true, 0, timeout, 2, ZoneOffset.UTC, RestartStrategy.NONE);
    SinkNode sink =
        new SinkNode(
            "out",
            external.sink(),
            query.plan(Scenario.source("t", input, true, clock, random.split())),
            Distribution.ANY);
    JobDefinition job = new JobDefinition("j", List.of(sink), options);
    JobEnvironment environment =
        new JobEnvironment(
            scheduler, clock, random.split(), allocator, disk.state(checkpoints), checkpoints);
    return isRestore ? Job.restore(job, environment) : Job.start(job, environment);
  }

  private void steps(int count) {
    for (int i = 0; i < count; i++) {
      scheduler.step();
    }
  }

  private JobState end(JobHandle job) {
    for (int i = 0; !job.whenEnded().isDone(); i++) {
      assertTrue(i < 300_000, () -> "the job does not end: " + job.status());
      scheduler.step();
    }
    return job.status().state();
  }

  private CompletableFuture<Long> checkpointOfAStuckJob(JobHandle job) {
    external.setStuck(true);
    steps(STEPS_TO_FILL);
    CompletableFuture<Long> done = job.checkpointNow();
    steps(STEPS_OF_A_CHECKPOINT);
    return done;
  }

  @ParameterizedTest
  @EnumSource(Query.class)
  void aCheckpointCompletesAlthoughTheSinkTakesNothingMore(Query query) throws IOException {
    JobHandle job = start(query, 2, AT_ONCE, false);
    steps(120);
    CompletableFuture<Long> done = checkpointOfAStuckJob(job);
    assertTrue(done.isDone() && !done.isCompletedExceptionally(), () -> job.status().toString());
    long rowsOut = job.status().rowsOut();
    Checkpoint checkpoint = checkpoints.latest().orElseThrow();
    boolean hasRoom = job.status().sources().stream().allMatch(s -> s.splitsDone() == s.splits());
    assertTrue(hasRoom || checkpoint.inFlight().isPresent(), "nothing was queued");
    job.cancel();
    assertEquals(JobState.CANCELLED, end(job));
    assertEquals(rowsOut, job.status().rowsOut());
    external.setStuck(false);
    assertEquals(JobState.FINISHED, end(start(query, 2, AT_ONCE, true)));
    assertEquals(query.expected(List.of(input)).rows(), PublishedTable.of(external.published()));
  }

  @ParameterizedTest
  @EnumSource(Query.class)
  void whatWasOvertakenIsWorkedOffBeforeTheParallelismChanges(Query query) throws IOException {
    JobHandle job = start(query, 3, AT_ONCE, false);
    steps(120);
    checkpointOfAStuckJob(job).join();
    boolean isAnyInFlight = checkpoints.latest().orElseThrow().inFlight().isPresent();
    job.cancel();
    end(job);
    external.setStuck(false);
    JobHandle other = start(query, 2, AT_ONCE, true);
    assertEquals(JobState.FINISHED, end(other));
    assertEquals(query.expected(List.of(input)).rows(), PublishedTable.of(external.published()));
    assertEquals(0, other.status().restarts());
    assertTrue(isAnyInFlight || query == Query.COUNT_ALL, "nothing was in flight");
  }

  @Test
  void barriersThatMustWaitDoNotCompleteTheCheckpoint() {
    JobHandle job = start(Query.GROUP_BY, 2, NEVER, false);
    steps(120);
    assertFalse(checkpointOfAStuckJob(job).isDone());
    job.cancel();
    end(job);
  }

  @Test
  void whatIsInFlightIsNoMoreThanTheChannelsHold() throws IOException {
    JobHandle job = start(Query.GROUP_BY, 2, AT_ONCE, false);
    steps(120);
    int before = elements(checkpointOfAStuckJob(job));
    for (int again = 0; again < 5; again++) {
      CompletableFuture<Long> done = job.checkpointNow();
      steps(STEPS_OF_A_CHECKPOINT);
      assertEquals(before, elements(done), 2);
    }
    job.cancel();
    end(job);
  }

  private int elements(CompletableFuture<Long> done) throws IOException {
    assertTrue(done.isDone());
    return checkpoints.latest().orElseThrow().inFlight().stream()
        .flatMap(inFlight -> inFlight.queues().stream())
        .mapToInt(InFlight.Queue::elements)
        .sum();
  }

  @Test
  void aStuckJobIsStoppedBehindACheckpoint() {
    JobHandle job = start(Query.GROUP_BY, 2, AT_ONCE, false);
    steps(120);
    external.setStuck(true);
    steps(STEPS_TO_FILL);
    job.stop();
    assertEquals(JobState.STOPPED, end(job));
    external.setStuck(false);
    assertEquals(JobState.FINISHED, end(start(Query.GROUP_BY, 1, AT_ONCE, true)));
    assertEquals(
        Query.GROUP_BY.expected(List.of(input)).rows(), PublishedTable.of(external.published()));
  }
}
