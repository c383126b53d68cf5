package io.weir.runtime.connector.kafka;

import io.weir.runtime.connector.OptionException;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** What the options of a table that is read must have in common. */
final class KafkaChecks {
  private static final List<String> RESETS = List.of("earliest", "latest", "none");

  private KafkaChecks() {}

  /** There are topics, by their names or by a pattern. */
  static void topics(KafkaOptions options) {
    boolean hasPattern = options.isSet(KafkaOptions.TOPIC_PATTERN);
    if (hasPattern == options.isSet(KafkaOptions.TOPIC)) {
      throw new OptionException(
          KafkaOptions.TOPIC,
          hasPattern
              ? "options 'topic' and 'topic-pattern' exclude each other"
              : "option 'topic' is missing",
          "give one of 'topic' and 'topic-pattern'");
    }
    if (hasPattern) {
      try {
        Pattern.compile(options.text(KafkaOptions.TOPIC_PATTERN).orElseThrow());
      } catch (PatternSyntaxException e) {
        throw new OptionException(
            KafkaOptions.TOPIC_PATTERN, "option 'topic-pattern': " + e.getDescription(), null);
      }
    } else if (options.topics().isEmpty()) {
      throw new OptionException(
          KafkaOptions.TOPIC, "option 'topic' names no topic", "write the name of one");
    }
  }

  /** The table says where a fresh start begins. */
  static void start(KafkaOptions options) {
    String mode = options.options().text(KafkaOptions.STARTUP);
    if (mode.equals("timestamp")) {
      require(options, KafkaOptions.STARTUP_MILLIS, KafkaOptions.STARTUP, mode);
    } else if (mode.equals("specific-offsets")) {
      offsets(options, KafkaOptions.STARTUP_OFFSETS, KafkaOptions.STARTUP);
    } else if (mode.equals("group-offsets")) {
      reset(options);
      if (KafkaOffsets.reset(options).equals("none")) {
        require(options, KafkaOptions.GROUP, KafkaOptions.STARTUP, mode);
      }
    }
  }

  /** The table says where it ends if it should. */
  static void end(KafkaOptions options) {
    String mode = options.options().text(KafkaOptions.BOUNDED);
    if (mode.equals("timestamp")) {
      require(options, KafkaOptions.BOUNDED_MILLIS, KafkaOptions.BOUNDED, mode);
    } else if (mode.equals("specific-offsets")) {
      offsets(options, KafkaOptions.BOUNDED_OFFSETS, KafkaOptions.BOUNDED);
    } else if (mode.equals("group-offsets")) {
      require(options, KafkaOptions.GROUP, KafkaOptions.BOUNDED, mode);
    }
  }

  private static void offsets(KafkaOptions options, String key, String modeKey) {
    require(options, key, modeKey, "specific-offsets");
    KafkaOffsets.parse(key, options.text(key).orElseThrow());
    if (options.isSet(KafkaOptions.TOPIC_PATTERN) || options.topics().size() != 1) {
      throw new OptionException(
          key,
          "option '" + key + "' is for one topic, and the table has several",
          "CREATE TABLE for each topic, and read them with UNION ALL");
    }
  }

  private static void reset(KafkaOptions options) {
    String reset = KafkaOffsets.reset(options);
    if (!RESETS.contains(reset)) {
      throw new OptionException(
          KafkaOptions.RESET,
          "option '"
              + KafkaOptions.RESET
              + "' has the value '"
              + reset
              + "', expected one of '"
              + String.join("', '", RESETS)
              + "'",
          null);
    }
  }

  private static void require(KafkaOptions options, String key, String because, String mode) {
    if (!options.isSet(key)) {
      throw new OptionException(
          key,
          "option '" + key + "' is missing: '" + because + "' is '" + mode + "'",
          "add it, or set '" + because + "' to another mode");
    }
  }
}
