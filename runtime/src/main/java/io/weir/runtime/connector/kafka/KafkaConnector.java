package io.weir.runtime.connector.kafka;

import io.weir.runtime.connector.Connector;
import io.weir.runtime.connector.Metadata;
import io.weir.runtime.connector.Option;
import io.weir.runtime.connector.OptionException;
import io.weir.runtime.connector.Sink;
import io.weir.runtime.connector.Source;
import io.weir.runtime.connector.TableDescriptor;
import io.weir.runtime.connector.format.message.MessageFormats;
import io.weir.runtime.type.LogicalType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** {@code 'connector' = 'kafka'}: messages that are read and appended. */
public final class KafkaConnector implements Connector {
  @Override
  public String name() {
    return "kafka";
  }

  @Override
  public String description() {
    return "Topics of Apache Kafka, read from any offset and appended to.";
  }

  @Override
  public String guarantees() {
    return "Reading can go on from any offset; only committed messages are read. Writing is exactly once: "
        + "the messages of an epoch are kept in its checkpoint and then published in one transaction "
        + "that records the epoch, so that committing again publishes nothing again. With "
        + "'sink.delivery-guarantee' = 'at-least-once' they are sent at once, and may come again.";
  }

  @Override
  public boolean isSource() {
    return true;
  }

  @Override
  public boolean isSink() {
    return true;
  }

  @Override
  public List<Option> options() {
    return KafkaOptions.documented(false);
  }

  @Override
  public Map<String, List<Option>> formats() {
    return MessageFormats.options();
  }

  @Override
  public List<Metadata> metadata() {
    return KafkaColumns.METADATA;
  }

  @Override
  public Map<String, List<Metadata>> formatMetadata() {
    return KafkaColumns.formatMetadata();
  }

  @Override
  public Map<String, LogicalType> metadata(TableDescriptor table) {
    return KafkaColumns.metadata(KafkaOptions.of(table, false).valueFormat());
  }

  @Override
  public Source createSource(TableDescriptor table, List<Integer> columns) {
    KafkaOptions options = KafkaOptions.of(table, false);
    KafkaChecks.topics(options);
    KafkaChecks.start(options);
    KafkaChecks.end(options);
    KafkaColumns parts = KafkaColumns.of(table, keyFields(options), options);
    KafkaRead read = KafkaRead.of(table.name(), table.schema(), columns, parts, options);
    return new KafkaSource(options, read);
  }

  private static List<String> keyFields(KafkaOptions options) {
    List<String> fields = new ArrayList<>();
    for (String field : options.text(KafkaOptions.KEY_FIELDS).orElse("").split(";")) {
      if (!field.isBlank()) {
        fields.add(field.strip());
      }
    }
    if (fields.isEmpty() == options.isSet(KafkaOptions.KEY_FORMAT)) {
      throw new OptionException(
          fields.isEmpty() ? KafkaOptions.KEY_FORMAT : KafkaOptions.KEY_FIELDS,
          "options 'key.fields' and 'key.format' are given together or not at all",
          null);
    }
    if (!fields.isEmpty()) {
      options.keyFormat();
    }
    return fields;
  }

  @Override
  public Sink createSink(TableDescriptor table) {
    KafkaOptions options = KafkaOptions.of(table, false);
    KafkaColumns parts = KafkaColumns.of(table, keyFields(options), options);
    return KafkaSink.of(table, parts, options, false);
  }

  @Override
  public SinkInput sinkInput(TableDescriptor table) {
    String name =
        table
            .options()
            .getOrDefault(KafkaOptions.FORMAT, table.options().get(KafkaOptions.VALUE_FORMAT));
    boolean hasRowKinds =
        MessageFormats.all().stream()
            .anyMatch(format -> format.name().equals(name) && format.hasRowKinds());
    return hasRowKinds ? SinkInput.ANY : SinkInput.INSERT_ONLY;
  }
}
