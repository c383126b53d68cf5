package io.weir.runtime.connector;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Options that connectors of Flink have for machinery that does not exist here. A connector that
 * does not declare one takes it all the same, and the user is told that it means nothing. One is
 * for whoever plans the query, and no connector's business.
 */
public final class ForeignOptions {
  /** After how long at the end of its data a split of the table does not hold the watermark. */
  public static final Option IDLE_TIMEOUT =
      Option.optional(
          "scan.watermark.idle-timeout",
          Option.Kind.DURATION,
          null,
          "after how long without rows a split of the table does not hold the watermark;"
              + " 'table.exec.source.idle-timeout' if it is absent");

  private static final Map<String, String> REASONS = reasons();

  private ForeignOptions() {}

  /** Whether a table may have an option that its connector does not declare. */
  static boolean isTaken(String key) {
    return key.equals(IDLE_TIMEOUT.key()) || reason(key).isPresent();
  }

  /** Why an option means nothing; empty if it is not one of these. */
  public static Optional<String> reason(String key) {
    return REASONS.entrySet().stream()
        .filter(entry -> isMeant(entry.getKey(), key))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  private static boolean isMeant(String listed, String key) {
    return listed.endsWith(".") ? key.startsWith(listed) : key.equals(listed);
  }

  private static Map<String, String> reasons() {
    Map<String, String> reasons = new LinkedHashMap<>();
    String parallelism = "SET 'parallelism.default' says how many instances run";
    reasons.put("property-version", "there is one version of options");
    reasons.put("sink.parallelism", parallelism);
    reasons.put("scan.parallelism", parallelism);
    reasons.put("scan.watermark.emit.strategy", "the watermark rises with every row");
    reasons.put("scan.watermark.alignment.", "splits are read side by side as fast as they come");
    reasons.put("auto-compaction", "no files are written that are to be put together later");
    reasons.put("compaction.parallelism", "one step puts the files of a checkpoint together");
    reasons.put("compaction.", "no files are written that are to be put together later");
    reasons.put("sink.partition-commit.", "files appear with the checkpoint that commits them");
    reasons.put("partition.time-extractor.", "files appear with the checkpoint that commits them");
    reasons.put("sink.shuffle-by-partition.enable", "every instance writes all partitions");
    reasons.put("sink.buffer-flush.", "rows are written out with every checkpoint");
    reasons.put("sink.transaction-naming-strategy", "no transaction stays open over a crash");
    String pages = "pages and dictionaries have sizes of their own";
    reasons.put("parquet.page.", pages);
    reasons.put("parquet.dictionary.", pages);
    reasons.put("parquet.enable.dictionary", pages);
    reasons.put("parquet.batch-size", "batches have the size that all have");
    reasons.put("parquet.bloom.filter.", "files have no filters");
    reasons.put("parquet.writer.", pages);
    reasons.put("parquet.timestamp.time.unit", "times are written in microseconds of 64 bits");
    reasons.put("parquet.write.int64.timestamp", "times are written in microseconds of 64 bits");
    reasons.put("scan.topic-partition-discovery.interval", "partitions are those of the start");
    return reasons;
  }
}
