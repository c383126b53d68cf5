package io.weir.runtime.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weir.runtime.execution.job.JobState;
import io.weir.runtime.insight.diagnosis.Diagnosis;
import io.weir.runtime.insight.diagnosis.Finding;
import io.weir.runtime.plan.Distribution;
import io.weir.runtime.plan.PlanNode;
import io.weir.runtime.plan.StreamProperties;
import io.weir.runtime.plan.UnionNode;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Why there is no output: each cause is brought about, and found; a healthy job is called healthy.
 */
class DiagnosisTest extends DiagnosedJob {
  @Test
  void aJobThatGetsOnIsHealthy() {
    FedSource.Fed a = table.split("a");
    FedSource.Fed b = table.split("b");
    start(windowed(source()));
    runFor(
        25 * SECOND,
        now -> {
          a.sendTimes(now);
          b.sendTimes(now);
          return 0;
        });
    Diagnosis diagnosis = diagnose();
    assertTrue(diagnosis.isHealthy(), diagnosis::toString);
    assertTrue(diagnosis.summary().startsWith("healthy: "), diagnosis::toString);
    assertTrue(job.view().rowsOut() > 0);
    assertFound(
        Finding.Kind.NOTE, " rows wait in WindowAggregate for the window that ends at 2023-");
  }

  @Test
  void oneSplitHoldsTheWatermark() {
    FedSource.Fed a = table.split("a");
    FedSource.Fed b = table.split("b");
    b.isCertain = false;
    start(windowed(source()));
    b.sendTimes(clock.wallMillis());
    runFor(
        5 * SECOND,
        now -> {
          a.sendTimes(now);
          return 0;
        });
    assertProblem(
        "table 't' holds its watermark at 2023-11-14 22:13:19.999, while other splits have come to",
        ": b has sent no row for ",
        " s, and may still have some");
  }

  @Test
  void anUnreadSplitHoldsTheWatermark() {
    FedSource files = new FedSource(false);
    FedSource.Fed a = files.split("a.json");
    files.split("b.json");
    start(windowed(files.node("f", 0)));
    runFor(
        3 * SECOND,
        now -> {
          a.sendTimes(now);
          return 0;
        });
    assertProblem(
        "table 'f' has no watermark yet",
        "b.json has not been begun, since splits are read one after the other");
  }

  @Test
  void idleSplitsAreNamed() {
    FedSource.Fed a = table.split("a");
    FedSource.Fed b = table.split("b");
    start(windowed(source()));
    b.sendTimes(clock.wallMillis());
    runFor(
        3 * SECOND,
        now -> {
          a.sendTimes(now);
          return 0;
        });
    assertFound(Finding.Kind.NOTE, "some splits of table 't' are idle: b for ");
  }

  @Test
  void nothingNewerComes() {
    FedSource.Fed a = table.split("a");
    long start = clock.wallMillis();
    start(windowed(source()));
    a.sendTimes(start, start + 1000, start + 2000);
    runFor(3 * SECOND);
    assertProblem(
        "3 rows wait in WindowAggregate for the window that ends at 2023-11-14 22:13:30; the"
            + " watermark is 2023-11-14 22:13:21.999, 8.0 s before that, and no newer row has come for 2.");
  }

  @Test
  void anotherTableIsBehind() {
    FedSource.Fed a = table.split("a");
    FedSource other = new FedSource(true);
    FedSource.Fed b = other.split("b");
    b.isCertain = false;
    PlanNode left = source();
    PlanNode right = other.node("u", 100);
    StreamProperties properties = left.properties();
    start(windowed(new UnionNode(List.of(left, right), properties)));
    b.sendTimes(clock.wallMillis());
    runFor(
        15 * SECOND,
        now -> {
          a.sendTimes(now);
          return 0;
        });
    assertProblem(
        "table 'u' is behind the others: its watermark is 2023-11-14 22:13:19.999, that of table"
            + " 't' 2023-11-14 22:13:3");
  }

  @Test
  void lateRowsAreDropped() {
    FedSource.Fed a = table.split("a");
    long start = clock.wallMillis();
    start(windowed(source()));
    a.sendTimes(start, start + 25_000, start + 1000, start + 2000, start + 11_000);
    runFor(3 * SECOND, now -> feed(a, now + 30_000));
    assertProblem("WindowAggregate has dropped 3 rows that came too late, by 5.0 s to 15.0 s");
    Finding finding = diagnose().findings().get(0);
    assertTrue(finding.advice().orElseThrow().contains("waits 15.0 s longer"), finding.toString());
  }

  @Test
  void rowsAreLateBecauseASplitWasIdle() {
    FedSource.Fed a = table.split("a");
    FedSource.Fed b = table.split("b");
    long start = clock.wallMillis();
    start(windowed(source()));
    runFor(2 * SECOND, now -> feed(a, now + 60_000));
    b.sendTimes(start);
    runFor(SECOND, now -> feed(a, now + 60_000));
    assertProblem(
        "WindowAggregate has dropped 1 row that came from a split that had been idle, after the"
            + " others had gone on, by ");
  }

  @Test
  void aRowIsFarAhead() {
    FedSource.Fed a = table.split("a");
    start(windowed(source()));
    a.sendTimes(clock.wallMillis() + 86_400_000L * 400);
    runFor(2 * SECOND, now -> feed(a, now));
    assertProblem(
        "the watermark of a of table 't' is 2024-12-18 ", "399 d 23 h ahead of the clock");
  }

  @Test
  void noRowComes() {
    table.split("topic 'x', partition 0");
    start(windowed(source()));
    runFor(2 * SECOND);
    assertProblem(
        "no row has come from table 't' since the job was started or restored: topic 'x', partition"
            + " 0 has had nothing for ",
        " s and counts as idle");
  }

  @Test
  void nothingIsThereToRead() {
    start(windowed(source()));
    runFor(2 * SECOND);
    assertEquals(JobState.FINISHED, job.view().state());
    assertProblem("table 't' has nothing to read: no file or partition was found");
  }

  @Test
  void aConditionLetsNothingThrough() {
    FedSource.Fed a = table.split("a");
    work.isDropping = true;
    start(worked(source(), Distribution.ANY));
    runFor(10 * SECOND, now -> feed(a, now));
    assertProblem(" rows came to Work (condition: v > 3) and none has passed it");
  }

  @Test
  void recordsAreSkipped() {
    FedSource.Fed a = table.split("a");
    a.skipped = 7;
    start(windowed(source()));
    runFor(SECOND, now -> feed(a, now));
    assertProblem("7 records of table 't' could not be read and were skipped");
  }
}
