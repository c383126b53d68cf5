package io.weir.runtime.execution.job;

import io.weir.runtime.connector.Committer;
import io.weir.runtime.connector.PositionPublisher;
import io.weir.runtime.error.WeirException;
import io.weir.runtime.execution.Tasklet;
import io.weir.runtime.execution.checkpoint.Background;
import io.weir.runtime.execution.checkpoint.Checkpoint;
import io.weir.runtime.execution.checkpoint.CheckpointCoordinator;
import io.weir.runtime.execution.checkpoint.CheckpointFigures;
import io.weir.runtime.execution.checkpoint.CheckpointTarget;
import io.weir.runtime.execution.checkpoint.CommitQueue;
import io.weir.runtime.execution.checkpoint.Mailbox;
import io.weir.runtime.execution.checkpoint.PublishedPositions;
import io.weir.runtime.execution.graph.GraphVertex;
import io.weir.runtime.execution.graph.JobGraph;
import io.weir.runtime.execution.task.Task;
import io.weir.runtime.execution.task.TaskControl;
import io.weir.runtime.execution.task.TaskControl.Afterwards;
import io.weir.runtime.execution.task.TaskListener;
import io.weir.runtime.execution.task.TaskSnapshot;
import io.weir.runtime.plan.SinkNode;
import io.weir.runtime.plan.SourceNode;
import io.weir.runtime.state.StateBackend;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.apache.arrow.memory.BufferAllocator;

/**
 * One life of a job, from its start or restore to its end: a tasklet that acts on what tasks and
 * I/O threads have put into its mailbox. Its {@link Phase}s follow each other in order; from every
 * one of them it can go to {@link Phase#ENDING}.
 */
final class JobRun implements Tasklet {
  private final JobDefinition job;
  private final JobGraph graph;
  private final JobEnvironment environment;
  private final Consumer<Outcome> onEnd;
  private final BufferAllocator allocator;
  private final Mailbox mailbox;
  private final Background background;
  private final TaskControl control = new TaskControl();
  private final Resources resources = new Resources();
  private final RunMetrics metrics;
  private final CheckpointTracker tracker;
  private volatile Phase phase = Phase.LAUNCHING;
  private Optional<Outcome> outcome = Optional.empty();
  private CommitQueue commits;
  private CheckpointCoordinator coordinator;
  private volatile Launched launched;
  private int tasksAlive;
  private int sourcesAlive;
  private Optional<Afterwards> stopWanted = Optional.empty();

  /** Who asked for a checkpoint before the tasks ran. */
  private final List<CompletableFuture<Long>> wanted = new ArrayList<>();

  /**
   * @param onEnd learns how it ended, when everything it held is free
   */
  JobRun(JobDefinition job, JobGraph graph, JobEnvironment environment, Consumer<Outcome> onEnd) {
    this.job = job;
    this.graph = graph;
    this.environment = environment;
    this.onEnd = onEnd;
    this.allocator = environment.allocator().newChildAllocator(job.name(), 0, Long.MAX_VALUE);
    this.mailbox = new Mailbox(environment.scheduler());
    this.background = new Background(environment.scheduler().io(), mailbox, this::fail);
    this.metrics = new RunMetrics(environment.clock());
    this.tracker = new CheckpointTracker(environment.clock());
  }

  /** Where a run is. */
  enum Phase {
    /** The checkpoint to start from is read or made. */
    LAUNCHING,
    /** Commits that the restored checkpoint could not confirm are repeated. */
    RECOVERING,
    /** What later attempts have left outside is removed. */
    CLEANING,
    /** Tasks are built. */
    BUILDING,
    /** Tasks run. */
    RUNNING,
    /** Tasks and I/O come to rest. */
    ENDING,
    /** What the run held is freed. */
    RELEASING,
    /** Nothing will happen any more. */
    OVER
  }

  /**
   * How a run has ended.
   *
   * @param state one of the terminal states, or {@link JobState#RESTARTING} where another run goes
   *     on at once
   * @param failure why it failed
   */
  record Outcome(JobState state, Optional<Throwable> failure) {}

  /** Begins to launch; the caller gives the run to the scheduler afterwards. */
  void begin(boolean isRestore) {
    Launch launch = new Launch(job, graph, environment, allocator, resources);
    background.run(isRestore ? launch::restore : launch::fresh, this::launched);
  }

  @Override
  public String name() {
    return job.name();
  }

  Phase phase() {
    return phase;
  }

  RunMetrics metrics() {
    return metrics;
  }

  /** What can be seen of it at this moment; for any thread. */
  JobViews views() {
    Launched known = launched;
    return new JobViews(
        job,
        known == null ? graph : known.graph(),
        metrics,
        known == null ? List.of() : known.state().map(StateBackend::stored).orElse(List.of()),
        environment.clock().monotonicNanos());
  }

  CheckpointTracker tracker() {
    return tracker;
  }

  /** As {@link JobHandle#checkpointNow}; from any thread. */
  void checkpointNow(CompletableFuture<Long> done) {
    if (phase == Phase.OVER) {
      refuse(done);
    } else {
      mailbox.post(() -> request(done));
    }
  }

  private void request(CompletableFuture<Long> done) {
    if (phase == Phase.RUNNING && job.options().isCheckpointed() && !isSettling()) {
      coordinator.request(done);
    } else if (phase.compareTo(Phase.RUNNING) < 0 && job.options().isCheckpointed()) {
      wanted.add(done);
    } else {
      refuse(done);
    }
  }

  private void refuse(CompletableFuture<Long> done) {
    done.completeExceptionally(
        WeirException.permanent(
            "job '" + job.name() + "' takes no checkpoint now",
            job.options().isCheckpointed()
                ? "it is not running; its status says why"
                : "its output is not kept, so it has none"));
  }

  /**
   * Ends the run behind a checkpoint; from any thread. One that is still starting ends at once,
   * unless something is to be done at its end.
   */
  void stop(Afterwards afterwards) {
    mailbox.post(
        () -> {
          stopWanted = Optional.of(afterwards);
          if (phase == Phase.RUNNING) {
            stopRunning();
          } else if (afterwards == Afterwards.HOLD || phase.compareTo(Phase.RUNNING) > 0) {
            end(new Outcome(JobState.STOPPED, Optional.empty()));
          }
        });
  }

  private void stopRunning() {
    boolean isAtOnce = !job.options().isCheckpointed() && stopWanted.get() == Afterwards.HOLD;
    if (isAtOnce) {
      end(new Outcome(JobState.STOPPED, Optional.empty()));
    } else {
      coordinator.requestStop(stopWanted.get());
    }
  }

  /** Ends the run at once; from any thread. */
  void cancel() {
    mailbox.post(() -> end(new Outcome(JobState.CANCELLED, Optional.empty())));
  }

  @Override
  public Progress step() {
    try {
      return stepPhase();
    } catch (Throwable cause) {
      if (phase.compareTo(Phase.ENDING) < 0) {
        fail(cause);
        return Progress.WORKED;
      }
      over(new Outcome(JobState.FAILED, Optional.of(cause)));
      return Progress.DONE;
    }
  }

  private Progress stepPhase() {
    boolean worked = mailbox.run();
    Phase before = phase;
    switch (phase) {
      case RECOVERING -> worked |= recover();
      case RUNNING -> worked |= run();
      case ENDING -> comeToRest();
      case OVER -> {
        return Progress.DONE;
      }
      case LAUNCHING, CLEANING, BUILDING, RELEASING -> {
        // a message will come
      }
    }
    return worked || phase != before ? Progress.WORKED : Progress.IDLE;
  }

  private void launched(Launched result) {
    if (phase == Phase.LAUNCHING) {
      launched = result;
      tracker.restored(result.base().id());
      commits = new CommitQueue(result.committers(), background, environment.clock());
      RestoredCommits.addTo(commits, result.base());
      phase = Phase.RECOVERING;
    }
  }

  private boolean recover() {
    if (!commits.isEmpty()) {
      return commits.step();
    }
    if (launched.base().isEnd()) {
      end(new Outcome(JobState.FINISHED, Optional.empty()));
      return true;
    }
    phase = Phase.CLEANING;
    if (launched.isRestored()) {
      background.run(this::cleanUp, done -> build());
    } else {
      background.run(this::beginOutput, done -> build());
    }
    return true;
  }

  private Void beginOutput() throws IOException {
    for (Committer committer : launched.committers().values()) {
      committer.begin();
    }
    return null;
  }

  /** First what later attempts have left is removed: it may be what fills the disk. */
  private Void cleanUp() throws IOException {
    for (Committer committer : launched.committers().values()) {
      committer.cleanUp(launched.base().id());
    }
    for (SinkNode root : job.roots()) {
      root.sink().prepare();
    }
    return null;
  }

  private void build() {
    if (phase != Phase.CLEANING) {
      return;
    }
    phase = Phase.BUILDING;
    TaskWiring wiring = new TaskWiring(allocator, control, new Listener(), metrics, resources);
    background.run(
        () -> new TaskFactory(job.options(), environment, launched, wiring).build(), this::start);
  }

  private void start(TaskFactory.Tasks tasks) {
    if (phase != Phase.BUILDING) {
      return;
    }
    Checkpoint base = launched.base();
    CheckpointTarget target =
        new CheckpointTarget(
            job.options().isCheckpointed()
                ? Optional.of(environment.checkpoints())
                : Optional.empty(),
            job.options().isCheckpointed() ? launched.state() : Optional.empty(),
            commits,
            background,
            allocator,
            positions(),
            () -> outcome.isPresent());
    coordinator =
        new CheckpointCoordinator(
            target, launched.graph(), base, timing(), control, environment.clock(), tracker);
    coordinator.start(tasks.working());
    tasksAlive = tasks.working().size() + tasks.finished().size();
    sourcesAlive = tasks.sourceCount();
    phase = Phase.RUNNING;
    if (isSettling()) {
      coordinator.requestStop(Afterwards.HOLD);
      coordinator.step();
    }
    tasks.working().forEach(environment.scheduler()::add);
    tasks.finished().forEach(environment.scheduler()::add);
    wanted.forEach(coordinator::request);
    wanted.clear();
    if (stopWanted.isPresent()) {
      stopRunning();
    }
  }

  private CheckpointCoordinator.Timing timing() {
    return isSettling() || !job.options().isCheckpointed()
        ? CheckpointCoordinator.Timing.NONE
        : new CheckpointCoordinator.Timing(
            job.options().checkpointIntervalMillis(),
            job.options().alignedTimeoutMillis(),
            job.options().limits());
  }

  /**
   * Whether the run only works off the queues of a checkpoint that was taken at another parallelism
   * than the job has now: sources read nothing, barriers wait, and the job goes on from the
   * checkpoint behind it.
   */
  private boolean isSettling() {
    return launched.graph().parallelism() != graph.parallelism();
  }

  /** Where sources tell the outside how far they have been read. */
  private PublishedPositions positions() {
    Map<String, PositionPublisher> publishers = new HashMap<>();
    for (GraphVertex vertex : graph.vertices()) {
      if (vertex.head() instanceof SourceNode source) {
        source
            .source()
            .positionPublisher()
            .ifPresent(
                publisher -> publishers.put(vertex.operatorIds().get(0), resources.add(publisher)));
      }
    }
    return new PublishedPositions(publishers, background);
  }

  private boolean run() {
    sample();
    boolean worked = coordinator.step();
    if (coordinator.isFinished()) {
      end(new Outcome(JobState.FINISHED, Optional.empty()));
    } else if (coordinator.isStopped()) {
      JobState state = isSettling() ? JobState.RESTARTING : JobState.STOPPED;
      end(new Outcome(state, Optional.empty()));
    } else if (!isSettling() && coordinator.isSuspendedUnpublished()) {
      end(new Outcome(JobState.STOPPED, Optional.empty()));
    }
    return worked;
  }

  private void sample() {
    if (metrics.isSampleDue()) {
      metrics.sample(coordinator.figures());
      control.sample();
    }
  }

  private void fail(Throwable cause) {
    end(new Outcome(JobState.FAILED, Optional.of(cause)));
  }

  /** The first reason to end is the one that counts. */
  private void end(Outcome reason) {
    if (outcome.isEmpty()) {
      outcome = Optional.of(reason);
      phase = Phase.ENDING;
      control.cancel();
      environment.scheduler().wake();
    }
  }

  private void comeToRest() {
    if (tasksAlive > 0 || !background.isQuiet()) {
      return;
    }
    if (coordinator != null) {
      if (outcome.get().state() == JobState.FINISHED) {
        coordinator.finish();
      } else {
        coordinator.giveUp(
            new IllegalStateException(
                "job '" + job.name() + "' has ended before: " + outcome.get().state()));
      }
    }
    metrics.end(coordinator == null ? CheckpointFigures.NONE : coordinator.figures());
    phase = Phase.RELEASING;
    background.run(this::release, done -> over(outcome.get()), this::releaseFailed);
  }

  private Void release() throws Exception {
    resources.closeAll();
    long leaked = allocator.getAllocatedMemory();
    boolean isClean = outcome.get().state() == JobState.FAILED || leaked == 0;
    if (leaked == 0) {
      allocator.close();
    }
    assert isClean : "job '" + job.name() + "' leaks " + leaked + " bytes\n" + allocator;
    return null;
  }

  private void releaseFailed(Throwable cause) {
    Outcome known = outcome.get();
    over(known.failure().isPresent() ? known : new Outcome(JobState.FAILED, Optional.of(cause)));
  }

  private void over(Outcome end) {
    phase = Phase.OVER;
    mailbox.run();
    for (CompletableFuture<Long> done : wanted) {
      end.failure().ifPresent(done::completeExceptionally);
      refuse(done);
    }
    onEnd.accept(end);
  }

  private final class Listener implements TaskListener {
    @Override
    public void snapshotTaken(Task task, long checkpointId, TaskSnapshot snapshot) {
      mailbox.post(() -> coordinator.snapshotTaken(task, checkpointId, snapshot));
    }

    @Override
    public void sourceEnded(Task task) {
      mailbox.post(JobRun.this::sourceEnded);
    }

    @Override
    public void failed(Task task, Throwable cause) {
      mailbox.post(() -> fail(cause));
    }

    @Override
    public void stopped(Task task) {
      mailbox.post(() -> tasksAlive--);
    }
  }

  private void sourceEnded() {
    sourcesAlive--;
    if (sourcesAlive == 0) {
      coordinator.inputEnded();
    }
  }
}
