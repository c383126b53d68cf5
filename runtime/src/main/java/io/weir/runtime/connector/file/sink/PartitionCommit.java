package io.weir.runtime.connector.file.sink;

import io.weir.runtime.connector.Option;
import io.weir.runtime.connector.OptionException;
import io.weir.runtime.connector.Options;
import io.weir.runtime.stream.Watermark;
import java.util.List;
import java.util.Optional;

/**
 * When a partition counts as complete, and the file that says so. A table without partitions is
 * complete when its job has come to the end.
 *
 * @param isPartitioned whether there are partitions
 * @param delayMillis how long after its time a partition is complete
 * @param time the time of a partition, compared with the watermark; empty if a partition's time is
 *     when its first row came
 * @param successFile the name of the empty file that is put into a complete partition
 */
record PartitionCommit(
    boolean isPartitioned, long delayMillis, Optional<PartitionTime> time, String successFile) {
  static final Option ZONE =
      Option.optional(
          "sink.partition-commit.watermark-time-zone",
          Option.Kind.TEXT,
          "UTC",
          "the zone of the times of partitions");
  static final Option PATTERN =
      Option.optional(
          "partition.time-extractor.timestamp-pattern",
          Option.Kind.TEXT,
          null,
          "the time of a partition, with $ and the name of a column for its value, such as"
              + " '$day $hour:00:00'; the first partition column if it is absent");
  static final Option FORMATTER =
      Option.optional(
          "partition.time-extractor.timestamp-formatter",
          Option.Kind.TEXT,
          null,
          "how the time of a partition is read, such as 'yyyyMMdd HH:mm:ss'; as 'yyyy-MM-dd"
              + " HH:mm:ss' or 'yyyy-MM-dd' if it is absent");
  private static final Option TRIGGER =
      Option.choice(
          "sink.partition-commit.trigger",
          List.of("process-time", "partition-time"),
          "process-time",
          "what the delay of a partition is counted from and measured by: when its first row came,"
              + " and the clock; or the time in its columns' values, and the watermark");
  private static final Option DELAY =
      Option.optional(
          "sink.partition-commit.delay",
          Option.Kind.DURATION,
          "0 s",
          "how long after its time a partition is complete");
  private static final Option POLICY =
      Option.optional(
          "sink.partition-commit.policy.kind",
          Option.Kind.TEXT,
          null,
          "what is done with a complete partition, and at the job's end with a table without"
              + " partitions: 'success-file' puts an empty file into it; nothing if it is absent");
  private static final Option SUCCESS_FILE =
      Option.optional(
          "sink.partition-commit.success-file.name",
          Option.Kind.TEXT,
          "_SUCCESS",
          "the name of that file");
  private static final Option EXTRACTOR =
      Option.choice(
          "partition.time-extractor.kind",
          List.of("default"),
          "default",
          "how the time of a partition is found: from the values of its columns");

  static final List<Option> OPTIONS =
      List.of(TRIGGER, DELAY, ZONE, POLICY, SUCCESS_FILE, EXTRACTOR, PATTERN, FORMATTER);

  /**
   * What a table asks for; empty if nothing tells that a partition is complete.
   *
   * @param keys the partition columns
   * @throws OptionException if options do not fit
   */
  static Optional<PartitionCommit> of(Options options, List<String> keys) {
    if (!options.has(POLICY.key())) {
      return Optional.empty();
    }
    for (String policy : options.text(POLICY.key()).split(",")) {
      if (!policy.strip().equals("success-file")) {
        throw new OptionException(
            POLICY.key(),
            "policy '" + policy.strip() + "' " + whyNot(policy.strip()),
            "there is 'success-file'; a job of your own can wait for the file that it makes");
      }
    }
    String successFile = options.text(SUCCESS_FILE.key());
    if (successFile.isBlank() || successFile.indexOf('/') >= 0) {
      throw new OptionException(
          SUCCESS_FILE.key(), "'" + successFile + "' is no name of a file", null);
    }
    Optional<PartitionTime> time = Optional.empty();
    if (options.text(TRIGGER.key()).equals("partition-time") && !keys.isEmpty()) {
      time =
          Optional.of(
              PartitionTime.of(
                  keys,
                  options.textIfPresent(PATTERN.key()).orElse(null),
                  options.textIfPresent(FORMATTER.key()).orElse(null),
                  options.text(ZONE.key())));
    }
    return Optional.of(
        new PartitionCommit(
            !keys.isEmpty(), options.duration(DELAY.key()).toMillis(), time, successFile));
  }

  private static String whyNot(String policy) {
    return switch (policy) {
      case "metastore" -> "is for tables of Hive, and files have no metastore";
      case "custom" -> "needs a class of your own, and none is run here";
      default -> "is not known";
    };
  }

  /**
   * Whether a partition is complete.
   *
   * @param directory its path relative to the table's directory
   * @param sinceMillis when its first row came
   */
  boolean isDue(String directory, long sinceMillis, long watermarkMillis, long nowMillis) {
    if (watermarkMillis == Watermark.END) {
      return true;
    }
    if (!isPartitioned) {
      return false;
    }
    if (time.isEmpty()) {
      return nowMillis - sinceMillis >= delayMillis;
    }
    return watermarkMillis >= time.get().millis(directory) + delayMillis;
  }
}
