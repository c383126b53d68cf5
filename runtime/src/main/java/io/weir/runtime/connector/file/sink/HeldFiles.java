package io.weir.runtime.connector.file.sink;

import io.weir.runtime.connector.file.sink.PreparedFiles.PreparedFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The ended files of a writer whose job replaces what the table holds: they wait for the end of the
 * job and are handed over together, once. Snapshots are completed one after the other.
 */
final class HeldFiles {
  private final Optional<Overwrite> overwrite;
  private final List<PreparedFile> files = new ArrayList<>();
  private boolean hasReplaced;

  HeldFiles(Optional<Overwrite> overwrite) {
    this.overwrite = overwrite;
  }

  /** Takes over what a restored writer held. */
  synchronized void restore(WriterState state) {
    files.addAll(state.held());
    hasReplaced |= state.hasReplaced();
  }

  /** Whether files wait, so that nothing can be said of partitions either. */
  boolean areWaiting(boolean isEnd) {
    return overwrite.isPresent() && !isEnd;
  }

  /**
   * What a checkpoint hands over of the files that have been ended for it.
   *
   * @param isEnd whether the job has come to its end
   */
  synchronized PreparedFiles handOver(
      List<PreparedFile> ended, Optional<PartitionReport> report, boolean isEnd) {
    if (overwrite.isEmpty()) {
      return new PreparedFiles(ended, report, Optional.empty());
    }
    files.addAll(ended);
    if (!isEnd || hasReplaced) {
      return new PreparedFiles(List.of(), report, Optional.empty());
    }
    PreparedFiles all = new PreparedFiles(files, report, overwrite);
    files.clear();
    hasReplaced = true;
    return all;
  }

  /** The files that wait. */
  synchronized List<PreparedFile> files() {
    return List.copyOf(files);
  }

  /** Whether they have been handed over. */
  synchronized boolean hasReplaced() {
    return hasReplaced;
  }
}
