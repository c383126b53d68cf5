package io.weir.runtime.file;

import java.nio.file.Path;
import java.util.Optional;

/**
 * The steps after which more is durable, or visible to others, than before: the moments before and
 * after each of them are where a crash can do harm. Told apart by what is done to which file.
 */
public enum CrashPoint {
  /** The journal of a run is replaced by an empty one. */
  JOURNAL_REPLACED(Action.RENAME, "journal.jsonl"),
  /** What the journal of a run has got is made durable. */
  JOURNAL_SYNCED(Action.SYNC, "journal.jsonl"),
  /** The description of a job takes its place. */
  DESCRIPTION_REPLACED(Action.RENAME, "job.json"),
  /** The content of a manifest is made durable. */
  MANIFEST_SYNCED(Action.SYNC, ".MANIFEST.json.new"),
  /** A manifest takes its name: the checkpoint exists. */
  MANIFEST_RENAMED(Action.RENAME, "MANIFEST.json"),
  /** The manifest of an old checkpoint is removed. */
  MANIFEST_DELETED(Action.DELETE, "MANIFEST.json"),
  /** The content of a file of state is made durable. */
  STATE_FILE_SYNCED(Action.SYNC, "shared/"),
  /** A file of state gets its name among those of the checkpoints. */
  STATE_FILE_LINKED(Action.LINK, "shared/"),
  /** A copied file of state gets its name. */
  STATE_FILE_RENAMED(Action.RENAME, "shared/"),
  /** A file of state that nobody needs is removed. */
  STATE_FILE_DELETED(Action.DELETE, "shared/"),
  /** Names of checkpoints or of their files are made durable. */
  CHECKPOINT_DIRECTORY_SYNCED(Action.SYNC_DIRECTORY, "checkpoints/"),
  /** The list of an epoch's files is made durable. */
  COMMIT_LIST_SYNCED(Action.SYNC, "_weir/"),
  /** The list of an epoch's files appears. */
  COMMIT_LIST_RENAMED(Action.RENAME, "_weir/"),
  /** The names of lists are made durable. */
  COMMIT_LIST_DIRECTORY_SYNCED(Action.SYNC_DIRECTORY, "_weir/"),
  /** A hidden file of output is begun. */
  OUTPUT_CREATED(Action.CREATE, ".inprogress"),
  /** A hidden file of output is cut to what its checkpoint knows. */
  OUTPUT_TRUNCATED(Action.TRUNCATE, ".inprogress"),
  /** Rows of an epoch are made durable. */
  OUTPUT_SYNCED(Action.SYNC, ".inprogress"),
  /** A file of output appears. */
  OUTPUT_RENAMED(Action.RENAME, ""),
  /** A hidden file that no checkpoint knows is removed. */
  OUTPUT_DELETED(Action.DELETE, ".inprogress"),
  /** The names of output are made durable. */
  OUTPUT_DIRECTORY_SYNCED(Action.SYNC_DIRECTORY, "");

  private final Action action;
  private final String mark;

  CrashPoint(Action action, String mark) {
    this.action = action;
    this.mark = mark;
  }

  /** What is done to a file. */
  enum Action {
    CREATE,
    TRUNCATE,
    SYNC,
    RENAME,
    LINK,
    DELETE,
    SYNC_DIRECTORY
  }

  /** The point that doing {@code action} to {@code file} is, or none if it changes nothing kept. */
  static Optional<CrashPoint> of(Action action, Path file) {
    String path = file.toString() + (action == Action.SYNC_DIRECTORY ? "/" : "");
    if (path.contains("/work/") || path.endsWith("/LOCK")) {
      return Optional.empty();
    }
    for (CrashPoint point : values()) {
      boolean isMeant =
          point.mark.isEmpty() ? !path.contains("/weir-data/") : path.contains(point.mark);
      if (point.action == action && isMeant) {
        return Optional.of(point);
      }
    }
    return Optional.empty();
  }
}
