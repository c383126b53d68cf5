package io.weir.runtime.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weir.runtime.execution.job.Job;
import io.weir.runtime.execution.job.JobDefinition;
import io.weir.runtime.execution.job.JobEnvironment;
import io.weir.runtime.execution.job.JobHandle;
import io.weir.runtime.execution.job.JobOptions;
import io.weir.runtime.execution.job.JobState;
import io.weir.runtime.execution.job.RestartStrategy;
import io.weir.runtime.insight.JobView;
import io.weir.runtime.insight.OperatorView;
import io.weir.runtime.insight.SourceView;
import io.weir.runtime.insight.TaskView;
import io.weir.runtime.insight.ViewJson;
import io.weir.runtime.metric.SplitState;
import io.weir.runtime.plan.Distribution;
import io.weir.runtime.plan.PlanNode;
import io.weir.runtime.plan.SinkNode;
import java.io.IOException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What can be seen of a job, while it runs and afterwards. */
class JobViewTest {
  private final SplittableRandom random = new SplittableRandom(1);
  private final SimulatedClock clock = new SimulatedClock();
  private final SeededScheduler scheduler = new SeededScheduler(random.split(), clock);
  private final BufferAllocator allocator = new RootAllocator();
  private final SimulatedExternal external = new SimulatedExternal(random.split());

  @AfterEach
  void nothingLeaks() {
    allocator.close();
  }

  private JobHandle start(SimulatedInput input, boolean isBounded) {
    PlanNode source = Scenario.source("t", input, isBounded, clock, random.split());
    SinkNode sink =
        new SinkNode("out", external.sink(), new KeyedWindowCount(source, 10), Distribution.ANY);
    JobOptions options =
        new JobOptions(2, true, 20, OptionalLong.empty(), 2, ZoneOffset.UTC, RestartStrategy.NONE);
    JobEnvironment environment =
        new JobEnvironment(
            scheduler,
            clock,
            random.split(),
            allocator,
            (restored, memory) -> {
              throw new AssertionError("no operator has tables");
            },
            new TornDisk(random.split(), clock).checkpoints());
    return Job.start(new JobDefinition("j", List.of(sink), options), environment);
  }

  private static SimulatedInput.SplitRows split(int rows) {
    List<SimulatedInput.Row> list = new ArrayList<>();
    for (int i = 0; i < rows; i++) {
      list.add(new SimulatedInput.Row(i, i % 3, i));
    }
    return new SimulatedInput.SplitRows(list, -1);
  }

  @Test
  void allRowsAreSeenAtTheEnd() throws IOException {
    JobHandle job = start(new SimulatedInput(List.of(split(200))), true);
    while (!job.whenEnded().isDone()) {
      scheduler.step();
    }
    JobView view = job.view();
    assertEquals(JobState.FINISHED, view.state());
    assertEquals(200, view.rowsIn());
    assertEquals(external.published().size(), view.rowsOut());
    assertEquals(
        List.of("Source t", "KeyedWindowCount", "Sink out"),
        view.operators().stream().map(OperatorView::title).toList());
    assertEquals(200, view.operators().get(1).rows().in());
    assertTrue(view.operators().get(1).rows().batchesIn() > 1);
    assertEquals(view.operators().get(0).id(), view.operators().get(1).inputs().get(0));
    assertTrue(view.checkpoints().lastId() > 0);
    assertEquals(0, view.checkpoints().unpublished());
    assertEquals(
        view.checkpoints().lastId(), view.sinks().get(0).sink().get().publishedCheckpointId());
    SourceView source = view.sources().get(0).source().get();
    assertEquals(1, source.finishedSplits());
    assertEquals(List.of(), source.splits());
    assertEquals(view, ViewJson.read(ViewJson.write(view), JobView.class));
  }

  @Test
  void splitsAndTasksShowWhatTheyDo() {
    SimulatedInput input =
        new SimulatedInput(List.of(split(200), new SimulatedInput.SplitRows(List.of(), -1)));
    JobHandle job = start(input, false);
    for (int i = 0; i < 20_000; i++) {
      scheduler.step();
    }
    JobView view = job.view();
    assertEquals(JobState.RUNNING, view.state());
    List<SourceView.Split> splits = view.sources().get(0).source().get().splits();
    assertEquals(
        List.of(SplitState.IDLE, SplitState.IDLE),
        splits.stream().map(SourceView.Split::state).toList());
    assertEquals(200, splits.get(0).records());
    assertFalse(splits.get(0).holdsWatermark());
    assertTrue(splits.get(0).quietMillis() > Scenario.IDLE_TIMEOUT_MILLIS);
    assertEquals(4, view.tasks().size());
    for (TaskView task : view.tasks()) {
      TaskView.Shares shares = task.shares();
      double all =
          shares.busy()
              + shares.ready()
              + shares.blocked()
              + shares.awaiting()
              + shares.idle()
              + shares.paused();
      assertEquals(1, all, 0.01, task.name());
      assertTrue(shares.idle() > 0.5, task.toString());
    }
    job.cancel();
    while (!job.whenEnded().isDone()) {
      scheduler.step();
    }
    assertEquals(JobState.CANCELLED, job.view().state());
  }

  @Test
  void whatIsNoViewIsRefused() {
    assertThrows(IOException.class, () -> ViewJson.read("[]", JobView.class));
    assertThrows(IOException.class, () -> ViewJson.read("{}", JobView.class));
    assertThrows(IOException.class, () -> ViewJson.read("{\"id\":\"x\"}", SourceView.Split.class));
  }
}
