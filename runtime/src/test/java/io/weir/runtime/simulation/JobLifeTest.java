package io.weir.runtime.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weir.runtime.error.WeirException;
import io.weir.runtime.execution.checkpoint.Checkpoint;
import io.weir.runtime.execution.checkpoint.CheckpointLog;
import io.weir.runtime.execution.job.Job;
import io.weir.runtime.execution.job.JobDefinition;
import io.weir.runtime.execution.job.JobEnvironment;
import io.weir.runtime.execution.job.JobHandle;
import io.weir.runtime.execution.job.JobOptions;
import io.weir.runtime.execution.job.JobState;
import io.weir.runtime.execution.job.JobStatus;
import io.weir.runtime.execution.job.RestartStrategy;
import io.weir.runtime.plan.Distribution;
import io.weir.runtime.plan.PlanNode;
import io.weir.runtime.plan.SinkNode;
import io.weir.runtime.state.StateSnapshot.StateFile;
import java.io.IOException;
import java.io.InputStream;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The ways in which a job begins, goes on and ends, one at a time. */
class JobLifeTest {
  private static final RestartStrategy THREE_RESTARTS = new RestartStrategy(3, 10, 1000, 1_000_000);

  private final SplittableRandom random = new SplittableRandom(1);
  private final SimulatedClock clock = new SimulatedClock();
  private final SeededScheduler scheduler = new SeededScheduler(random.split(), clock);
  private final BufferAllocator allocator = new RootAllocator();
  private final SimulatedExternal external = new SimulatedExternal(random.split());
  private final SimulatedInput input = input(200);
  private CheckpointLog checkpoints = new TornDisk(random.split(), clock).checkpoints();

  @AfterEach
  void nothingLeaks() {
    allocator.close();
  }

  private static SimulatedInput input(int rows) {
    List<SimulatedInput.Row> list = new ArrayList<>();
    for (int i = 0; i < rows; i++) {
      list.add(new SimulatedInput.Row(i, i % 3, i));
    }
    return new SimulatedInput(List.of(new SimulatedInput.SplitRows(list, -1)));
  }

  private PlanNode source() {
    return Scenario.source("t", input, true, clock, random.split());
  }

  private SinkNode into(PlanNode result) {
    return new SinkNode("out", external.sink(), result, Distribution.ANY);
  }

  private JobDefinition job(PlanNode result, RestartStrategy restart) {
    JobOptions options =
        new JobOptions(2, true, 20, OptionalLong.empty(), 2, ZoneOffset.UTC, restart);
    return new JobDefinition("j", List.of(into(result)), options);
  }

  private JobEnvironment environment() {
    return new JobEnvironment(
        scheduler,
        clock,
        random.split(),
        allocator,
        (restored, memory) -> {
          throw new AssertionError("no operator has tables");
        },
        checkpoints);
  }

  private JobStatus finish(JobHandle job) {
    while (!job.whenEnded().isDone()) {
      scheduler.step();
    }
    return job.status();
  }

  private void steps(int count) {
    for (int i = 0; i < count; i++) {
      scheduler.step();
    }
  }

  private void assertPublishedAll() {
    assertEquals(
        Oracle.windows(List.of(input), 10, 10).rows(), PublishedTable.of(external.published()));
  }

  @Test
  void boundedInputFinishes() {
    JobStatus status =
        finish(
            Job.start(
                job(new KeyedWindowCount(source(), 10), RestartStrategy.NONE), environment()));
    assertEquals(JobState.FINISHED, status.state());
    assertEquals(200, status.rowsIn());
    assertEquals(external.published().size(), status.rowsOut());
    assertTrue(status.lastCheckpointId() > 0);
    assertEquals(1.0, status.sources().get(0).splitsDone());
    assertPublishedAll();
  }

  @Test
  void stoppedItGoesOnWhereItWas() {
    JobDefinition job = job(new KeyedWindowCount(source(), 10), RestartStrategy.NONE);
    JobHandle first = Job.start(job, environment());
    steps(300);
    first.stop();
    assertEquals(JobState.STOPPED, finish(first).state());
    int published = external.published().size();
    assertTrue(published < Oracle.windows(List.of(input), 10, 10).rows().size());
    JobStatus second = finish(Job.restore(job, environment()));
    assertEquals(JobState.FINISHED, second.state());
    assertEquals(200, first.status().rowsIn() + second.rowsIn());
    assertPublishedAll();
  }

  @Test
  void drainedItClosesItsWindowsAndHasFinished() {
    JobDefinition job = job(new KeyedWindowCount(source(), 10), RestartStrategy.NONE);
    JobHandle first = Job.start(job, environment());
    steps(300);
    first.drain();
    JobStatus drained = finish(first);
    assertEquals(JobState.FINISHED, drained.state());
    assertTrue(drained.rowsIn() < 200);
    long counted = external.published().stream().mapToLong(row -> row.values().get(1)).sum();
    assertEquals(drained.rowsIn(), counted);
    assertEquals(0, finish(Job.restore(job, environment())).rowsIn());
  }

  @Test
  void cancelledItKeepsItsLastCheckpoint() throws IOException {
    JobDefinition job = job(new KeyedWindowCount(source(), 10), RestartStrategy.NONE);
    JobHandle first = Job.start(job, environment());
    steps(300);
    first.cancel();
    assertEquals(JobState.CANCELLED, finish(first).state());
    assertTrue(checkpoints.latest().isPresent());
    assertEquals(JobState.FINISHED, finish(Job.restore(job, environment())).state());
    assertPublishedAll();
  }

  @Test
  void inUnboundedInputASplitWithoutRowsHoldsNothingBackAfterTheTimeout() {
    List<SimulatedInput.SplitRows> splits = new ArrayList<>(input.splits());
    splits.add(new SimulatedInput.SplitRows(List.of(), -1));
    PlanNode unbounded =
        Scenario.source("t", new SimulatedInput(splits), false, clock, random.split());
    JobDefinition job = job(new KeyedWindowCount(unbounded, 10), RestartStrategy.NONE);
    JobHandle first = Job.start(job, environment());
    while (external.published().size() < 30) {
      scheduler.step();
    }
    first.stop();
    assertEquals(JobState.STOPPED, finish(first).state());
    JobHandle second = Job.restore(job, environment());
    int all = Oracle.windows(List.of(input), 10, 10).rows().size();
    while (external.published().size() < all - 3) {
      scheduler.step();
    }
    steps(2000);
    assertEquals(all - 3, external.published().size(), "the last window stays open");
    second.drain();
    assertEquals(JobState.FINISHED, finish(second).state());
    assertPublishedAll();
  }

  @Test
  void aCheckpointCanBeAskedFor() {
    JobOptions options =
        new JobOptions(1, true, 0, OptionalLong.empty(), 2, ZoneOffset.UTC, RestartStrategy.NONE);
    JobDefinition job =
        new JobDefinition("j", List.of(into(new KeyedWindowCount(source(), 10))), options);
    JobHandle handle = Job.start(job, environment());
    while (handle.status().state() == JobState.STARTING) {
      scheduler.step();
    }
    CompletableFuture<Long> checkpoint = handle.checkpointNow();
    finish(handle);
    assertEquals(1L, checkpoint.join());
    assertEquals(2L, handle.status().lastCheckpointId());
    CompletableFuture<Long> tooLate = handle.checkpointNow();
    assertThrows(CompletionException.class, tooLate::join);
  }

  @Test
  void aJobWithoutCheckpointsTouchesNeitherTheirLogNorTheirState() {
    checkpoints = new RefusingLog();
    JobDefinition job =
        new JobDefinition(
            "j",
            List.of(into(new KeyedWindowCount(source(), 10))),
            JobOptions.ephemeral(2, ZoneOffset.UTC));
    JobStatus status = finish(Job.start(job, environment()));
    assertEquals(JobState.FINISHED, status.state());
    assertEquals(-1, status.lastCheckpointId());
    assertPublishedAll();
  }

  @Test
  void aFailureOfTheUserIsShownAsItIs() {
    WeirException cause = WeirException.permanent("division by zero", null);
    PlanNode failing = new FailingNode(source(), () -> Optional.of(cause));
    JobStatus status =
        finish(Job.start(job(new KeyedWindowCount(failing, 10), THREE_RESTARTS), environment()));
    assertEquals(JobState.FAILED, status.state());
    assertSame(cause, status.failure().orElseThrow());
    assertEquals(0, status.restarts());
  }

  @Test
  void aFailureThatMayPassIsRestoredFrom() {
    AtomicInteger batches = new AtomicInteger();
    PlanNode failing =
        new FailingNode(
            source(),
            () ->
                batches.incrementAndGet() % 15 == 0 && batches.get() < 40
                    ? Optional.of(WeirException.retryable("connection lost", null, null))
                    : Optional.empty());
    JobStatus status =
        finish(Job.start(job(new KeyedWindowCount(failing, 10), THREE_RESTARTS), environment()));
    assertEquals(JobState.FINISHED, status.state());
    assertEquals(2, status.restarts());
    assertPublishedAll();
  }

  @Test
  void restartsEnd() {
    PlanNode failing =
        new FailingNode(
            source(), () -> Optional.of(WeirException.retryable("connection lost", null, null)));
    JobStatus status =
        finish(Job.start(job(new KeyedWindowCount(failing, 10), THREE_RESTARTS), environment()));
    assertEquals(JobState.FAILED, status.state());
    assertEquals(3, status.restarts());
    assertEquals("connection lost", status.failure().orElseThrow().getMessage());
  }

  @Test
  void aDiskThatFailsNamesTheCheckpointThatCouldNotBeStored() {
    CheckpointLog log = checkpoints;
    checkpoints =
        new CheckpointLog() {
          @Override
          public Optional<Checkpoint> latest() throws IOException {
            return log.latest();
          }

          @Override
          public List<Long> ids() throws IOException {
            return log.ids();
          }

          @Override
          public Checkpoint read(long id) throws IOException {
            return log.read(id);
          }

          @Override
          public void write(Checkpoint checkpoint) throws IOException {
            if (checkpoint.id() == 2) {
              throw new IOException("Input/output error");
            }
            log.write(checkpoint);
          }

          @Override
          public StateFile keepContent(String name, Content content) throws IOException {
            return log.keepContent(name, content);
          }

          @Override
          public InputStream openContent(StateFile file) throws IOException {
            return log.openContent(file);
          }
        };
    JobStatus status =
        finish(
            Job.start(
                job(new KeyedWindowCount(source(), 10), RestartStrategy.NONE), environment()));
    assertEquals(JobState.FAILED, status.state());
    assertEquals(
        "checkpoint 2 could not be stored: Input/output error",
        status.failure().orElseThrow().getMessage());
    assertEquals(1, status.lastCheckpointId());
  }

  @Test
  void anotherQueryDoesNotTakeTheCheckpoint() {
    JobHandle first =
        Job.start(job(new KeyedWindowCount(source(), 10), RestartStrategy.NONE), environment());
    steps(300);
    first.cancel();
    finish(first);
    JobStatus other =
        finish(
            Job.restore(
                job(new KeyedWindowCount(source(), 20), RestartStrategy.NONE), environment()));
    assertEquals(JobState.FAILED, other.state());
    String message = other.failure().orElseThrow().getMessage();
    assertTrue(message.contains("does not fit the query"), message);
    assertTrue(message.contains("KeyedWindowCount: incompatible, "), message);
    assertTrue(message.contains("size was 10 ms and is 20 ms"), message);
  }

  private static final class RefusingLog implements CheckpointLog {
    @Override
    public Optional<Checkpoint> latest() {
      throw new AssertionError("the job keeps no checkpoints");
    }

    @Override
    public List<Long> ids() {
      throw new AssertionError("the job keeps no checkpoints");
    }

    @Override
    public Checkpoint read(long id) {
      throw new AssertionError("the job keeps no checkpoints");
    }

    @Override
    public void write(Checkpoint checkpoint) {
      throw new AssertionError("the job keeps no checkpoints");
    }

    @Override
    public StateFile keepContent(String name, Content content) {
      throw new AssertionError("the job keeps no checkpoints");
    }

    @Override
    public InputStream openContent(StateFile file) {
      throw new AssertionError("the job keeps no checkpoints");
    }
  }
}
