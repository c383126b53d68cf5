package io.weir.runtime.connector.kafka;

import io.weir.runtime.connector.OptionException;
import io.weir.runtime.error.WeirException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;

/** Finds the offsets that a mode of starting or ending means. */
record KafkaOffsets(KafkaOptions options, Consumer<?, ?> consumer) {
  private static final Pattern SPECIFIC =
      Pattern.compile("\\s*partition:(\\d{1,9}),\\s*offset:(\\d{1,18})\\s*");

  /** The first offset to read of each partition. */
  Map<TopicPartition, Long> starts(Collection<TopicPartition> partitions) {
    return switch (options.startup()) {
      case "earliest-offset" -> consumer.beginningOffsets(partitions);
      case "latest-offset" -> consumer.endOffsets(partitions);
      case "timestamp" -> since(partitions, KafkaOptions.STARTUP_MILLIS);
      case "specific-offsets" -> {
        Map<TopicPartition, Long> given = specific(partitions, KafkaOptions.STARTUP_OFFSETS);
        Map<TopicPartition, Long> starts = new HashMap<>(committed(partitions, "earliest"));
        starts.putAll(given);
        yield starts;
      }
      default -> committed(partitions, reset(options));
    };
  }

  /** The offset behind the last to read of each partition; empty if there is no end. */
  Optional<Map<TopicPartition, Long>> ends(Collection<TopicPartition> partitions) {
    return switch (options.options().text(KafkaOptions.BOUNDED)) {
      case "unbounded" -> Optional.empty();
      case "latest-offset" -> Optional.of(consumer.endOffsets(partitions));
      case "timestamp" -> Optional.of(since(partitions, KafkaOptions.BOUNDED_MILLIS));
      case "specific-offsets" -> {
        // A partition that is not named is not read.
        Map<TopicPartition, Long> ends = new HashMap<>(consumer.beginningOffsets(partitions));
        ends.putAll(specific(partitions, KafkaOptions.BOUNDED_OFFSETS));
        yield Optional.of(ends);
      }
      default -> Optional.of(committed(partitions, reset(options)));
    };
  }

  private Map<TopicPartition, Long> since(Collection<TopicPartition> partitions, String key) {
    long millis = options.options().integer(key);
    Map<TopicPartition, Long> times = new HashMap<>();
    partitions.forEach(partition -> times.put(partition, millis));
    Map<TopicPartition, Long> offsets = new HashMap<>(consumer.endOffsets(partitions));
    for (Map.Entry<TopicPartition, OffsetAndTimestamp> found :
        consumer.offsetsForTimes(times).entrySet()) {
      if (found.getValue() != null) {
        offsets.put(found.getKey(), found.getValue().offset());
      }
    }
    return offsets;
  }

  /** Where a group begins that has committed no offset: earliest, latest, or none for an error. */
  static String reset(KafkaOptions options) {
    return options.text(KafkaOptions.RESET).orElse("none").strip().toLowerCase(Locale.ROOT);
  }

  /** What the group has committed, and where it has not, what {@code reset} says. */
  private Map<TopicPartition, Long> committed(Collection<TopicPartition> partitions, String reset) {
    Map<TopicPartition, OffsetAndMetadata> committed =
        options.isSet(KafkaOptions.GROUP) ? consumer.committed(Set.copyOf(partitions)) : Map.of();
    Map<TopicPartition, Long> offsets = new HashMap<>();
    List<TopicPartition> missing = new ArrayList<>();
    for (TopicPartition partition : partitions) {
      OffsetAndMetadata offset = committed.get(partition);
      if (offset != null) {
        offsets.put(partition, offset.offset());
      } else {
        missing.add(partition);
      }
    }
    if (reset.equals("latest")) {
      offsets.putAll(consumer.endOffsets(missing));
    } else if (reset.equals("earliest")) {
      offsets.putAll(consumer.beginningOffsets(missing));
    } else if (!missing.isEmpty()) {
      throw WeirException.permanent(
          "group '"
              + options.text(KafkaOptions.GROUP).orElse("")
              + "' has committed no offset of "
              + missing.get(0),
          "set 'scan.startup.mode' = 'earliest-offset', or 'properties.auto.offset.reset'");
    }
    return offsets;
  }

  /** Fails if offsets to begin at are given that partitions do not have. */
  void checkStarts(Collection<TopicPartition> partitions) {
    if (!options.startup().equals("specific-offsets")) {
      return;
    }
    Map<TopicPartition, Long> given = specific(partitions, KafkaOptions.STARTUP_OFFSETS);
    Map<TopicPartition, Long> first = consumer.beginningOffsets(given.keySet());
    Map<TopicPartition, Long> end = consumer.endOffsets(given.keySet());
    given.forEach(
        (partition, offset) -> {
          if (offset < first.get(partition) || offset > end.get(partition)) {
            throw WeirException.permanent(
                "partition "
                    + partition
                    + " has no offset "
                    + offset
                    + ": its first is "
                    + first.get(partition)
                    + ", and the next to come "
                    + end.get(partition),
                "correct '" + KafkaOptions.STARTUP_OFFSETS + "'");
          }
        });
  }

  private Map<TopicPartition, Long> specific(Collection<TopicPartition> partitions, String key) {
    Map<Integer, Long> byNumber = parse(key, options.options().text(key));
    Map<TopicPartition, Long> offsets = new HashMap<>();
    for (TopicPartition partition : partitions) {
      Long offset = byNumber.get(partition.partition());
      if (offset != null) {
        offsets.put(partition, offset);
      }
    }
    return offsets;
  }

  static Map<Integer, Long> parse(String key, String text) {
    Map<Integer, Long> offsets = new TreeMap<>();
    for (String part : text.split(";")) {
      Matcher matcher = SPECIFIC.matcher(part);
      if (!matcher.matches()) {
        throw new OptionException(
            key,
            "option '" + key + "': '" + part + "' is not such as partition:0,offset:42",
            "write partition:0,offset:42;partition:1,offset:300");
      }
      offsets.put(Integer.valueOf(matcher.group(1)), Long.valueOf(matcher.group(2)));
    }
    return offsets;
  }
}
