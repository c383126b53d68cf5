package io.weir.runtime.connector.file.sink;

import io.weir.runtime.error.WeirException;
import java.nio.file.Path;

/** What is said when files that a checkpoint relies on are not as it recorded them. */
final class LostFiles {
  private static final String HINT =
      "its rows are not in any other file: put the file back, or start afresh with --fresh";

  private LostFiles() {}

  static WeirException missing(Path file, long bytes) {
    return WeirException.permanent(
        "the checkpoint recorded "
            + bytes
            + " bytes in '"
            + file
            + "', and there is no such file any more: something other than this job has moved or"
            + " deleted it",
        HINT);
  }

  static WeirException shorter(Path file, long bytes, long recordedBytes) {
    return WeirException.permanent(
        "the checkpoint recorded "
            + recordedBytes
            + " bytes in '"
            + file
            + "', which has only "
            + bytes
            + " now: something other than this job has changed it",
        HINT);
  }

  static WeirException changed(Path file, long bytes, long recordedBytes) {
    return WeirException.permanent(
        "'"
            + file
            + "' is to have "
            + recordedBytes
            + " bytes when it is published, and has "
            + bytes
            + ": something other than this job has changed it",
        HINT);
  }

  static WeirException inTheWay(Path inProgress, Path target) {
    return WeirException.permanent(
        "'"
            + inProgress
            + "' is to be published as '"
            + target
            + "', which exists and was not written by this job",
        "move that file away; Weir replaces no file that is not its own");
  }
}
