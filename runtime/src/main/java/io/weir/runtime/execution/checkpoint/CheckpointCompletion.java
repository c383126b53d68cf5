package io.weir.runtime.execution.checkpoint;

import io.weir.runtime.error.WeirException;
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
 */
final class CheckpointCompletion {
  private final CheckpointCollection collection;
  private final boolean isEnd;
  private final JobContent content;
  private final CheckpointTarget target;
  private final Background background;
  private final Consumer<Completed> onCompleted;
  private int missing;
  private Optional<StateSnapshot> state = Optional.empty();
  private Optional<InFlight> inFlight = Optional.empty();

  /**
   * @param isEnd whether nothing goes on behind it, so that the state of operators is not needed
   * @param content what the last checkpoint says; brought up to date
   * @param target where it goes
   * @param onCompleted told on the coordinator's thread when it exists
   */
  CheckpointCompletion(
      CheckpointCollection collection,
      boolean isEnd,
      JobContent content,
      CheckpointTarget target,
      Consumer<Completed> onCompleted) {
    this.collection = collection;
    this.isEnd = isEnd;
    this.content = content;
    this.target = target;
    this.background = target.background();
    this.onCompleted = onCompleted;
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
      background.run(() -> store(queues), this::stored, this::failed);
    }
    background.run(this::flush, this::flushed, this::failed);
  }

  private InFlight store(List<InFlight.Queue> queues) throws IOException {
    List<TaskSnapshot.OperatorPart> parts = collection.parts();
    try {
      StateFile file =
          target
              .log()
              .orElseThrow()
              .keepContent(
                  InFlightFile.NAME, out -> InFlightFile.write(parts, out, target.allocator()));
      return new InFlight(content.parallelism(), file, queues);
    } finally {
      parts.forEach(part -> part.queues().forEach(QueuedElements::close));
    }
  }

  private void stored(InFlight elements) {
    inFlight = Optional.of(elements);
    partDone();
  }

  private StateSnapshot flush() throws IOException {
    List<StateBackend.Capture> captures = collection.captures();
    try {
      return target.state().isPresent() && !isEnd
          ? target.state().get().flush(collection.checkpointId(), captures)
          : null;
    } finally {
      captures.forEach(StateBackend.Capture::close);
    }
  }

  private void completed(
      TaskSnapshot.OperatorPart part, OperatorSnapshot.Content done, boolean isFinished) {
    content.put(part, done, isFinished);
    partDone();
  }

  private void flushed(StateSnapshot snapshot) {
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
    Completed completed = new Completed(collection, commits);
    if (target.log().isEmpty()) {
      onCompleted.accept(completed);
      return;
    }
    CheckpointLog log = target.log().get();
    List<Checkpoint.Commit> unconfirmed = new ArrayList<>(target.commits().unconfirmed());
    unconfirmed.addAll(commits);
    Checkpoint checkpoint =
        content.checkpoint(
            id, state, inFlight, unconfirmed, collection.isRolled(), collection.timings());
    background.run(
        () -> {
          log.write(checkpoint);
          return completed;
        },
        onCompleted,
        this::failed);
  }

  private void failed(Throwable cause) {
    background.fail(
        cause instanceof IOException e
            ? WeirException.retryable(
                "checkpoint "
                    + collection.checkpointId()
                    + " could not be stored: "
                    + e.getMessage(),
                "make room or mend the place; the job goes on from the checkpoint before it",
                e)
            : cause);
  }

  /**
   * A checkpoint that exists.
   *
   * @param commits what is to be committed now
   */
  record Completed(CheckpointCollection collection, List<Checkpoint.Commit> commits) {}
}
