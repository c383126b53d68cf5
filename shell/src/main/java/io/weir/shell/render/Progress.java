package io.weir.shell.render;

import io.weir.runtime.execution.job.JobStatus;
import io.weir.runtime.insight.Words;
import io.weir.runtime.time.Clock;
import java.io.PrintStream;
import java.util.Optional;

/**
 * Shows how a job gets on, on standard error: on a terminal one line that is rewritten, elsewhere a
 * line now and then.
 */
public final class Progress {
  private static final long TERMINAL_INTERVAL_MILLIS = 200;
  private static final long LOG_INTERVAL_MILLIS = 10_000;

  private final PrintStream out;
  private final boolean isTerminal;
  private final Clock clock;
  private final String job;
  private final long startNanos;
  private Optional<String> warningShown = Optional.empty();
  private long lastShownMillis;
  private boolean isLineOpen;
  private int restartsShown;

  /**
   * @param out standard error
   * @param isTerminal whether a person looks at it
   * @param job the job's name
   */
  public Progress(PrintStream out, boolean isTerminal, Clock clock, String job) {
    this.out = out;
    this.isTerminal = isTerminal;
    this.clock = clock;
    this.job = job;
    this.startNanos = clock.monotonicNanos();
  }

  /** How long to wait between two calls of {@link #show}, in milliseconds. */
  public long intervalMillis() {
    return TERMINAL_INTERVAL_MILLIS;
  }

  /** Shows the job as it is now, if it is time to. */
  public void show(JobStatus status) {
    if (status.restarts() > restartsShown) {
      restartsShown = status.restarts();
      clear();
      status.failure().ifPresent(fault -> out.println(restarting(status, fault)));
    }
    if (!status.warning().equals(warningShown)) {
      warningShown = status.warning();
      clear();
      warningShown.ifPresent(text -> out.println("warning: " + job + ": " + text));
    }
    long elapsed = elapsedMillis();
    long interval = isTerminal ? TERMINAL_INTERVAL_MILLIS : LOG_INTERVAL_MILLIS;
    if (elapsed - lastShownMillis < interval) {
      return;
    }
    lastShownMillis = elapsed;
    String line = job + ": " + describe(status);
    if (isTerminal) {
      out.print("\r\u001b[K" + line);
      out.flush();
      isLineOpen = true;
    } else {
      out.println(line);
    }
  }

  /** The job has ended: leaves its figures behind. */
  public void end(JobStatus status) {
    clear();
    long elapsed = elapsedMillis();
    StringBuilder line = new StringBuilder();
    line.append(job).append(": ").append(status.state().name().toLowerCase(java.util.Locale.ROOT));
    line.append(", ").append(Words.count(status.rowsIn())).append(" rows in, ");
    line.append(Words.count(status.rowsOut())).append(" rows out, ");
    line.append(Words.duration(elapsed));
    line.append(" (").append(Words.rate(status.rowsIn() * 1000.0 / Math.max(1, elapsed)));
    line.append(" rows/s)");
    Losses.of(status).forEach(loss -> line.append(", ").append(loss));
    out.println(line);
  }

  /** Takes the line away, so that something else can be printed. */
  public void clear() {
    if (isLineOpen) {
      out.print("\r\u001b[K");
      out.flush();
      isLineOpen = false;
    }
  }

  private String restarting(JobStatus status, Throwable fault) {
    String[] lines = ErrorText.of(fault, "", "").split("\n", 2);
    return "warning: "
        + job
        + " goes on from checkpoint "
        + status.lastCheckpointId()
        + " after "
        + lines[0]
        + (lines.length > 1 ? "\n" + lines[1] : "");
  }

  private static String describe(JobStatus status) {
    StringBuilder line = new StringBuilder();
    double rate =
        status.sources().stream().mapToDouble(JobStatus.SourceStatus::rowsPerSecond).sum();
    line.append(Words.count(status.rowsIn())).append(" rows, ");
    line.append(Words.rate(rate)).append(" rows/s, watermark ");
    line.append(Words.watermark(status.watermark()));
    if (status.lastCheckpointId() >= 0) {
      line.append(", checkpoint ").append(status.lastCheckpointId());
      line.append(" (").append(Words.duration(status.lastCheckpointMillis())).append(')');
    }
    Losses.of(status).forEach(loss -> line.append(", ").append(loss));
    if (status.restarts() > 0) {
      line.append(", ").append(Words.count(status.restarts())).append(" restarts");
    }
    return line.toString();
  }

  private long elapsedMillis() {
    return (clock.monotonicNanos() - startNanos) / 1_000_000;
  }
}
