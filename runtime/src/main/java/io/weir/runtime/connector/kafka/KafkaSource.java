package io.weir.runtime.connector.kafka;

import io.weir.runtime.connector.BadRecords;
import io.weir.runtime.connector.PositionPublisher;
import io.weir.runtime.connector.Source;
import io.weir.runtime.connector.Split;
import io.weir.runtime.connector.SplitPosition;
import io.weir.runtime.connector.SplitReader;
import io.weir.runtime.error.WeirException;
import io.weir.runtime.plan.ChangelogKind;
import io.weir.runtime.stream.Batch;
import io.weir.runtime.type.Schema;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.serialization.ByteBufferDeserializer;

/** The partitions of some topics, from the offsets of the start on. */
final class KafkaSource implements Source {
  private static final String TOPIC_ID = "topic-id";
  private static final String END = "end";
  private static final int LEAST_FETCH_BYTES = 1 << 20;
  private static final int MOST_FETCH_BYTES = 4 << 20;

  /** What all partitions of a table may have fetched at once, if they are few. */
  private static final int FETCH_BYTES = 16 << 20;

  private final KafkaOptions options;
  private final KafkaRead read;
  private final boolean keepsBadRecords;

  /** How many are read, as far as is known. */
  private final AtomicInteger partitions = new AtomicInteger(1);

  KafkaSource(KafkaOptions options, KafkaRead read) {
    this(options, read, false);
  }

  private KafkaSource(KafkaOptions options, KafkaRead read, boolean keepsBadRecords) {
    this.options = options;
    this.read = read;
    this.keepsBadRecords = keepsBadRecords;
  }

  @Override
  public Optional<Source> keepingBadRecords() {
    return Optional.of(new KafkaSource(options, read, true));
  }

  @Override
  public Schema schema() {
    return read.schema();
  }

  @Override
  public String describe() {
    String topics =
        options
            .text(KafkaOptions.TOPIC_PATTERN)
            .map(pattern -> "topics like " + pattern)
            .orElseGet(() -> "topic " + String.join(", ", options.topics()));
    return (options.isUpsert() ? "upsert-kafka, " : "kafka, ")
        + topics
        + ", from "
        + options.startup()
        + (isBounded() ? " to " + options.options().text(KafkaOptions.BOUNDED) : "");
  }

  @Override
  public ChangelogKind changelog() {
    return read.changelog();
  }

  @Override
  public boolean isBounded() {
    return !options.options().text(KafkaOptions.BOUNDED).equals("unbounded");
  }

  @Override
  public boolean isRewindable() {
    return true;
  }

  @Override
  public boolean splitsInTurn() {
    return true;
  }

  @Override
  public long discoveryIntervalMillis() {
    return isBounded() ? 0 : options.options().duration(KafkaOptions.DISCOVERY).toMillis();
  }

  /** Partitions that have been added, and topics that now match: from their first message on. */
  @Override
  public List<Split> discoverMore(List<Split> known) {
    Set<String> ids = new HashSet<>();
    known.forEach(split -> ids.add(split.id()));
    Map<String, TopicDescription> topics = describeTopics();
    List<TopicPartition> added = partitions(topics);
    added.removeIf(partition -> ids.contains(partition.toString()));
    if (added.isEmpty()) {
      return List.of();
    }
    partitions.addAndGet(added.size());
    try (Consumer<ByteBuffer, ByteBuffer> consumer = consumer()) {
      return splits(topics, consumer.beginningOffsets(added), Optional.empty());
    } catch (KafkaException e) {
      throw KafkaErrors.of(e, "finding new partitions of table '" + read.table() + "'", servers());
    }
  }

  @Override
  public Optional<PositionPublisher> positionPublisher() {
    return options.text(KafkaOptions.GROUP).isPresent()
            && options.options().flag(KafkaOptions.COMMITS_OFFSETS)
        ? Optional.of(new GroupOffsets(options))
        : Optional.empty();
  }

  /** Which partition a split is. */
  static TopicPartition partition(Split split) {
    return new TopicPartition(
        split.properties().get(TopicPosition.TOPIC),
        Integer.parseInt(split.properties().get(TopicPosition.PARTITION)));
  }

  private static List<TopicPartition> partitions(Map<String, TopicDescription> topics) {
    List<TopicPartition> partitions = new ArrayList<>();
    for (TopicDescription topic : topics.values()) {
      for (TopicPartitionInfo partition : topic.partitions()) {
        partitions.add(new TopicPartition(topic.name(), partition.partition()));
      }
    }
    return partitions;
  }

  @Override
  public List<Split> discover() {
    Map<String, TopicDescription> topics = describeTopics();
    List<TopicPartition> all = partitions(topics);
    partitions.set(all.size());
    // What has been sent is within the end, even if its transaction is only being committed.
    try (Consumer<ByteBuffer, ByteBuffer> consumer = consumer();
        Consumer<ByteBuffer, ByteBuffer> hasty = consumer("read_uncommitted")) {
      Map<TopicPartition, Long> starts = new KafkaOffsets(options, consumer).starts(all);
      KafkaOffsets sent = new KafkaOffsets(options, hasty);
      sent.checkStarts(all);
      return splits(topics, starts, sent.ends(all));
    } catch (KafkaException e) {
      throw KafkaErrors.of(e, "finding the offsets of table '" + read.table() + "'", servers());
    }
  }

  private static List<Split> splits(
      Map<String, TopicDescription> topics,
      Map<TopicPartition, Long> starts,
      Optional<Map<TopicPartition, Long>> ends) {
    List<TopicPartition> partitions = new ArrayList<>(starts.keySet());
    partitions.sort(
        Comparator.comparing(TopicPartition::topic).thenComparing(TopicPartition::partition));
    List<Split> splits = new ArrayList<>();
    for (TopicPartition partition : partitions) {
      TreeMap<String, String> properties = new TreeMap<>();
      properties.put(TopicPosition.TOPIC, partition.topic());
      properties.put(TOPIC_ID, topics.get(partition.topic()).topicId().toString());
      properties.put(TopicPosition.PARTITION, Integer.toString(partition.partition()));
      properties.put(TopicPosition.START, starts.get(partition).toString());
      ends.ifPresent(all -> properties.put(END, all.get(partition).toString()));
      splits.add(new Split(partition.toString(), "partition " + partition, properties));
    }
    return splits;
  }

  /** The topics to read; none where a pattern matches nothing yet, and is asked again. */
  private Map<String, TopicDescription> describeTopics() {
    try (Admin admin = Admin.create(options.adminProperties())) {
      String doing = "looking for the topics of table '" + read.table() + "'";
      List<String> names = options.topics();
      Optional<String> pattern = options.text(KafkaOptions.TOPIC_PATTERN);
      if (pattern.isPresent()) {
        Pattern matching = Pattern.compile(pattern.get());
        names =
            KafkaErrors.await(admin.listTopics().names(), doing, servers()).stream()
                .filter(name -> matching.matcher(name).matches())
                .toList();
        if (names.isEmpty() && discoveryIntervalMillis() == 0) {
          throw WeirException.permanent(
              doing + ": no topic matches '" + pattern.get() + "', and none is looked for later",
              "create one first; a table without an end, whose '"
                  + KafkaOptions.DISCOVERY
                  + "' is above 0, finds it later");
        }
      }
      Map<String, TopicDescription> found = new TreeMap<>();
      for (Map.Entry<String, KafkaFuture<TopicDescription>> topic :
          admin.describeTopics(names).topicNameValues().entrySet()) {
        String one = "looking for topic '" + topic.getKey() + "' of table '" + read.table() + "'";
        found.put(topic.getKey(), KafkaErrors.await(topic.getValue(), one, servers()));
      }
      return found;
    } catch (KafkaException e) {
      throw KafkaErrors.of(e, "connecting for table '" + read.table() + "'", servers());
    }
  }

  private String servers() {
    return options.servers();
  }

  private Consumer<ByteBuffer, ByteBuffer> consumer() {
    return consumer("read_committed");
  }

  private Consumer<ByteBuffer, ByteBuffer> consumer(String isolation) {
    Properties properties = options.properties();
    properties.putIfAbsent("default.api.timeout.ms", "15000");
    properties.putIfAbsent("isolation.level", isolation);
    properties.putIfAbsent("max.poll.records", Integer.toString(Batch.MAX_ROWS));
    properties.putIfAbsent("max.partition.fetch.bytes", Integer.toString(fetchBytes()));
    properties.putIfAbsent("receive.buffer.bytes", Integer.toString(LEAST_FETCH_BYTES));
    properties.put("auto.offset.reset", "none");
    properties.put("enable.auto.commit", "false");
    properties.put("allow.auto.create.topics", "false");
    return new KafkaConsumer<>(
        properties, new ByteBufferDeserializer(), new ByteBufferDeserializer());
  }

  /**
   * A partition is not asked for more while it has messages left: few are asked for more at once.
   */
  private int fetchBytes() {
    int share = FETCH_BYTES / Math.max(1, partitions.get());
    return Math.max(LEAST_FETCH_BYTES, Math.min(MOST_FETCH_BYTES, share));
  }

  @Override
  public void verify(List<Split> splits) {
    if (splits.isEmpty()) {
      return;
    }
    partitions.set(splits.size());
    Map<String, TopicDescription> topics = describeTopics();
    for (Split split : splits) {
      TopicDescription topic = topics.get(split.properties().get(TopicPosition.TOPIC));
      if (topic == null || !topic.topicId().toString().equals(split.properties().get(TOPIC_ID))) {
        throw WeirException.permanent(
            "topic '"
                + split.properties().get(TopicPosition.TOPIC)
                + "' has been "
                + (topic == null ? "deleted" : "deleted and created again")
                + " since the job started",
            "start afresh with --fresh");
      }
    }
  }

  @Override
  public SplitReader open(
      Split split, SplitPosition position, org.apache.arrow.memory.BufferAllocator allocator) {
    TopicPartition partition = partition(split);
    long start =
        position == null
            ? Long.parseLong(split.properties().get(TopicPosition.START))
            : position.offset();
    long end = Long.parseLong(split.properties().getOrDefault(END, "-1"));
    try {
      Consumer<ByteBuffer, ByteBuffer> consumer = consumer();
      consumer.assign(List.of(partition));
      consumer.seek(partition, start);
      KafkaMessages messages = new KafkaMessages(consumer, partition, servers());
      long records = position == null ? 0 : position.records();
      Optional<BadRecords> kept =
          keepsBadRecords ? Optional.of(new BadRecords()) : Optional.empty();
      return new KafkaReader(
          read, messages, new SplitPosition(start, records), end, kept, allocator);
    } catch (KafkaException e) {
      throw KafkaErrors.of(e, "opening " + split.description(), servers());
    }
  }
}
