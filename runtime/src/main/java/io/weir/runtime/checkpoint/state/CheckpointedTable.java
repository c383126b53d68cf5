package io.weir.runtime.checkpoint.state;

import io.weir.runtime.checkpoint.CheckpointStorage;
import io.weir.runtime.error.WeirException;
import io.weir.runtime.execution.checkpoint.Checkpoint;
import io.weir.runtime.file.FileSystem;
import io.weir.runtime.state.StateSnapshot;
import io.weir.runtime.state.StateSnapshot.TableDeclaration;
import io.weir.runtime.state.StoredState;
import io.weir.runtime.state.view.StateColumns;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * A state table of a job, in one checkpoint or in whichever is the last one when it is read.
 *
 * @param job the name of the job
 * @param storage its checkpoints, of which nothing is changed
 * @param checkpointId the checkpoint; empty for the last one
 * @param operator the step's name, for people
 * @param table the declaration that is to be found in the checkpoint
 * @param columns what it is shown as
 * @param scratch makes names of directories that are free, for links to the checkpoint's files
 * @param files how these are reached
 */
public record CheckpointedTable(
    String job,
    CheckpointStorage storage,
    OptionalLong checkpointId,
    String operator,
    TableDeclaration table,
    StateColumns columns,
    Supplier<Path> scratch,
    FileSystem files) {
  /** How often the last checkpoint is looked for again when its files are removed meanwhile. */
  private static final int ATTEMPTS = 20;

  /** An opened state, and the checkpoint that it is of. */
  record Opened(long checkpointId, StoredState state, TableDeclaration table) {}

  /** The checkpoint that is read when nothing has been read yet. */
  long choose() throws IOException {
    if (checkpointId.isPresent()) {
      requireThere(checkpointId.getAsLong());
      return checkpointId.getAsLong();
    }
    List<Long> ids = storage.ids();
    if (ids.isEmpty()) {
      throw WeirException.permanent(
          "job \"" + job + "\" has no checkpoint any more", "it was started anew or removed");
    }
    return ids.get(ids.size() - 1);
  }

  /**
   * Makes sure that a checkpoint is there.
   *
   * @throws WeirException if it is not, with those that are
   */
  void requireThere(long id) throws IOException {
    List<Long> ids = storage.ids();
    if (!ids.contains(id)) {
      throw gone(id, ids);
    }
  }

  private WeirException gone(long id, List<Long> ids) {
    return WeirException.permanent(
        "checkpoint " + id + " of job \"" + job + "\" is no longer there",
        "it has "
            + ids.stream().map(String::valueOf).collect(Collectors.joining(", "))
            + "; 'state.checkpoints.num-retained' says how many a job keeps");
  }

  /**
   * Opens the state of a checkpoint.
   *
   * @param isFree whether a newer one will do if that one is removed meanwhile
   */
  Opened open(long id, boolean isFree) throws IOException {
    long tried = id;
    for (int attempt = 1; ; attempt++) {
      try {
        return open(tried);
      } catch (IOException | WeirException fault) {
        long next = isFree && checkpointId.isEmpty() ? choose() : tried;
        if (next == tried || attempt == ATTEMPTS) {
          requireThere(tried);
          throw fault;
        }
        tried = next;
      }
    }
  }

  private Opened open(long id) throws IOException {
    Checkpoint checkpoint = storage.manifest(id).checkpoint();
    StateSnapshot snapshot = checkpoint.state().orElseGet(StateSnapshot::empty);
    TableDeclaration found =
        snapshot.tables().stream()
            .filter(one -> one.storeName().equals(table.storeName()))
            .filter(this::isTheSame)
            .findFirst()
            .orElseThrow(
                () ->
                    WeirException.permanent(
                        "checkpoint "
                            + id
                            + " of job \""
                            + job
                            + "\" does not hold table \""
                            + table.spec().name()
                            + "\" of "
                            + operator
                            + " as the statement was planned",
                        "the job has been started anew with another query: plan the statement again"));
    return new Opened(id, StoredState.open(snapshot, files, scratch.get(), storage), found);
  }

  private boolean isTheSame(TableDeclaration found) {
    return StateColumns.of(found.spec())
        .filter(now -> now.schema().equals(columns.schema()))
        .isPresent();
  }

  /** In a few words, for EXPLAIN. */
  String describe() {
    return "state of job \""
        + job
        + "\", "
        + operator
        + ", table \""
        + table.spec().name()
        + "\", "
        + (checkpointId.isPresent()
            ? "checkpoint " + checkpointId.getAsLong()
            : "the last checkpoint");
  }
}
