package io.weir.runtime.connector;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Options that connectors of Flink have for machinery that does not exist here. A connector that
 * does not declare one takes it all the same, and the user is told that it means nothing.
 */
public final class ForeignOptions {
  private static final Map<String, String> REASONS = reasons();

  private ForeignOptions() {}

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
    reasons.put("sink.parallelism", parallelism);
    reasons.put("scan.parallelism", parallelism);
    reasons.put("scan.watermark.emit.strategy", "the watermark rises with every row");
    reasons.put(
        "scan.watermark.idle-timeout", "SET 'table.exec.source.idle-timeout' is for all tables");
    reasons.put("scan.watermark.alignment.", "splits are read side by side as fast as they come");
    reasons.put("auto-compaction", "no files are written that are to be put together later");
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
    reasons.put("parquet.timestamp.time.unit", "times are written in microseconds of 64 bits");
    reasons.put("parquet.write.int64.timestamp", "times are written in microseconds of 64 bits");
    reasons.put("scan.topic-partition-discovery.interval", "partitions are those of the start");
    return reasons;
  }
}
