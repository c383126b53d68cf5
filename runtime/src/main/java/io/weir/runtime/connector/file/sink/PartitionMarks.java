package io.weir.runtime.connector.file.sink;

import io.weir.runtime.file.FileOutput;
import io.weir.runtime.file.FileSystem;
import io.weir.runtime.stream.Watermark;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Marks partitions as complete, once their last file has been published. What the reports of one
 * checkpoint say is all it goes by, so that a commit that is repeated marks the same ones; only a
 * partition whose writers have all ended their input is remembered until the others are as far.
 */
final class PartitionMarks {
  private final FileSystem files;
  private final Path root;
  private final PartitionCommit commit;
  private final Map<String, Long> remembered = new LinkedHashMap<>();

  PartitionMarks(FileSystem files, Path root, PartitionCommit commit) {
    this.files = files;
    this.root = root;
    this.commit = commit;
  }

  /** Called after the files of the checkpoint have been published. */
  void mark(List<PartitionReport> reports) throws IOException {
    if (reports.isEmpty()) {
      return;
    }
    long watermark = Watermark.END;
    long now = Long.MIN_VALUE;
    TreeSet<String> open = new TreeSet<>();
    for (PartitionReport report : reports) {
      watermark = Math.min(watermark, report.watermarkMillis());
      now = Math.max(now, report.nowMillis());
      for (PartitionReport.Pending partition : report.pending()) {
        remembered.merge(partition.directory(), partition.sinceMillis(), Math::min);
        if (partition.isOpen()) {
          open.add(partition.directory());
        }
      }
    }
    for (String directory : List.copyOf(remembered.keySet())) {
      if (!open.contains(directory)
          && commit.isDue(directory, remembered.get(directory), watermark, now)) {
        mark(directory);
        remembered.remove(directory);
      }
    }
  }

  private void mark(String directory) throws IOException {
    Path partition = root.resolve(directory);
    Path mark = partition.resolve(commit.successFile());
    if (files.exists(mark)) {
      return;
    }
    try {
      if (!files.isDirectory(partition)) {
        // Its reader has taken it away already.
        return;
      }
      try (FileOutput output = files.create(mark)) {
        output.sync();
      }
      files.syncDirectory(partition);
    } catch (IOException e) {
      throw FileErrors.of("creating '" + mark + "'", e);
    }
  }
}
