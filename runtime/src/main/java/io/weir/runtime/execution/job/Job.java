package io.weir.runtime.execution.job;

import io.weir.runtime.error.FullDisk;
import io.weir.runtime.error.WeirException;
import io.weir.runtime.execution.Tasklet;
import io.weir.runtime.execution.graph.JobGraph;
import io.weir.runtime.execution.graph.JobGraphBuilder;
import io.weir.runtime.execution.task.TaskControl.Afterwards;
import io.weir.runtime.insight.JobView;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * A job with its restarts: each life is a {@link JobRun}. Starting returns at once; what goes wrong
 * while the job starts is told in the same way as what goes wrong later.
 */
public final class Job implements JobHandle {
  private static final long NANOS_PER_MILLI = 1_000_000;

  /** How long to wait before looking again whether a full disk has room. */
  private static final long DISK_FULL_PAUSE_MILLIS = 2_000;

  private final JobDefinition definition;
  private final JobGraph graph;
  private final JobEnvironment environment;
  private final CompletableFuture<JobStatus> ended = new CompletableFuture<>();
  private volatile JobRun run;
  private volatile Optional<Throwable> failure = Optional.empty();
  private volatile Optional<JobState> terminal = Optional.empty();
  private volatile boolean isPausing;
  private volatile int restarts;
  private volatile CheckpointTracker.Last lastCheckpoint = CheckpointTracker.Last.NONE;
  private volatile boolean isEndWanted;
  private int restartsInRow;
  private long runBeganNanos;

  private Job(JobDefinition definition, JobEnvironment environment) {
    this.definition = definition;
    this.environment = environment;
    this.graph = JobGraphBuilder.build(definition.roots(), definition.options().parallelism());
  }

  /** Starts a job afresh: lists its inputs and writes checkpoint 0 before it reads a row. */
  public static JobHandle start(JobDefinition definition, JobEnvironment environment) {
    Job job = new Job(definition, environment);
    job.begin(false);
    return job;
  }

  /**
   * Goes on from the newest checkpoint; starts afresh if there is none. A job whose newest
   * checkpoint says that it had finished repeats its last commits and is finished again.
   */
  public static JobHandle restore(JobDefinition definition, JobEnvironment environment) {
    Job job = new Job(definition, environment);
    job.begin(true);
    return job;
  }

  private void begin(boolean isRestore) {
    isPausing = false;
    runBeganNanos = environment.clock().monotonicNanos();
    boolean hasGoneOn = lastCheckpoint.id() >= 0;
    JobDefinition now = hasGoneOn ? definition.ofRestart() : definition;
    JobRun next = new JobRun(now, graph, environment, this::runEnded);
    run = next;
    next.begin(isRestore);
    environment.scheduler().add(next);
    if (isEndWanted) {
      next.cancel();
    }
  }

  private void runEnded(JobRun.Outcome outcome) {
    failure = outcome.failure();
    lastCheckpoint = newest(run.tracker().last());
    if (outcome.state() == JobState.FAILED && mayRestart(outcome.failure().orElseThrow())) {
      restartLater();
    } else if (outcome.state() != JobState.RESTARTING) {
      end(outcome.state());
    } else if (isEndWanted) {
      end(JobState.STOPPED);
    } else {
      begin(true);
    }
  }

  private boolean mayRestart(Throwable cause) {
    RestartStrategy strategy = definition.options().restart();
    boolean isDiskFull = FullDisk.hasCaused(cause);
    long ranNanos = environment.clock().monotonicNanos() - runBeganNanos;
    if (ranNanos / NANOS_PER_MILLI >= strategy.calmMillis()) {
      restartsInRow = 0;
    }
    return cause instanceof WeirException w
        && w.isRetryable()
        && !isEndWanted
        && definition.options().isCheckpointed()
        && strategy.mostAttempts() > 0
        && (isDiskFull || restartsInRow < strategy.mostAttempts());
  }

  private void restartLater() {
    boolean isDiskFull = FullDisk.hasCaused(failure.orElseThrow());
    restartsInRow += isDiskFull ? 0 : 1;
    restarts++;
    isPausing = true;
    long pause = definition.options().restart().pauseMillis(Math.max(1, restartsInRow));
    pause = isDiskFull ? Math.max(pause, DISK_FULL_PAUSE_MILLIS) : pause;
    long dueNanos = environment.clock().monotonicNanos() + pause * NANOS_PER_MILLI;
    environment.scheduler().add(new RestartTimer(dueNanos));
  }

  private void end(JobState state) {
    terminal = Optional.of(state);
    ended.complete(status());
  }

  @Override
  public String name() {
    return definition.name();
  }

  /** What a run knows, or if it has not come so far, what the runs before it knew. */
  private CheckpointTracker.Last newest(CheckpointTracker.Last ofRun) {
    return ofRun.id() >= 0 ? ofRun : lastCheckpoint;
  }

  @Override
  public JobStatus status() {
    JobRun current = run;
    CheckpointTracker.Last checkpoint = newest(current.tracker().last());
    return new JobStatus(
        state(current),
        current.metrics().sources(),
        current.metrics().rowsOut(),
        current.metrics().rowsLate(),
        current.metrics().watermark(),
        definition.options().isCheckpointed() ? checkpoint.id() : -1,
        checkpoint.millis(),
        restarts,
        current.tracker().warning(),
        failure);
  }

  @Override
  public JobView view() {
    JobRun current = run;
    return current
        .views()
        .view(
            state(current),
            environment.clock().wallMillis(),
            restarts,
            failure,
            newest(current.tracker().last()));
  }

  private JobState state(JobRun current) {
    if (terminal.isPresent()) {
      return terminal.get();
    }
    if (isPausing) {
      return JobState.RESTARTING;
    }
    return switch (current.phase()) {
      case LAUNCHING, RECOVERING, CLEANING, BUILDING -> JobState.STARTING;
      case RUNNING -> JobState.RUNNING;
      case ENDING, RELEASING, OVER -> JobState.ENDING;
    };
  }

  @Override
  public CompletableFuture<JobStatus> whenEnded() {
    return ended;
  }

  @Override
  public CompletableFuture<Long> checkpointNow() {
    CompletableFuture<Long> done = new CompletableFuture<>();
    run.checkpointNow(done);
    ended.thenRun(
        () ->
            done.completeExceptionally(
                WeirException.permanent("job '" + name() + "' has ended", null)));
    return done;
  }

  @Override
  public CompletableFuture<JobStatus> stop() {
    isEndWanted = true;
    run.stop(Afterwards.HOLD);
    return ended;
  }

  @Override
  public CompletableFuture<JobStatus> stopAndPublish() {
    isEndWanted = true;
    run.stop(Afterwards.ROLL_AND_HOLD);
    return ended;
  }

  @Override
  public CompletableFuture<JobStatus> drain() {
    isEndWanted = true;
    run.stop(Afterwards.DRAIN);
    return ended;
  }

  @Override
  public CompletableFuture<JobStatus> cancel() {
    isEndWanted = true;
    run.cancel();
    return ended;
  }

  /** Waits until the pause before a restart is over. */
  private final class RestartTimer implements Tasklet {
    private final long dueNanos;

    RestartTimer(long dueNanos) {
      this.dueNanos = dueNanos;
    }

    @Override
    public String name() {
      return definition.name() + " restart";
    }

    @Override
    public Progress step() {
      if (isEndWanted) {
        end(JobState.FAILED);
        return Progress.DONE;
      }
      if (environment.clock().monotonicNanos() - dueNanos < 0) {
        return Progress.IDLE;
      }
      begin(true);
      return Progress.DONE;
    }
  }
}
