package io.weir.runtime.connector.kafka;

import io.weir.runtime.connector.BadRecords;
import io.weir.runtime.connector.Option;
import io.weir.runtime.connector.OptionException;
import io.weir.runtime.connector.Options;
import io.weir.runtime.connector.TableDescriptor;
import io.weir.runtime.connector.format.message.MessageFormat;
import io.weir.runtime.connector.format.message.MessageFormats;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;

/** The options of Kafka tables, under Flink's names, and what clients are told. */
final class KafkaOptions {
  static final String TOPIC = "topic";
  static final String TOPIC_PATTERN = "topic-pattern";
  static final String FORMAT = "format";
  static final String VALUE_FORMAT = "value.format";
  static final String KEY_FORMAT = "key.format";
  static final String KEY_FIELDS = "key.fields";
  static final String KEY_PREFIX = "key.fields-prefix";
  static final String INCLUDE = "value.fields-include";
  static final String STARTUP = "scan.startup.mode";
  static final String STARTUP_OFFSETS = "scan.startup.specific-offsets";
  static final String STARTUP_MILLIS = "scan.startup.timestamp-millis";
  static final String BOUNDED = "scan.bounded.mode";
  static final String BOUNDED_OFFSETS = "scan.bounded.specific-offsets";
  static final String BOUNDED_MILLIS = "scan.bounded.timestamp-millis";
  static final String GUARANTEE = "sink.delivery-guarantee";
  static final String TRANSACTION_PREFIX = "sink.transactional-id-prefix";
  static final String PARTITIONER = "sink.partitioner";
  static final String EPOCH_SIZE = "sink.epoch-size";
  static final String MISSING_RECORD = "sink.missing-epoch-record";
  static final String FLUSH_ROWS = "sink.buffer-flush.max-rows";
  static final String FLUSH_INTERVAL = "sink.buffer-flush.interval";
  static final String COMMITS_OFFSETS = "properties.commit.offsets.on.checkpoint";
  static final String DISCOVERY = "scan.topic-partition-discovery.interval";
  static final String SERVERS = "properties.bootstrap.servers";
  static final String GROUP = "properties.group.id";
  static final String RESET = "properties.auto.offset.reset";
  private static final String PROPERTIES = "properties.";

  /** What the names of Kafka's classes begin with in Flink's bundled connector. */
  private static final String SHADED = "org.apache.flink.kafka.shaded.";

  private static final List<Option> COMMON =
      List.of(
          Option.required(SERVERS, Option.Kind.TEXT, "the brokers to begin with: host:port, …"),
          Option.optional(TOPIC, Option.Kind.TEXT, null, "the topic, or several, divided by ';'"),
          Option.optional(
              TOPIC_PATTERN, Option.Kind.TEXT, null, "a regular expression for topics to read"),
          Option.optional(
              KEY_PREFIX, Option.Kind.TEXT, "", "what the columns of the key begin with"),
          Option.choice(
              INCLUDE,
              List.of("ALL", "EXCEPT_KEY"),
              "ALL",
              "whether the columns of the key are in the value too"),
          Option.optional(KEY_FORMAT, Option.Kind.TEXT, null, "the format of messages' keys"),
          Option.optional(VALUE_FORMAT, Option.Kind.TEXT, null, "the format of messages' values"),
          Option.choice(
                  GUARANTEE,
                  List.of("exactly-once", "at-least-once", "none"),
                  "exactly-once",
                  "whether messages are published in one transaction for each checkpoint, or at once")
              .orOfOld("sink.semantic"),
          Option.choice(
              BOUNDED,
              List.of(
                  "unbounded", "latest-offset", "group-offsets", "timestamp", "specific-offsets"),
              "unbounded",
              "where the table ends, as seen when the job starts; transactions that are open then are"
                  + " waited for"),
          Option.optional(
              BOUNDED_OFFSETS,
              Option.Kind.TEXT,
              null,
              "as in partition:0,offset:42;partition:1,offset:300"),
          Option.optional(
              BOUNDED_MILLIS, Option.Kind.INTEGER, null, "up to which time, in milliseconds"),
          Option.optional(
              TRANSACTION_PREFIX,
              Option.Kind.TEXT,
              "weir",
              "what the ids of transactions begin with"),
          Option.optional(
              EPOCH_SIZE,
              Option.Kind.MEMORY_SIZE,
              "64 mb",
              "a checkpoint is taken early when so much waits to be published"),
          Option.choice(
              MISSING_RECORD,
              List.of("fail", "publish", "skip"),
              "fail",
              "what becomes, after a crash, of an epoch in doubt of which the broker has lost the"
                  + " record: publishing may repeat its messages, skipping may lose them"),
          Option.optional(
              COMMITS_OFFSETS,
              Option.Kind.BOOLEAN,
              "true",
              "whether the offsets of each checkpoint are committed to 'properties.group.id', for"
                  + " people who look there"),
          Option.optional(
              DISCOVERY,
              Option.Kind.DURATION,
              "5 min",
              "how often to look for new partitions and topics; 0 for never"),
          BadRecords.TABLE,
          Option.optional(
              "scan.parallelism", Option.Kind.INTEGER, null, "understood: has no effect"),
          Option.optional(
              "sink.parallelism", Option.Kind.INTEGER, null, "understood: has no effect"));
  private static final List<Option> APPEND =
      List.of(
          Option.optional(FORMAT, Option.Kind.TEXT, null, "the same as 'value.format'"),
          Option.optional(
              KEY_FIELDS, Option.Kind.TEXT, null, "the columns of the key, divided by ';'"),
          Option.choice(
              STARTUP,
              List.of(
                  "group-offsets",
                  "earliest-offset",
                  "latest-offset",
                  "timestamp",
                  "specific-offsets"),
              "group-offsets",
              "where a fresh start begins to read"),
          Option.optional(
              STARTUP_OFFSETS,
              Option.Kind.TEXT,
              null,
              "as in partition:0,offset:42;partition:1,offset:300"),
          Option.optional(
              STARTUP_MILLIS, Option.Kind.INTEGER, null, "from which time on, in milliseconds"),
          Option.choice(
              PARTITIONER,
              List.of("default", "fixed", "round-robin"),
              "default",
              "which partition a message goes to: by its key, by its writer, or in turn; classes of"
                  + " your own are refused"));

  private static final List<Option> UPSERT =
      List.of(
          Option.optional(FLUSH_ROWS, Option.Kind.INTEGER, "0", "understood: has no effect"),
          Option.optional(FLUSH_INTERVAL, Option.Kind.DURATION, "0", "understood: has no effect"));

  private final Options options;
  private final Map<String, String> written;
  private final boolean isUpsert;

  private KafkaOptions(Options options, Map<String, String> written, boolean isUpsert) {
    this.options = options;
    this.written = written;
    this.isUpsert = isUpsert;
  }

  private static List<Option> declared(boolean isUpsert) {
    List<Option> all = new ArrayList<>(COMMON);
    all.addAll(isUpsert ? UPSERT : APPEND);
    return all;
  }

  /** All options but those of formats; properties of the client come besides. */
  static List<Option> documented(boolean isUpsert) {
    List<Option> all = new ArrayList<>(declared(isUpsert));
    all.add(
        Option.optional("properties.*", Option.Kind.TEXT, null, "any property of Kafka's clients"));
    return all;
  }

  static KafkaOptions of(TableDescriptor table, boolean isUpsert) {
    List<Option> declared = declared(isUpsert);
    for (String key : table.options().keySet()) {
      if (key.startsWith(PROPERTIES) && !key.equals(SERVERS) && !key.equals(COMMITS_OFFSETS)) {
        declared.add(Option.optional(key, Option.Kind.SECRET, null, "a property of the client"));
      }
    }
    for (String key : List.of(FORMAT, VALUE_FORMAT, KEY_FORMAT)) {
      String name = table.options().get(key);
      boolean isTwice = key.equals(VALUE_FORMAT) && table.options().containsKey(FORMAT);
      if (name != null && !isTwice) {
        String prefix = key.substring(0, key.length() - FORMAT.length());
        for (Option option : MessageFormats.named(key, name).options()) {
          declared.add(option.prefixed(prefix));
        }
      }
    }
    return new KafkaOptions(Options.of(table.options(), declared), table.options(), isUpsert);
  }

  Options options() {
    return options;
  }

  /** Whether messages replace and delete rows by key. */
  boolean isUpsert() {
    return isUpsert;
  }

  /**
   * Where a fresh start begins to read: rows that are replaced by key must be read from the first
   * on.
   */
  String startup() {
    return isUpsert ? "earliest-offset" : options.text(STARTUP);
  }

  /** The format of keys, whose messages cannot say what rows do. */
  MessageFormat keyFormat() {
    return withoutRowKinds(KEY_FORMAT);
  }

  /** The format of values. */
  MessageFormat valueFormat() {
    return isUpsert ? withoutRowKinds(valueFormatKey()) : format(valueFormatKey());
  }

  private MessageFormat withoutRowKinds(String key) {
    MessageFormat format = format(key);
    if (format.hasRowKinds()) {
      throw new OptionException(
          key,
          "option '"
              + key
              + "': '"
              + format.name()
              + "' says itself what rows do, and "
              + (key.equals(KEY_FORMAT) ? "keys cannot" : "an 'upsert-kafka' table goes by keys"),
          key.equals(KEY_FORMAT)
              ? "take another format for keys, such as 'json'"
              : "use 'connector' = 'kafka', or another format");
    }
    return format;
  }

  boolean isSet(String key) {
    return written.containsKey(key);
  }

  Optional<String> text(String key) {
    return Optional.ofNullable(written.get(key));
  }

  /** The option that names the format of values: one of two is required. */
  String valueFormatKey() {
    String format = written.get(FORMAT);
    if (format != null
        && written.containsKey(VALUE_FORMAT)
        && !format.equals(written.get(VALUE_FORMAT))) {
      throw new OptionException(
          FORMAT, "options 'format' and 'value.format' mean the same", "leave one of them out");
    }
    if (format != null) {
      return FORMAT;
    }
    if (written.containsKey(VALUE_FORMAT)) {
      return VALUE_FORMAT;
    }
    throw new OptionException(
        FORMAT, "option 'format' is missing", "add 'format' = '…': how values are written");
  }

  private MessageFormat format(String key) {
    return MessageFormats.named(key, written.get(key));
  }

  /** The options of the format that an option names, without prefix. */
  Options formatOptions(String key) {
    String prefix = key.substring(0, key.length() - FORMAT.length());
    MessageFormat format = format(key);
    TreeMap<String, String> own = new TreeMap<>();
    written.forEach(
        (name, value) -> {
          if (name.startsWith(prefix + format.name() + ".")) {
            own.put(name.substring(prefix.length()), value);
          }
        });
    return Options.of(own, format.options());
  }

  List<String> topics() {
    List<String> topics = new ArrayList<>();
    for (String topic : text(TOPIC).orElse("").split(";")) {
      if (!topic.isBlank()) {
        topics.add(topic.strip());
      }
    }
    return topics;
  }

  String servers() {
    return options.text(SERVERS);
  }

  /** The properties of a client that asks about topics and groups. */
  Properties adminProperties() {
    Properties properties = properties();
    properties.remove("group.id");
    properties.putIfAbsent("request.timeout.ms", "10000");
    properties.putIfAbsent("default.api.timeout.ms", "15000");
    return properties;
  }

  /** The properties that the table gives to clients. */
  Properties properties() {
    Properties properties = new Properties();
    written.forEach(
        (key, value) -> {
          if (key.startsWith(PROPERTIES) && !key.equals(COMMITS_OFFSETS)) {
            properties.put(key.substring(PROPERTIES.length()), value.replace(SHADED, ""));
          }
        });
    return properties;
  }
}
