package io.weir.shell.metrics;

import io.weir.runtime.execution.job.JobState;
import io.weir.runtime.insight.CheckpointView;
import io.weir.runtime.insight.JobView;
import io.weir.runtime.insight.OperatorView;
import io.weir.runtime.insight.SinkView;
import io.weir.runtime.insight.SourceView;
import io.weir.runtime.insight.TaskView;
import io.weir.runtime.metric.HeldRows;
import io.weir.runtime.metric.SplitState;
import io.weir.runtime.metric.TaskActivity;
import java.util.List;
import java.util.Optional;

/** A job with one of everything. */
public final class SampleView {
  private static final long NOW = 1_700_000_100_000L;
  private static final long WATERMARK = 1_700_000_095_000L;

  private SampleView() {}

  /** A job in this state. */
  public static JobView of(String name, JobState state, Optional<String> failure) {
    return new JobView(
        name,
        state,
        NOW,
        65_000,
        1,
        failure,
        List.of(source(), window(), sink()),
        List.of(
            new TaskView(
                "WindowAggregate → Sink[0/1]",
                List.of("WindowAggregate-1", "Sink-1"),
                TaskActivity.BUSY,
                1200,
                3,
                new TaskView.Shares(0.25, 0.05, 0.1, 0, 0.6, 0))),
        new CheckpointView(
            true,
            1000,
            60,
            NOW - 700,
            45,
            59,
            123_000,
            456_000,
            Optional.of(new CheckpointView.Ongoing(61, 30, false, List.of())),
            1,
            false));
  }

  private static OperatorView source() {
    SourceView source =
        new SourceView(
            "bids",
            true,
            5000,
            2,
            2,
            1,
            List.of(
                new SourceView.Split("a \"b\"\\c", SplitState.READING, 500, 700, WATERMARK, 20)));
    return new OperatorView(
        "Source-1",
        "Source",
        List.of(new OperatorView.Detail("table", "bids")),
        List.of(),
        1,
        new OperatorView.Rows(0, 1_000_000, 0, 250, 0, 12_345),
        0.5,
        WATERMARK,
        OperatorView.Late.NONE,
        List.of(),
        List.of(),
        Optional.of(source),
        Optional.empty());
  }

  private static OperatorView window() {
    return new OperatorView(
        "WindowAggregate-1",
        "WindowAggregate",
        List.of(new OperatorView.Detail("window", "TUMBLE 10 s")),
        List.of("Source-1"),
        1,
        new OperatorView.Rows(1_000_000, 3_000, 250, 30, 12_345, 4.4),
        0.25,
        WATERMARK,
        new OperatorView.Late(7, 1, 1500, 90_000),
        List.of(new HeldRows(1_700_000_100_000L, 40), new HeldRows(1_700_000_110_000L, 2)),
        List.of(new OperatorView.Table("slices", 300, 45_000, 900, 81_000, 123_000)),
        Optional.empty(),
        Optional.empty());
  }

  private static OperatorView sink() {
    return new OperatorView(
        "Sink-1",
        "Sink",
        List.of(new OperatorView.Detail("sink", "files out")),
        List.of("WindowAggregate-1"),
        1,
        new OperatorView.Rows(3_000, 3_000, 30, 30, 4.4, 4.4),
        0.01,
        WATERMARK,
        OperatorView.Late.NONE,
        List.of(),
        List.of(),
        Optional.empty(),
        Optional.of(
            new SinkView(
                "out", Optional.of("exactly once"), 1, 59, NOW - 1500, 20, 0, Optional.empty())));
  }
}
