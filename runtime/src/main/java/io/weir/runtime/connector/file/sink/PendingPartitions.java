package io.weir.runtime.connector.file.sink;

import io.weir.runtime.file.FileSystem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * The partitions that one writer has written to and that have not been seen complete. Every writer
 * reports all it knows with every checkpoint; the committer, which hears all of them, decides.
 */
final class PendingPartitions {
  private final PartitionCommit commit;
  private final Map<String, Long> sinceMillis = new LinkedHashMap<>();

  /** Found complete on an I/O thread; forgotten by the writer's own. */
  private final Queue<String> complete = new ConcurrentLinkedQueue<>();

  PendingPartitions(PartitionCommit commit) {
    this.commit = commit;
  }

  /** A row has come for a partition, or a checkpoint knows of one. */
  void add(String directory, long millis) {
    sinceMillis.merge(directory, millis, Math::min);
  }

  Map<String, Long> all() {
    return sinceMillis;
  }

  /** Whether, for all that this writer knows, the partition is complete. */
  boolean isDue(String directory, long watermarkMillis, long nowMillis) {
    Long since = sinceMillis.get(directory);
    return since != null && commit.isDue(directory, since, watermarkMillis, nowMillis);
  }

  /** {@code open} are the partitions with files that are not published yet. */
  PartitionReport report(Set<String> open, long watermarkMillis, long nowMillis) {
    for (String done = complete.poll(); done != null; done = complete.poll()) {
      if (!open.contains(done)) {
        sinceMillis.remove(done);
      }
    }
    List<PartitionReport.Pending> pending = new ArrayList<>();
    sinceMillis.forEach(
        (directory, since) ->
            pending.add(new PartitionReport.Pending(directory, since, open.contains(directory))));
    return new PartitionReport(watermarkMillis, nowMillis, pending);
  }

  /** Looks which of the reported partitions are marked as complete; called on an I/O thread. */
  void findComplete(PartitionReport report, FileSystem files, Path root) throws IOException {
    for (PartitionReport.Pending partition : report.pending()) {
      boolean isDue =
          commit.isDue(
              partition.directory(),
              partition.sinceMillis(),
              report.watermarkMillis(),
              report.nowMillis());
      if (!isDue || partition.isOpen()) {
        continue;
      }
      Path place = root.resolve(partition.directory());
      // A partition that its reader has taken away is done with, too.
      if (files.exists(place.resolve(commit.successFile())) || !files.isDirectory(place)) {
        complete.add(partition.directory());
      }
    }
  }
}
