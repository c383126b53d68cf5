package io.weir.runtime.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weir.runtime.execution.checkpoint.CheckpointLog;
import io.weir.runtime.execution.job.CheckpointLimits;
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
import java.io.IOException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Checkpoints that take too long, and such as the disk has no room for. */
class CheckpointFailureTest {
  private static final long TIMEOUT_MILLIS = 2_000;
  private static final int MOST_STEPS = 300_000;
  private static final RestartStrategy RESTARTS = new RestartStrategy(3, 10, 1_000, 1_000_000_000);

  private final SplittableRandom random = new SplittableRandom(3);
  private final SimulatedClock clock = new SimulatedClock();
  private final TornDisk disk = new TornDisk(random.split(), clock);
  private final CheckpointLog checkpoints = disk.checkpoints();
  private final BufferAllocator allocator = new RootAllocator();
  private final SimulatedExternal external = new SimulatedExternal(random.split());
  private final SimulatedInput input = input();
  private SeededScheduler scheduler;
  private boolean isHeld;

  @AfterEach
  void nothingLeaks() {
    allocator.close();
  }

  private static SimulatedInput input() {
    List<SimulatedInput.SplitRows> splits = new ArrayList<>();
    for (int split = 0; split < 2; split++) {
      List<SimulatedInput.Row> rows = new ArrayList<>();
      for (int i = 0; i < 300; i++) {
        rows.add(new SimulatedInput.Row(i, (i + split) % 7, i));
      }
      splits.add(new SimulatedInput.SplitRows(rows, -1));
    }
    return new SimulatedInput(splits);
  }

  private PlanNode source() {
    return Scenario.source("t", input, true, clock, random.split());
  }

  private JobDefinition job(PlanNode result, int tolerable, RestartStrategy restart) {
    JobOptions options =
        new JobOptions(
            2,
            true,
            20,
            OptionalLong.empty(),
            2,
            ZoneOffset.UTC,
            restart,
            new CheckpointLimits(TIMEOUT_MILLIS, tolerable));
    SinkNode sink = new SinkNode("out", external.sink(), result, Distribution.ANY);
    return new JobDefinition("j", List.of(sink), options);
  }

  private JobEnvironment environment() {
    scheduler = new SeededScheduler(random.split(), clock);
    return new JobEnvironment(
        scheduler, clock, random.split(), allocator, disk.state(checkpoints), checkpoints);
  }

  private void until(JobHandle job, BooleanSupplier happened) {
    for (int step = 0; !happened.getAsBoolean(); step++) {
      assertTrue(
          step < MOST_STEPS && !job.whenEnded().isDone(),
          () -> job.status() + scheduler.describe());
      scheduler.step();
    }
  }

  private JobStatus end(JobHandle job) {
    until(job, job.whenEnded()::isDone);
    return job.status();
  }

  private void untilRowsAreRead(JobHandle job) {
    until(job, () -> job.status().rowsIn() > 100);
  }

  private void assertPublishedAll(SimulatedQuery query) {
    assertEquals(
        query.expected(List.of(input), null).rows(), PublishedTable.of(external.published()));
  }

  @Test
  void aCheckpointThatTakesTooLongFailsTheJobAndSaysWhoHoldsItUp() throws IOException {
    JobDefinition definition = job(Query.GROUP_BY.plan(source()), 0, RestartStrategy.NONE);
    JobHandle job = Job.start(definition, environment());
    untilRowsAreRead(job);
    external.setStuck(true);
    JobStatus status = end(job);
    assertEquals(JobState.FAILED, status.state());
    String message = status.failure().orElseThrow().getMessage();
    String expected =
        "checkpoint \\d+ is not complete after 2\\d{3} ms: "
            + "GroupAggregate groupBy=\\[k\\] → Sink out\\[[01]/2\\] holds it up, which waits for"
            + " the outside(; GroupAggregate groupBy=\\[k\\] → Sink out\\[1/2\\] holds it up,"
            + " which waits for the outside)?(; 1 task waits for that)?";
    assertTrue(message.matches(expected), message);
    assertEquals(checkpoints.latest().orElseThrow().id(), status.lastCheckpointId());
    external.setStuck(false);
    assertEquals(JobState.FINISHED, end(Job.restore(definition, environment())).state());
    assertPublishedAll(Query.GROUP_BY);
  }

  @Test
  void anOperatorThatWaitsIsNamedWithItsSubtask() {
    PlanNode awaiting = new AwaitingNode(source(), subtask -> isHeld && subtask == 1);
    JobHandle job = Job.start(job(awaiting, 1, RestartStrategy.NONE), environment());
    untilRowsAreRead(job);
    isHeld = true;
    until(job, () -> job.status().warning().isPresent());
    String warning = job.status().warning().get();
    String expected = ": Awaiting asks=t → Sink out[1/2] holds it up, which waits for the outside";
    assertTrue(warning.endsWith(expected), warning);
    isHeld = false;
    assertEquals(JobState.FINISHED, end(job).state());
  }

  @Test
  void tolerableFailuresAreWarnedOfAndForgottenWhenTheCheckpointExists() {
    JobHandle job =
        Job.start(job(Query.GROUP_BY.plan(source()), 2, RestartStrategy.NONE), environment());
    for (int round = 0; round < 3; round++) {
      long rows = job.status().rowsIn();
      until(job, () -> job.status().rowsIn() > rows + 50);
      external.setStuck(true);
      until(job, () -> job.status().warning().isPresent());
      String first = job.status().warning().get();
      until(job, () -> !job.status().warning().get().equals(first));
      assertEquals(JobState.RUNNING, job.status().state());
      long late = job.status().lastCheckpointId();
      external.setStuck(false);
      until(job, () -> job.status().lastCheckpointId() > late);
      assertEquals(Optional.empty(), job.status().warning());
    }
    JobStatus status = end(job);
    assertEquals(JobState.FINISHED, status.state());
    assertEquals(0, status.restarts());
    assertPublishedAll(Query.GROUP_BY);
  }

  @Test
  void oneFailureMoreRestoresTheJob() {
    JobHandle job = Job.start(job(Query.GROUP_BY.plan(source()), 1, RESTARTS), environment());
    untilRowsAreRead(job);
    external.setStuck(true);
    until(job, () -> job.status().restarts() == 1);
    String message = job.status().failure().orElseThrow().getMessage();
    assertTrue(message.contains("is not complete after 4"), message);
    external.setStuck(false);
    JobStatus status = end(job);
    assertEquals(JobState.FINISHED, status.state());
    assertEquals(1, status.restarts());
    assertPublishedAll(Query.GROUP_BY);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 16})
  void aJobThatCannotPublishIsSuspendedAllTheSame(int unpublished) {
    JobDefinition definition = job(Query.GROUP_BY.plan(source()), 0, RestartStrategy.NONE);
    JobHandle job = Job.start(definition, environment());
    untilRowsAreRead(job);
    external.setRefusing(true);
    long published = job.status().lastCheckpointId();
    until(job, () -> job.status().lastCheckpointId() >= published + unpublished);
    job.stop();
    assertEquals(JobState.STOPPED, end(job).state());
    external.setRefusing(false);
    assertEquals(JobState.FINISHED, end(Job.restore(definition, environment())).state());
    assertPublishedAll(Query.GROUP_BY);
  }

  @ParameterizedTest
  @EnumSource(Query.class)
  void whileTheDiskIsFullTheJobGoesOnWithoutCheckpoints(Query query) {
    JobHandle job = Job.start(job(query.plan(source()), 0, RestartStrategy.NONE), environment());
    untilRowsAreRead(job);
    disk.setFull(true);
    until(job, () -> job.status().warning().isPresent());
    long checkpoint = job.status().lastCheckpointId();
    until(job, () -> job.status().rowsIn() == 600);
    int published = external.published().size();
    for (int i = 0; i < 20_000; i++) {
      scheduler.step();
    }
    assertEquals(JobState.RUNNING, job.status().state());
    assertEquals(checkpoint, job.status().lastCheckpointId());
    assertEquals(published, external.published().size());
    String warning = job.status().warning().orElseThrow();
    String expected =
        "checkpoint "
            + (checkpoint + 1)
            + " waits for room on the disk, and so does what it is to publish: No space left on"
            + " device";
    assertEquals(expected, warning);
    disk.setFull(false);
    JobStatus status = end(job);
    assertEquals(JobState.FINISHED, status.state());
    assertEquals(0, status.restarts());
    assertEquals(Optional.empty(), status.warning());
    assertPublishedAll(query);
  }

  @Test
  void aJobThatIsToStopWhileTheDiskIsFullSaysWhyAndKeepsItsLastCheckpoint() throws IOException {
    JobDefinition definition = job(Query.GROUP_BY.plan(source()), 0, RESTARTS);
    JobHandle job = Job.start(definition, environment());
    untilRowsAreRead(job);
    disk.setFull(true);
    until(job, () -> job.status().warning().isPresent());
    job.stop();
    JobStatus status = end(job);
    assertEquals(JobState.FAILED, status.state());
    assertEquals(
        "checkpoint "
            + (status.lastCheckpointId() + 1)
            + " could not be stored: No space left on device",
        status.failure().orElseThrow().getMessage());
    assertEquals(checkpoints.latest().orElseThrow().id(), status.lastCheckpointId());
    disk.setFull(false);
    assertEquals(JobState.FINISHED, end(Job.restore(definition, environment())).state());
    assertPublishedAll(Query.GROUP_BY);
  }

  @Test
  void aJobThatIsCancelledWhileTheDiskIsFullFreesWhatItHeld() {
    JobHandle job =
        Job.start(job(Query.GROUP_BY.plan(source()), 0, RestartStrategy.NONE), environment());
    untilRowsAreRead(job);
    disk.setFull(true);
    until(job, () -> job.status().warning().isPresent());
    job.cancel();
    assertEquals(JobState.CANCELLED, end(job).state());
  }

  @Test
  void theTimesOfACheckpointAddUp() throws IOException {
    JobHandle job =
        Job.start(job(Query.GROUP_BY.plan(source()), 0, RestartStrategy.NONE), environment());
    end(job);
    var timings = checkpoints.latest().orElseThrow().timings();
    assertTrue(timings.alignmentMillis() >= 0 && timings.storingMillis() >= 0, timings::toString);
    assertTrue(timings.synchronousMillis() >= 0, timings::toString);
    assertEquals(
        timings.totalMillis(),
        timings.alignmentMillis() + timings.synchronousMillis() + timings.storingMillis());
  }
}
