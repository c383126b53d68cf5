package io.weir.runtime.execution.checkpoint;

import io.weir.runtime.error.WeirException;
import io.weir.runtime.execution.graph.JobGraph;
import io.weir.runtime.execution.job.CheckpointLimits;
import io.weir.runtime.execution.task.Task;
import io.weir.runtime.execution.task.TaskControl;
import io.weir.runtime.execution.task.TaskControl.Afterwards;
import io.weir.runtime.execution.task.TaskSnapshot;
import io.weir.runtime.insight.CheckpointView;
import io.weir.runtime.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * Takes the checkpoints of a running job: begins one when the {@link CheckpointTrigger} says so,
 * collects the parts of all tasks ({@link CheckpointCollection}), has them made durable ({@link
 * CheckpointCompletion}), and then has the sinks commit ({@link CommitQueue}). Used by one thread
 * at a time.
 */
public final class CheckpointCoordinator {
  /** So many epochs may be waiting for their commits before barriers wait. */
  private static final int MOST_UNCONFIRMED = 16;

  private static final long NANOS_PER_MILLI = 1_000_000;

  private final CheckpointTarget target;
  private final JobContent content;
  private final CheckpointTrigger trigger;
  private final CheckpointPatience patience;
  private final Timing timing;
  private final TaskControl control;
  private final Clock clock;
  private final CheckpointProgress progress;
  private final Set<Task> unfinished = new LinkedHashSet<>();
  private final List<CompletableFuture<Long>> waiting = new ArrayList<>();
  private final List<Request> served = new ArrayList<>();
  private Optional<CheckpointCollection> inFlight = Optional.empty();
  private Optional<CheckpointCompletion> completion = Optional.empty();
  private long lastId;
  private boolean isStopWanted;
  private boolean isSuspending;
  private long stopId;
  private boolean isFullOfChanges;
  private boolean hasInputEnded;
  private boolean isDraining;

  /**
   * @param base the checkpoint from which the job has started
   * @param timing when a checkpoint begins and how long its barriers wait
   * @param control reaches the tasks
   * @param progress told of each checkpoint
   */
  public CheckpointCoordinator(
      CheckpointTarget target,
      JobGraph graph,
      Checkpoint base,
      Timing timing,
      TaskControl control,
      Clock clock,
      CheckpointProgress progress) {
    this.target = target;
    this.content = new JobContent(graph, base);
    this.trigger = new CheckpointTrigger(clock, timing.intervalMillis());
    this.timing = timing;
    this.patience = new CheckpointPatience(timing.limits(), clock, progress);
    this.control = control;
    this.clock = clock;
    this.progress = progress;
    this.lastId = base.id();
  }

  /** These tasks take part in the next checkpoint. */
  public void start(Collection<Task> tasks) {
    unfinished.addAll(tasks);
  }

  /** Takes a checkpoint as soon as possible; {@code done} learns its id when it is committed. */
  public void request(CompletableFuture<Long> done) {
    waiting.add(done);
    trigger.request();
  }

  /** Takes a checkpoint after which sources read nothing more. */
  public void requestStop(Afterwards afterwards) {
    isStopWanted = true;
    isSuspending = afterwards == Afterwards.HOLD;
    trigger.requestStop(afterwards);
  }

  /** Every source has ended. */
  public void inputEnded() {
    hasInputEnded = true;
    trigger.inputEnded();
  }

  /** Begins what it is time for; returns whether anything was begun. */
  public boolean step() {
    boolean worked = target.commits().step();
    confirm();
    makeRoom();
    worked |= completion.isPresent() && completion.get().step();
    watch();
    inFlight.filter(this::isHeldUp).ifPresent(late -> control.overtake(late.checkpointId()));
    if (inFlight.isPresent()
        || unfinished.isEmpty()
        || stopId > 0
        || target.commits().size() >= MOST_UNCONFIRMED) {
      return worked;
    }
    Optional<Afterwards> afterwards = trigger.poll();
    if (afterwards.isEmpty()) {
      return worked;
    }
    begin(afterwards.get());
    return true;
  }

  /** Fails the job where the checkpoint in flight takes too long, or keeps it from stopping. */
  private void watch() {
    Optional<WeirException> fault = completion.flatMap(CheckpointCompletion::fault);
    if (!hasWaitedForRoom()) {
      inFlight.flatMap(patience::exceeded).ifPresent(target.background()::fail);
    } else if (fault.isPresent() && isStopWanted) {
      target.background().fail(fault.get());
    }
  }

  private boolean hasWaitedForRoom() {
    return completion.isPresent() && completion.get().hasWaitedForRoom();
  }

  /**
   * Takes a checkpoint early where changed state fills the memory, and reads no more until then; or
   * where a sink holds much that waits for it, and then reads no more only if too much has been
   * waiting to be published for longer, or a full disk holds the checkpoint up.
   */
  private void makeRoom() {
    boolean isWanted = timing.intervalMillis() > 0 && control.isCheckpointWanted();
    boolean isFull = target.state().isPresent() && target.state().get().needsFlush();
    if ((isFull || isWanted) && inFlight.isEmpty()) {
      trigger.request();
    }
    isFull |= isWanted && (hasWaitedForRoom() || target.commits().size() >= MOST_UNCONFIRMED);
    if (isFull != isFullOfChanges) {
      isFullOfChanges = isFull;
      control.pauseSources(isFull);
    }
  }

  /** Whether some task has waited for a barrier for so long that it may overtake. */
  private boolean isHeldUp(CheckpointCollection collection) {
    if (collection.isComplete()
        || collection.isRolled()
        || isLast()
        || timing.alignedTimeoutMillis().isEmpty()) {
      return false;
    }
    long waitedNanos = clock.monotonicNanos() - collection.beganNanos();
    return waitedNanos >= timing.alignedTimeoutMillis().getAsLong() * NANOS_PER_MILLI;
  }

  /** Whether no checkpoint comes by itself behind the one in flight, so that it has to end all. */
  private boolean isLast() {
    return isDraining || hasInputEnded && timing.intervalMillis() == 0;
  }

  private void begin(Afterwards afterwards) {
    long id = ++lastId;
    isDraining = afterwards == Afterwards.DRAIN;
    boolean isStop = isStopWanted && afterwards != Afterwards.CONTINUE;
    inFlight = Optional.of(new CheckpointCollection(id, afterwards, isStop, clock, unfinished));
    stopId = isStop ? id : 0;
    waiting.forEach(done -> served.add(new Request(id, done)));
    waiting.clear();
    control.checkpointGranted();
    control.requestCheckpoint(id, afterwards);
  }

  /** A task has handed over its part of the checkpoint in flight. */
  public void snapshotTaken(Task task, long checkpointId, TaskSnapshot snapshot) {
    CheckpointCollection collection =
        inFlight.orElseThrow(
            () -> new AssertionError(task.name() + " took checkpoint " + checkpointId + " alone"));
    if (collection.add(task, checkpointId, snapshot)) {
      boolean isEnd = collection.finishedTasks().size() == unfinished.size();
      CheckpointCompletion storing =
          new CheckpointCompletion(
              collection,
              isEnd,
              content,
              target,
              this::completed,
              new FullDiskWait(clock, progress));
      completion = Optional.of(storing);
      storing.begin();
    }
  }

  private void completed(CheckpointCompletion.Completed checkpoint) {
    CheckpointCollection collection = checkpoint.collection();
    collection.finishedTasks().forEach(unfinished::remove);
    target.commits().add(collection.checkpointId(), checkpoint.commits());
    target.positions().completed(content.sources());
    inFlight = Optional.empty();
    completion = Optional.empty();
    patience.completed();
    if (isLast() && !unfinished.isEmpty()) {
      trigger.inputEnded();
    }
    long nanos = clock.monotonicNanos() - collection.beganNanos();
    progress.completed(
        collection.checkpointId(), nanos / NANOS_PER_MILLI, checkpoint.storedBytes());
  }

  private void confirm() {
    long confirmed = target.commits().confirmedId();
    served.removeIf(request -> request.id <= confirmed && request.done.complete(request.id));
  }

  /** What is under way, for those who look at the job. */
  public CheckpointFigures figures() {
    return new CheckpointFigures(
        timing.intervalMillis(),
        inFlight.map(this::ongoing),
        target.commits().figures(),
        target.commits().size() >= MOST_UNCONFIRMED);
  }

  private CheckpointView.Ongoing ongoing(CheckpointCollection collection) {
    return new CheckpointView.Ongoing(
        collection.checkpointId(),
        (clock.monotonicNanos() - collection.beganNanos()) / NANOS_PER_MILLI,
        isHeldUp(collection),
        collection.missing().stream().map(Task::name).toList());
  }

  /** Whether all tasks have finished and everything is committed. */
  public boolean isFinished() {
    return unfinished.isEmpty() && inFlight.isEmpty() && target.commits().isEmpty();
  }

  /** Whether the checkpoint that was to be the last one is complete and committed. */
  public boolean isStopped() {
    return stopId > 0 && inFlight.isEmpty() && target.commits().isEmpty();
  }

  /**
   * Whether a job that is to be suspended cannot publish now. It need not wait for that: what is
   * complete is published first when it goes on.
   */
  public boolean isSuspendedUnpublished() {
    return isSuspending
        && inFlight.isEmpty()
        && target.commits().isStuck()
        && (stopId > 0 || target.commits().size() >= MOST_UNCONFIRMED);
  }

  /** Lets those who wait for a checkpoint of a finished job know the last one. */
  public void finish() {
    waiting.forEach(done -> done.complete(lastId));
    served.forEach(request -> request.done.complete(lastId));
  }

  /** Frees what was captured for nothing, and lets those who wait know. */
  public void giveUp(RuntimeException reason) {
    inFlight
        .filter(collection -> !collection.isComplete())
        .ifPresent(collection -> collection.parts().forEach(TaskSnapshot.OperatorPart::discard));
    completion.ifPresent(CheckpointCompletion::discard);
    waiting.forEach(done -> done.completeExceptionally(reason));
    served.forEach(request -> request.done.completeExceptionally(reason));
  }

  /**
   * The times of a job's checkpoints.
   *
   * @param intervalMillis between the beginnings of two; 0 for none by interval
   * @param alignedTimeoutMillis after which barriers overtake; empty if they never do
   * @param limits how long a checkpoint may take
   */
  public record Timing(
      long intervalMillis, OptionalLong alignedTimeoutMillis, CheckpointLimits limits) {
    /** No checkpoints by themselves; those that are asked for wait for everything. */
    public static final Timing NONE = new Timing(0, OptionalLong.empty(), CheckpointLimits.DEFAULT);
  }

  private record Request(long id, CompletableFuture<Long> done) {}
}
