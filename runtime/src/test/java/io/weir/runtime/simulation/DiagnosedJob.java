package io.weir.runtime.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weir.runtime.execution.checkpoint.CheckpointLog;
import io.weir.runtime.execution.job.Job;
import io.weir.runtime.execution.job.JobDefinition;
import io.weir.runtime.execution.job.JobEnvironment;
import io.weir.runtime.execution.job.JobHandle;
import io.weir.runtime.execution.job.JobOptions;
import io.weir.runtime.execution.job.RestartStrategy;
import io.weir.runtime.insight.diagnosis.Diagnosis;
import io.weir.runtime.insight.diagnosis.Finding;
import io.weir.runtime.operator.window.WindowSpec;
import io.weir.runtime.plan.Distribution;
import io.weir.runtime.plan.PlanNode;
import io.weir.runtime.plan.SinkNode;
import java.time.ZoneOffset;
import java.util.List;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.function.LongUnaryOperator;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.junit.jupiter.api.AfterEach;

/** A simulated job with a table, a step and a sink that do what a test wants. */
class DiagnosedJob {
  static final long SECOND = 1_000_000_000L;

  final SplittableRandom random = new SplittableRandom(1);
  final SimulatedClock clock = new SimulatedClock();
  final SeededScheduler scheduler = new SeededScheduler(random.split(), clock);
  final BufferAllocator allocator = new RootAllocator();
  final TornDisk disk = new TornDisk(random.split(), clock);
  final FedSource table = new FedSource(true);
  final StubbornSink sink = new StubbornSink();
  final WorkNode.Work work = new WorkNode.Work(clock);
  int parallelism = 1;
  long intervalMillis = 100;
  RestartStrategy restart = RestartStrategy.NONE;
  JobHandle job;

  @AfterEach
  void nothingLeaks() {
    if (job != null) {
      job.cancel();
      while (!job.whenEnded().isDone()) {
        scheduler.step();
      }
    }
    allocator.close();
  }

  void start(PlanNode result) {
    JobOptions options =
        new JobOptions(
            parallelism, true, intervalMillis, OptionalLong.empty(), 2, ZoneOffset.UTC, restart);
    CheckpointLog checkpoints = disk.checkpoints();
    JobEnvironment environment =
        new JobEnvironment(
            scheduler, clock, random.split(), allocator, disk.state(checkpoints), checkpoints);
    SinkNode root = new SinkNode("out", sink, result, Distribution.ANY);
    job = Job.start(new JobDefinition("j", List.of(root), options), environment);
  }

  PlanNode source() {
    return table.node("t", 100);
  }

  PlanNode worked(PlanNode input, Distribution distribution) {
    return new WorkNode("Work", input, distribution, work);
  }

  static PlanNode windowed(PlanNode input) {
    return Query.window(input, WindowSpec.tumble(10_000, 0));
  }

  void runFor(long nanos) {
    runFor(nanos, now -> 0);
  }

  /** Lets the job run for a while; {@code feeding} is called every 50 ms. */
  void runFor(long nanos, LongUnaryOperator feeding) {
    long end = clock.monotonicNanos() + nanos;
    long next = clock.monotonicNanos();
    while (clock.monotonicNanos() < end) {
      if (clock.monotonicNanos() >= next) {
        feeding.applyAsLong(clock.wallMillis());
        next += 50_000_000;
      }
      if (job.whenEnded().isDone()) {
        return;
      }
      scheduler.step();
    }
  }

  Diagnosis diagnose() {
    return Diagnosis.of(job.view());
  }

  void assertFound(Finding.Kind kind, String... parts) {
    Diagnosis diagnosis = diagnose();
    assertTrue(
        diagnosis.findings().stream()
            .filter(finding -> finding.kind() == kind)
            .map(Finding::text)
            .anyMatch(text -> List.of(parts).stream().allMatch(text::contains)),
        () -> List.of(parts) + " is not found in " + diagnosis + "\n" + job.view().tasks());
    assertEquals(kind == Finding.Kind.NOTE, diagnosis.isHealthy(), diagnosis::toString);
  }

  void assertProblem(String... parts) {
    assertFound(Finding.Kind.PROBLEM, parts);
  }

  static long feed(FedSource.Fed fed, long time) {
    fed.sendTimes(time);
    return 0;
  }
}
