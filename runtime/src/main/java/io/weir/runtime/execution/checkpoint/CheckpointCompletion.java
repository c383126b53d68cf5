package io.weir.runtime.execution.checkpoint;

import io.weir.runtime.error.FullDisk;
import io.weir.runtime.error.WeirException;
import io.weir.runtime.execution.IoExecutor;
import io.weir.runtime.execution.channel.QueuedElements;
import io.weir.runtime.execution.task.TaskSnapshot;
import io.weir.runtime.operator.OperatorSnapshot;
import io.weir.runtime.state.StateBackend;
import io.weir.runtime.state.StateSnapshot;
import io.weir.runtime.state.StateSnapshot.StateFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Makes a collected checkpoint durable, in the background: every instance's snapshot is completed,
 * what barriers have overtaken is stored, and the captured state is flushed, at the same time; when
 * all of that is durable, the checkpoint itself is written. Only then does it exist.
 *
 * <p>State, queues and manifest for which the disk has no room are stored again until it has some;
 * what they are made of is kept until then. What sinks do for themselves is not repeated: a file
 * that could not be synced may have lost what was written to it.
 */
final class CheckpointCompletion {
  private final CheckpointCollection collection;
  private final boolean isEnd;
  private final JobContent content;
  private final CheckpointTarget target;
  private final Background background;
  private final Consumer<Completed> onCompleted;
  private final FullDiskWait room;
  private int missing;
  private boolean areQueuesHeld;
  private boolean areCapturesHeld = true;
  private Optional<StateSnapshot> state = Optional.empty();
  private Optional<InFlight> inFlight = Optional.empty();

  /**
   * @param isEnd whether nothing goes on behind it, so that the state of operators is not needed
   * @param content what the last checkpoint says; brought up to date
   * @param target where it goes
   * @param onCompleted told on the coordinator's thread when it exists
   * @param room tries again what a full disk had no room for
   */
  CheckpointCompletion(
      CheckpointCollection collection,
      boolean isEnd,
      JobContent content,
      CheckpointTarget target,
      Consumer<Completed> onCompleted,
      FullDiskWait room) {
    this.collection = collection;
    this.isEnd = isEnd;
    this.content = content;
    this.target = target;
    this.background = target.background();
    this.onCompleted = onCompleted;
    this.room = room;
  }

  void begin() {
    missing = 1;
    for (TaskSnapshot snapshot : collection.snapshots()) {
      snapshot.splits().ifPresent(content::put);
      for (TaskSnapshot.OperatorPart part : snapshot.operators()) {
        missing++;
        background.run(
            part.snapshot()::complete,
            done -> completed(part, done, snapshot.isFinished()),
            this::failed);
      }
    }
    List<InFlight.Queue> queues = InFlightFile.queues(collection.parts());
    if (!queues.isEmpty()) {
      missing++;
      areQueuesHeld = true;
      store(() -> store(queues), this::stored);
    }
    store(this::flush, this::flushed);
  }

  /** Runs a part of storing, again and again if only room is missing. */
  private <T> void store(IoExecutor.Task<T> part, Consumer<? super T> onSuccess) {
    background.run(part, onSuccess, cause -> failedToStore(cause, () -> store(part, onSuccess)));
  }

  private void failedToStore(Throwable cause, Runnable again) {
    if (FullDisk.hasCaused(cause) && !target.isGivenUp().getAsBoolean()) {
      room.add(collection.checkpointId(), cause, again);
    } else {
      failed(cause);
    }
  }

  /** Tries again what found no room, if it is time for that. */
  boolean step() {
    return room.step();
  }

  /** Whether the disk had no room for a part of it. */
  boolean hasWaitedForRoom() {
    return room.hasWaited();
  }

  /** Why nothing goes on until the disk has room; empty if something does. */
  Optional<WeirException> fault() {
    return room.cause().map(this::notStored);
  }

  /** Frees what is held for a checkpoint that is given up; nothing is under way any more. */
  void discard() {
    if (areQueuesHeld) {
      collection.parts().forEach(part -> part.queues().forEach(QueuedElements::close));
    }
    if (areCapturesHeld) {
      collection.captures().forEach(StateBackend.Capture::close);
    }
  }

  private InFlight store(List<InFlight.Queue> queues) throws IOException {
    List<TaskSnapshot.OperatorPart> parts = collection.parts();
    StateFile file =
        target
            .log()
            .orElseThrow()
            .keepContent(
                InFlightFile.NAME, out -> InFlightFile.write(parts, out, target.allocator()));
    parts.forEach(part -> part.queues().forEach(QueuedElements::close));
    return new InFlight(content.parallelism(), file, queues);
  }

  private void stored(InFlight elements) {
    areQueuesHeld = false;
    inFlight = Optional.of(elements);
    partDone();
  }

  private StateSnapshot flush() throws IOException {
    List<StateBackend.Capture> captures = collection.captures();
    StateSnapshot snapshot =
        target.state().isPresent() && !isEnd
            ? target.state().get().flush(collection.checkpointId(), captures)
            : null;
    captures.forEach(StateBackend.Capture::close);
    return snapshot;
  }

  private void completed(
      TaskSnapshot.OperatorPart part, OperatorSnapshot.Content done, boolean isFinished) {
    content.put(part, done, isFinished);
    partDone();
  }

  private void flushed(StateSnapshot snapshot) {
    areCapturesHeld = false;
    state = Optional.ofNullable(snapshot);
    partDone();
  }

  private void partDone() {
    missing--;
    if (missing == 0 && !target.isGivenUp().getAsBoolean()) {
      write();
    }
  }

  private void write() {
    long id = collection.checkpointId();
    List<Checkpoint.Commit> commits = content.takeCommits(id);
    if (target.log().isEmpty()) {
      onCompleted.accept(new Completed(collection, commits, 0));
      return;
    }
    CheckpointLog log = target.log().get();
    List<Checkpoint.Commit> unconfirmed = new ArrayList<>(target.commits().unconfirmed());
    unconfirmed.addAll(commits);
    Checkpoint checkpoint =
        content.checkpoint(
            id, state, inFlight, unconfirmed, collection.isRolled(), collection.timings());
    Completed completed = new Completed(collection, commits, storedBytes(checkpoint));
    background.run(
        () -> {
          log.write(checkpoint);
          return completed;
        },
        onCompleted,
        cause -> failedToStore(cause, () -> writeAgain(log, checkpoint, completed)));
  }

  /** What failed may have come behind the manifest, which then is there. */
  private void writeAgain(CheckpointLog log, Checkpoint checkpoint, Completed completed) {
    store(
        () -> {
          Optional<Checkpoint> latest = log.latest();
          if (latest.isEmpty() || latest.get().id() < checkpoint.id()) {
            log.write(checkpoint);
          }
          return completed;
        },
        onCompleted);
  }

  private static long storedBytes(Checkpoint checkpoint) {
    return checkpoint.files().stream().mapToLong(StateFile::sizeBytes).sum();
  }

  private void failed(Throwable cause) {
    background.fail(cause instanceof IOException ? notStored(cause) : cause);
  }

  private WeirException notStored(Throwable cause) {
    return WeirException.retryable(
        "checkpoint " + collection.checkpointId() + " could not be stored: " + cause.getMessage(),
        "make room or mend the place; the job goes on from the checkpoint before it",
        cause);
  }

  /**
   * A checkpoint that exists.
   *
   * @param commits what is to be committed now
   * @param storedBytes of all files that it needs
   */
  record Completed(
      CheckpointCollection collection, List<Checkpoint.Commit> commits, long storedBytes) {}
}
