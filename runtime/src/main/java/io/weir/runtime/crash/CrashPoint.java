package io.weir.runtime.crash;

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
  /** The content of the catalog is made durable. */
  CATALOG_SYNCED(Action.SYNC, ".catalog.sql.new"),
  /** The catalog is replaced. */
  CATALOG_REPLACED(Action.RENAME, "catalog.sql"),
  /** The name of the catalog is made durable. */
  CATALOG_DIRECTORY_SYNCED(Action.SYNC_DIRECTORY, "/catalog/"),
  /** The content of a job's description is made durable. */
  DESCRIPTION_SYNCED(Action.SYNC, ".job.json.new"),
  /** The description of a job takes its place. */
  DESCRIPTION_REPLACED(Action.RENAME, "job.json"),
  /** The description of a job that has ended is removed. */
  DESCRIPTION_DELETED(Action.DELETE, "job.json"),
  /** That a job is held for somebody is made durable. */
  HOLD_SYNCED(Action.SYNC, ".HELD.new"),
  /** A job is held for somebody. */
  HOLD_REPLACED(Action.RENAME, "/HELD"),
  /** A job is no longer held. */
  HOLD_DELETED(Action.DELETE, "/HELD"),
  /** That a job of a shell or server has finished is made durable. */
  END_SYNCED(Action.SYNC, ".DONE.new"),
  /** A job of a shell or server has finished, and need not be taken up again. */
  END_REPLACED(Action.RENAME, "/DONE"),
  /** A job that had finished begins again. */
  END_DELETED(Action.DELETE, "/DONE"),
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
  /** What else is left of an old checkpoint is removed. */
  CHECKPOINT_DELETED(Action.DELETE, "checkpoints/"),
  /** Names of checkpoints or of their files are made durable. */
  CHECKPOINT_DIRECTORY_SYNCED(Action.SYNC_DIRECTORY, "checkpoints/"),
  /** The names of a job's files, or of jobs, are made durable. */
  JOB_DIRECTORY_SYNCED(Action.SYNC_DIRECTORY, "/jobs/"),
  /** The names of a run's files, or of runs, are made durable. */
  RUN_DIRECTORY_SYNCED(Action.SYNC_DIRECTORY, "/runs/"),
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
  /** A finished partition is marked. */
  SUCCESS_FILE_SYNCED(Action.SYNC, "_SUCCESS"),
  /** A file of output appears. */
  OUTPUT_RENAMED(Action.RENAME, ""),
  /** A hidden file that no checkpoint knows is removed. */
  OUTPUT_DELETED(Action.DELETE, ".inprogress"),
  /** The names of output are made durable. */
  OUTPUT_DIRECTORY_SYNCED(Action.SYNC_DIRECTORY, ""),
  /** A sink notes outside that a job begins. */
  SINK_BEGUN,
  /** A writer has brought to safety what belongs to a checkpoint. */
  SINK_PREPARED,
  /** An epoch is published; what follows is that the job hears of it. */
  SINK_COMMITTED,
  /** What attempts that failed have left behind is removed from a sink. */
  SINK_CLEANED;

  private final Action action;
  private final String mark;

  CrashPoint(Action action, String mark) {
    this.action = action;
    this.mark = mark;
  }

  /** A step of a sink, whatever it is to its files. */
  CrashPoint() {
    this(Action.OF_SINK, "");
  }

  /** What is done to a file. */
  enum Action {
    CREATE,
    TRUNCATE,
    SYNC,
    RENAME,
    LINK,
    DELETE,
    SYNC_DIRECTORY,
    OF_SINK
  }

  /** Whether what has been done is durable, or seen by others, at once. */
  static boolean isStep(Action action) {
    return action != Action.CREATE && action != Action.TRUNCATE;
  }

  /** The point that doing {@code action} to {@code file} is, or none if it changes nothing kept. */
  static Optional<CrashPoint> of(Action action, Path file) {
    if (isPassing(file)) {
      return Optional.empty();
    }
    String path = file.toString() + (action == Action.SYNC_DIRECTORY ? "/" : "");
    for (CrashPoint point : values()) {
      boolean isMeant = point.mark.isEmpty() ? !isOurs(path) : path.contains(point.mark);
      if (point.action == action && isMeant) {
        return Optional.of(point);
      }
    }
    return Optional.empty();
  }

  /** Whether a file is one of a data directory, not one of a table. */
  private static boolean isOurs(String path) {
    return path.contains("/jobs/") || path.contains("/runs/") || path.contains("/catalog/");
  }

  /** Whether a file is worth nothing to those who come after a crash. */
  static boolean isPassing(Path file) {
    String path = file.toString();
    return path.contains("/.weir-probe-") || path.endsWith("/LOCK") || isWork(path);
  }

  /** Whether a file is one that a job works with, below {@code jobs/NAME/work}. */
  private static boolean isWork(String path) {
    int jobs = path.lastIndexOf("/jobs/");
    int end = jobs < 0 ? -1 : path.indexOf('/', jobs + "/jobs/".length());
    return end >= 0 && (path.substring(end) + "/").startsWith("/work/");
  }
}
