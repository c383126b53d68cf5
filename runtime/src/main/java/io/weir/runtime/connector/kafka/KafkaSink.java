package io.weir.runtime.connector.kafka;

import io.weir.runtime.connector.CommitsNothing;
import io.weir.runtime.connector.Committer;
import io.weir.runtime.connector.OptionException;
import io.weir.runtime.connector.Sink;
import io.weir.runtime.connector.SinkWriter;
import io.weir.runtime.connector.TableDescriptor;
import io.weir.runtime.connector.format.message.MessageFormat.MessageEncoding;
import io.weir.runtime.error.WeirException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;

/**
 * A topic that rows are written to.
 *
 * @param table the table's name
 * @param topic where messages go
 * @param columns what of a row is in the key and in the value
 * @param key how keys are written, if there are any
 * @param value how values are written
 * @param timestamp the column that is the message's time, if there is one
 * @param headers the column that is the message's headers, if there is one
 * @param isUpsert whether a row that goes is a message without a value
 */
record KafkaSink(
    String table,
    String topic,
    KafkaColumns columns,
    Optional<MessageEncoding> key,
    MessageEncoding value,
    OptionalInt timestamp,
    OptionalInt headers,
    boolean isUpsert,
    KafkaOptions options)
    implements Sink {
  private static final String EXACTLY_ONCE = "exactly-once";

  static KafkaSink of(
      TableDescriptor table, KafkaColumns columns, KafkaOptions options, boolean isUpsert) {
    List<String> topics = options.topics();
    if (topics.size() != 1) {
      throw new OptionException(
          KafkaOptions.TOPIC,
          topics.isEmpty()
              ? "option 'topic' is missing: a table is written to one topic"
              : "a table is written to one topic, and 'topic' names " + topics.size(),
          "declare a table with one topic for writing");
    }
    OptionalInt timestamp = OptionalInt.empty();
    OptionalInt headers = OptionalInt.empty();
    for (Map.Entry<Integer, String> metadata : columns.metadata().entrySet()) {
      if (metadata.getValue().equals("headers")) {
        headers = OptionalInt.of(metadata.getKey());
        continue;
      }
      if (!metadata.getValue().equals("timestamp")) {
        throw new OptionException(
            metadata.getValue(),
            "metadata \"" + metadata.getValue() + "\" cannot be written",
            "declare the column as VIRTUAL, or leave it out");
      }
      timestamp = OptionalInt.of(metadata.getKey());
    }
    Optional<MessageEncoding> key = Optional.empty();
    if (options.isSet(KafkaOptions.KEY_FORMAT)) {
      key =
          Optional.of(
              options
                  .keyFormat()
                  .encoding(columns.keySchema(), options.formatOptions(KafkaOptions.KEY_FORMAT)));
    }
    String valueKey = options.valueFormatKey();
    MessageEncoding value =
        options.valueFormat().encoding(columns.valueSchema(), options.formatOptions(valueKey));
    return new KafkaSink(
        table.name(), topics.get(0), columns, key, value, timestamp, headers, isUpsert, options);
  }

  /** An epoch of more bytes than this, over all writers, ends early. */
  long mostEpochBytes() {
    return options.options().sizeBytes(KafkaOptions.EPOCH_SIZE);
  }

  private boolean isTransactional() {
    return options.options().text(KafkaOptions.GUARANTEE).equals(EXACTLY_ONCE);
  }

  @Override
  public String describe() {
    return (isUpsert ? "upsert-kafka" : "kafka")
        + ", topic "
        + topic
        + ", "
        + (isTransactional() ? "transactional" : options.options().text(KafkaOptions.GUARANTEE));
  }

  @Override
  public CommitMode commitMode() {
    return isTransactional() ? CommitMode.TRANSACTIONAL : CommitMode.AT_LEAST_ONCE;
  }

  @Override
  public Optional<String> remedy() {
    return isTransactional()
        ? Optional.empty()
        : Optional.of("'" + KafkaOptions.GUARANTEE + "' = '" + EXACTLY_ONCE + "'");
  }

  @Override
  public void prepare() {
    String doing = "preparing to write table '" + table + "' to topic '" + topic + "'";
    try (Admin admin = Admin.create(options.adminProperties())) {
      Map<String, TopicDescription> topics =
          KafkaErrors.await(
              admin.describeTopics(List.of(topic)).allTopicNames(), doing, options.servers());
      if (!topics.containsKey(topic)) {
        throw WeirException.permanent(doing + ": there is no such topic", null);
      }
    } catch (KafkaException e) {
      throw KafkaErrors.of(e, doing, options.servers());
    }
  }

  @Override
  public SinkWriter createWriter(WriterContext context) {
    MessageEncoder encoder = new MessageEncoder(this, context.subtask());
    return isTransactional()
        ? new StagingWriter(this, encoder, context)
        : new DirectWriter(encoder, new KafkaPublisher(this, Optional.empty()));
  }

  @Override
  public Committer createCommitter(String incarnation) {
    return isTransactional() ? new KafkaCommitter(this, incarnation) : CommitsNothing.INSTANCE;
  }
}
