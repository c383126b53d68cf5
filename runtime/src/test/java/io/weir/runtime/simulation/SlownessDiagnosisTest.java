package io.weir.runtime.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weir.runtime.error.WeirException;
import io.weir.runtime.execution.job.RestartStrategy;
import io.weir.runtime.insight.CheckpointView;
import io.weir.runtime.insight.JobView;
import io.weir.runtime.insight.TaskView;
import io.weir.runtime.insight.diagnosis.Diagnosis;
import io.weir.runtime.insight.diagnosis.Finding;
import io.weir.runtime.metric.TaskActivity;
import io.weir.runtime.plan.Distribution;
import io.weir.runtime.stream.Watermark;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Why a job is slow, or publishes nothing: each cause is brought about, and found. */
class SlownessDiagnosisTest extends DiagnosedJob {
  @Test
  void oneStepIsTheBottleneck() {
    FedSource.Fed a = table.split("a");
    work.nanosForBatch = 100_000_000;
    start(worked(source(), Distribution.SINGLE));
    runFor(10 * SECOND, now -> feed(a, now));
    assertProblem("Work is the bottleneck: its task is busy ", " of the time; Source t waits");
  }

  @Test
  void aSinkTakesNoRows() {
    FedSource.Fed a = table.split("a");
    start(source());
    sink.isFull = true;
    runFor(3 * SECOND, now -> feed(a, now));
    assertProblem("Sink out has taken no rows for ", " s: what it writes to takes no more");
  }

  @Test
  void aSinkIsTheBottleneck() {
    FedSource.Fed a = table.split("a");
    start(source());
    runFor(
        10 * SECOND,
        now -> {
          a.sendTimes(now, now + 1, now + 2, now + 3, now + 4, now + 5);
          sink.isFull = now / 50 % 8 != 0;
          return 0;
        });
    assertProblem("Sink out is the bottleneck: it waits for the outside ", "; Source t waits");
  }

  @Test
  void oneStepDoesNotComeBack() {
    FedSource.Fed a = table.split("a");
    Diagnosis[] seen = new Diagnosis[1];
    work.nanosForBatch = 7 * SECOND;
    work.during = () -> seen[0] = diagnose();
    start(worked(source(), Distribution.ANY));
    a.sendTimes(clock.wallMillis());
    runFor(10 * SECOND);
    assertTrue(
        seen[0].findings().stream()
            .anyMatch(
                finding ->
                    finding
                        .text()
                        .startsWith(
                            "Work condition=v > 3 → Sink out[0/1] has been at work on one batch for 7.0 s")),
        seen[0]::toString);
  }

  @Test
  void aCheckpointIsBeingStored() {
    FedSource.Fed a = table.split("a");
    start(source());
    runFor(SECOND, now -> feed(a, now));
    JobView view = job.view();
    CheckpointView now = view.checkpoints();
    CheckpointView.Ongoing slow = new CheckpointView.Ongoing(7, 9_000, false, List.of());
    JobView stored =
        with(
            view,
            view.tasks(),
            new CheckpointView(
                true, 1000, 6, now.lastMillis(), 3, 6, 0, 0, Optional.of(slow), 0, false));
    assertEquals(
        List.of(
            "checkpoint 7 has been being taken for 9.0 s: all tasks have handed over their parts,"
                + " and it is being stored"),
        Diagnosis.of(stored).findings().stream().map(Finding::text).toList());
  }

  private static JobView with(JobView view, List<TaskView> tasks, CheckpointView checkpoints) {
    return new JobView(
        view.name(),
        view.state(),
        view.atMillis(),
        view.runningMillis(),
        view.restarts(),
        view.failure(),
        view.operators(),
        tasks,
        checkpoints);
  }

  @Test
  void allCoresAreTaken() {
    FedSource.Fed a = table.split("a");
    start(source());
    runFor(SECOND, now -> feed(a, now));
    JobView view = job.view();
    TaskView from = view.tasks().get(0);
    TaskView to = view.tasks().get(1);
    List<TaskView> tasks =
        List.of(
            new TaskView(
                from.name(),
                from.operators(),
                TaskActivity.BLOCKED,
                10,
                0,
                new TaskView.Shares(0.3, 0.1, 0.6, 0, 0, 0)),
            new TaskView(
                to.name(),
                to.operators(),
                TaskActivity.BUSY,
                10,
                0,
                new TaskView.Shares(0.1, 0.8, 0, 0, 0.1, 0)));
    Diagnosis diagnosis = Diagnosis.of(with(view, tasks, view.checkpoints()));
    assertEquals(
        List.of(
            "it goes as fast as its cores allow: Sink out has work and waits for a core 80 % of the"
                + " time"),
        diagnosis.findings().stream().map(Finding::text).toList());
    assertTrue(diagnosis.isHealthy());
  }

  @Test
  void anAnswerFromOutsideIsAwaited() {
    FedSource.Fed a = table.split("a");
    work.isAwaiting = true;
    start(worked(source(), Distribution.ANY));
    runFor(3 * SECOND, now -> feed(a, now));
    assertProblem(
        "Work condition=v > 3 → Sink out[0/1] has been waiting for an answer from outside for ");
  }

  @Test
  void oneTaskHasAllTheWork() {
    FedSource.Fed a = table.split("a");
    parallelism = 4;
    work.nanosForBatch = 200_000_000;
    start(worked(source(), Distribution.hash(List.of(1))));
    runFor(10 * SECOND, now -> feed(a, now));
    assertProblem(
        "of the 4 tasks of Work one has nearly all the work: Work condition=v > 3 → Sink out[");
  }

  @Test
  void aCheckpointWaitsForATask() {
    FedSource.Fed a = table.split("a");
    start(source());
    runFor(SECOND, now -> feed(a, now));
    sink.isFull = true;
    runFor(5 * SECOND, now -> feed(a, now));
    assertProblem(
        "checkpoint ",
        " has been being taken for ",
        ": it waits for Sink out[0/1] (what it writes to has taken nothing for ");
  }

  @Test
  void publishingFails() {
    FedSource.Fed a = table.split("a");
    sink.refusal = Optional.of("connection refused");
    start(source());
    runFor(SECOND, now -> feed(a, now));
    assertProblem(
        "publishing to table 'out' has failed ",
        " times and is tried again; the output of ",
        "connection refused");
  }

  @Test
  void sourcesPauseUntilSomethingIsPublished() {
    FedSource.Fed a = table.split("a");
    sink.refusal = Optional.of("connection refused");
    sink.isEpochFull = true;
    start(source());
    runFor(10 * SECOND, now -> feed(a, now));
    assertProblem("sources read nothing now: 16 checkpoints wait to be published");
    assertEquals(16, job.view().checkpoints().unpublished());
    assertTrue(job.view().checkpoints().isWaitingToPublish());
    assertProblem("the output of 16 checkpoints waits for it");
  }

  @Test
  void noCheckpointComesByItself() {
    FedSource.Fed a = table.split("a");
    intervalMillis = 0;
    start(source());
    runFor(SECOND, now -> feed(a, now));
    assertProblem(" rows for table 'out' wait for a checkpoint, which publishes them; none is");
  }

  @Test
  void theJobHasFailedAndGoesOn() {
    FedSource.Fed a = table.split("a");
    restart = new RestartStrategy(3, 10, 1000, 1_000_000);
    boolean[] hasFailed = {false};
    start(
        new FailingNode(
            source(),
            () -> {
              boolean isTime = !hasFailed[0] && clock.monotonicNanos() > SECOND;
              hasFailed[0] |= isTime;
              return isTime
                  ? Optional.of(WeirException.retryable("the disk was pulled out", null, null))
                  : Optional.empty();
            }));
    runFor(3 * SECOND, now -> feed(a, now));
    assertEquals(1, job.view().restarts());
    assertProblem("it has failed and was restored once, the last time", "the disk was pulled out");
  }

  @Test
  void theJobHasFailed() {
    FedSource.Fed a = table.split("a");
    start(
        new FailingNode(
            source(), () -> Optional.of(WeirException.permanent("1 divided by 0", null))));
    runFor(SECOND, now -> feed(a, now));
    assertEquals(Watermark.NONE, job.view().watermarkMillis());
    assertProblem("it has failed: 1 divided by 0");
  }

  @Test
  void aStoppedJobIsNotCalledHealthyButStopped() {
    table.split("a");
    start(source());
    runFor(SECOND);
    job.stop();
    runFor(SECOND);
    assertEquals("stopped", diagnose().summary().substring(0, 7));
  }
}
