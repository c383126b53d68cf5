package io.weir.runtime.connector.file.sink;

import io.weir.runtime.connector.OptionException;
import io.weir.runtime.connector.file.PartitionText;
import io.weir.runtime.error.WeirException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.TemporalAccessor;
import java.util.List;
import java.util.Locale;

/**
 * The time for which a partition stands, from the values of its columns.
 *
 * @param keys the partition columns, in the order of PARTITIONED BY
 * @param pattern text in which {@code $column} stands for the column's value
 * @param formatter how to read the text
 * @param zone the zone of that time
 */
record PartitionTime(List<String> keys, String pattern, DateTimeFormatter formatter, ZoneId zone) {
  private static final DateTimeFormatter STANDARD =
      DateTimeFormatter.ofPattern("y-M-d[ H:m[:s]]", Locale.ROOT);

  PartitionTime {
    keys = List.copyOf(keys);
  }

  /**
   * The extractor that a table asks for.
   *
   * @param pattern null for the first column alone
   * @param formatter a pattern of {@link DateTimeFormatter}, null for {@code 2020-01-02 03:04:05}
   * @throws OptionException naming the option that does not fit
   */
  static PartitionTime of(List<String> keys, String pattern, String formatter, String zone) {
    return new PartitionTime(
        keys,
        pattern == null ? "$" + keys.get(0) : checked(keys, pattern),
        formatter == null ? STANDARD : formatter(formatter),
        zone(zone));
  }

  private static String checked(List<String> keys, String pattern) {
    if (keys.stream().noneMatch(key -> pattern.contains("$" + key))) {
      throw new OptionException(
          PartitionCommit.PATTERN.key(),
          "'" + pattern + "' names no partition column, so that all partitions have one time",
          "write $ and the name of a column: $" + String.join(", $", keys));
    }
    return pattern;
  }

  private static DateTimeFormatter formatter(String text) {
    try {
      return DateTimeFormatter.ofPattern(text, Locale.ROOT);
    } catch (IllegalArgumentException e) {
      throw new OptionException(
          PartitionCommit.FORMATTER.key(),
          "'" + text + "' is no pattern of dates and times: " + e.getMessage(),
          "write it like 'yyyy-MM-dd HH:mm:ss'");
    }
  }

  private static ZoneId zone(String text) {
    try {
      return ZoneId.of(text);
    } catch (java.time.DateTimeException e) {
      throw new OptionException(
          PartitionCommit.ZONE.key(),
          "'" + text + "' is no time zone",
          "write it like 'UTC', 'Europe/Berlin' or '+01:00'");
    }
  }

  /**
   * The instant at which a partition begins, in milliseconds since the epoch.
   *
   * @param directory such as {@code day=2020-01-02/hour=03}
   * @throws WeirException if the values are no time
   */
  long millis(String directory) {
    String text = text(directory);
    try {
      TemporalAccessor parsed = formatter.parseBest(text, LocalDateTime::from, LocalDate::from);
      LocalDateTime time =
          parsed instanceof LocalDate date ? date.atStartOfDay() : (LocalDateTime) parsed;
      return time.atZone(zone).toInstant().toEpochMilli();
    } catch (DateTimeParseException e) {
      throw WeirException.permanent(
          "partition '" + directory + "' stands for no time: '" + text + "' cannot be read as one",
          "check '"
              + PartitionCommit.PATTERN.key()
              + "' and '"
              + PartitionCommit.FORMATTER.key()
              + "', or commit partitions by 'process-time'");
    }
  }

  private String text(String directory) {
    String[] values = directory.split("/");
    String text = pattern;
    for (int i : longestNameFirst()) {
      String value = values[i].substring(values[i].indexOf('=') + 1);
      text = text.replace("$" + keys.get(i), PartitionText.unescape(value));
    }
    return text;
  }

  /** So that {@code $day} does not stand for the beginning of {@code $daytime}. */
  private List<Integer> longestNameFirst() {
    return java.util.stream.IntStream.range(0, keys.size())
        .boxed()
        .sorted((a, b) -> keys.get(b).length() - keys.get(a).length())
        .toList();
  }
}
