package io.weir.runtime.connector.kafka;

import io.weir.runtime.connector.Connector;
import io.weir.runtime.connector.Metadata;
import io.weir.runtime.connector.Option;
import io.weir.runtime.connector.OptionException;
import io.weir.runtime.connector.Sink;
import io.weir.runtime.connector.Source;
import io.weir.runtime.connector.TableDescriptor;
import io.weir.runtime.connector.format.message.MessageFormat;
import io.weir.runtime.connector.format.message.MessageFormats;
import io.weir.runtime.type.LogicalType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code 'connector' = 'upsert-kafka'}: the last message of a key is its row, none deletes it. */
public final class UpsertKafkaConnector implements Connector {
  @Override
  public String name() {
    return "upsert-kafka";
  }

  @Override
  public String description() {
    return "Topics of Apache Kafka whose messages replace and delete rows by key.";
  }

  @Override
  public String guarantees() {
    return "As for kafka. A topic is read from its first message on.";
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
    return KafkaOptions.documented(true);
  }

  @Override
  public Map<String, List<Option>> formats() {
    Map<String, List<Option>> formats = new LinkedHashMap<>();
    for (MessageFormat format : MessageFormats.all()) {
      if (!format.hasRowKinds()) {
        formats.put(format.name(), format.options());
      }
    }
    return formats;
  }

  @Override
  public List<Metadata> metadata() {
    return KafkaColumns.METADATA;
  }

  @Override
  public Map<String, LogicalType> metadata(TableDescriptor table) {
    return KafkaColumns.metadata(KafkaOptions.of(table, true).valueFormat());
  }

  @Override
  public Source createSource(TableDescriptor table, List<Integer> columns) {
    KafkaOptions options = checked(table);
    KafkaChecks.topics(options);
    KafkaChecks.end(options);
    KafkaColumns parts = KafkaColumns.of(table, table.primaryKey(), options);
    return new KafkaSource(
        options, KafkaRead.of(table.name(), table.schema(), columns, parts, options));
  }

  @Override
  public Sink createSink(TableDescriptor table) {
    KafkaOptions options = checked(table);
    KafkaColumns parts = KafkaColumns.of(table, table.primaryKey(), options);
    return KafkaSink.of(table, parts, options, true);
  }

  private static KafkaOptions checked(TableDescriptor table) {
    KafkaOptions options = KafkaOptions.of(table, true);
    if (table.primaryKey().isEmpty()) {
      throw new OptionException(
          "connector",
          "an 'upsert-kafka' table needs a key",
          "declare PRIMARY KEY (…) NOT ENFORCED");
    }
    if (!options.isSet(KafkaOptions.KEY_FORMAT) || !options.isSet(KafkaOptions.VALUE_FORMAT)) {
      String missing =
          options.isSet(KafkaOptions.KEY_FORMAT)
              ? KafkaOptions.VALUE_FORMAT
              : KafkaOptions.KEY_FORMAT;
      throw new OptionException(
          missing, "option '" + missing + "' is missing", "add '" + missing + "' = 'json'");
    }
    return options;
  }

  @Override
  public SinkInput sinkInput(TableDescriptor table) {
    return SinkInput.UPSERT;
  }
}
