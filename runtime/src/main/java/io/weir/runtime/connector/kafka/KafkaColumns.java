package io.weir.runtime.connector.kafka;

import io.weir.runtime.connector.Metadata;
import io.weir.runtime.connector.OptionException;
import io.weir.runtime.connector.TableDescriptor;
import io.weir.runtime.connector.format.message.MessageFormat;
import io.weir.runtime.connector.format.message.MessageFormats;
import io.weir.runtime.error.Suggestions;
import io.weir.runtime.type.Field;
import io.weir.runtime.type.LogicalType;
import io.weir.runtime.type.Schema;
import io.weir.runtime.type.TypeKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which column of a table is in a message's key, in its value, and about it.
 *
 * @param key positions of the columns of the key
 * @param keySchema those columns under the names that the key's format knows
 * @param value positions of the columns of the value
 * @param valueSchema those columns
 * @param metadata by position of a column, what it says about the message
 */
record KafkaColumns(
    List<Integer> key,
    Schema keySchema,
    List<Integer> value,
    Schema valueSchema,
    Map<Integer, String> metadata) {
  /** What the keys of metadata begin with that the format of values knows. */
  static final String OF_VALUE = "value.";

  /** What Kafka knows about messages. */
  static final List<Metadata> METADATA =
      List.of(
          Metadata.read("topic", LogicalType.string(), "the message's topic"),
          Metadata.read("partition", LogicalType.int32(), "its partition"),
          Metadata.read("offset", LogicalType.bigint(), "its place in the partition"),
          Metadata.written(
              "timestamp",
              LogicalType.timestampLtz(3),
              "its time; where that is NULL, or no column is it, a message gets that of its publishing"),
          Metadata.read(
              "timestamp-type",
              LogicalType.string(),
              "who said its time: 'CreateTime', 'LogAppendTime', or 'NoTimestampType' for nobody"),
          Metadata.read(
              "leader-epoch",
              LogicalType.int32(),
              "the number of the partition's leader that took it; NULL if that is not known"),
          Metadata.written(
              "headers",
              LogicalType.map(LogicalType.string(), LogicalType.bytes()),
              "its headers; of several with one name the last"));

  /** What is known about messages, by key: by Kafka, and by the format of values. */
  static Map<String, LogicalType> metadata(MessageFormat values) {
    Map<String, LogicalType> all = new TreeMap<>(Metadata.types(METADATA));
    ofValues(values).forEach(metadata -> all.put(metadata.key(), metadata.type()));
    return all;
  }

  private static List<Metadata> ofValues(MessageFormat format) {
    return format.metadata().stream().map(metadata -> metadata.prefixed(OF_VALUE)).toList();
  }

  /** What is known by the formats of values, by their names. */
  static Map<String, List<Metadata>> formatMetadata() {
    Map<String, List<Metadata>> all = new LinkedHashMap<>();
    MessageFormats.all().forEach(format -> all.put(format.name(), ofValues(format)));
    return all;
  }

  /**
   * @param keyNames the columns of the key
   */
  static KafkaColumns of(TableDescriptor table, List<String> keyNames, KafkaOptions options) {
    List<Integer> physical = new ArrayList<>();
    Map<Integer, String> metadata = new TreeMap<>();
    for (int i = 0; i < table.schema().size(); i++) {
      String key = table.metadata().get(table.schema().name(i));
      if (key == null) {
        physical.add(i);
      } else {
        check(table.schema().field(i), key, metadata(options.valueFormat()));
        metadata.put(i, key);
      }
    }
    List<Integer> key = new ArrayList<>();
    List<Field> keyFields = new ArrayList<>();
    String prefix = options.options().text(KafkaOptions.KEY_PREFIX);
    for (String name : keyNames) {
      int column = keyColumn(table, name, prefix);
      key.add(column);
      keyFields.add(new Field(name.substring(prefix.length()), table.schema().type(column)));
    }
    List<Integer> value = new ArrayList<>(physical);
    if (options.options().text(KafkaOptions.INCLUDE).equals("EXCEPT_KEY")) {
      value.removeAll(key);
    } else if (!prefix.isEmpty()) {
      throw new OptionException(
          KafkaOptions.KEY_PREFIX,
          "with a prefix, the columns of the key cannot be in the value too",
          "set 'value.fields-include' = 'EXCEPT_KEY'");
    }
    return new KafkaColumns(
        key, new Schema(keyFields), value, table.schema().project(value), metadata);
  }

  private static int keyColumn(TableDescriptor table, String name, String prefix) {
    int column = table.schema().indexOf(name).orElse(-1);
    if (column < 0 || table.metadata().containsKey(name)) {
      throw new OptionException(
          KafkaOptions.KEY_FIELDS,
          "option 'key.fields' names \"" + name + "\", which is no physical column",
          Suggestions.didYouMean(name, table.schema().names()));
    }
    if (!name.startsWith(prefix)) {
      throw new OptionException(
          KafkaOptions.KEY_PREFIX,
          "column \"" + name + "\" of the key does not begin with '" + prefix + "'",
          "name it " + prefix + name);
    }
    return column;
  }

  private static void check(Field column, String key, Map<String, LogicalType> known) {
    LogicalType expected = known.get(key);
    if (expected == null) {
      String near = Suggestions.didYouMean(key, known.keySet());
      throw new OptionException(
          key,
          "messages have no metadata \"" + key + "\"",
          near != null ? near : "there are: " + String.join(", ", known.keySet()));
    }
    boolean fits =
        expected.kind() == column.type().kind()
            && (!expected.kind().isNested() || expected.equalsIgnoringNullability(column.type()))
            && (expected.kind() != TypeKind.VARCHAR
                || column.type().precision() == LogicalType.UNBOUNDED_LENGTH);
    if (!fits) {
      throw new OptionException(
          key,
          "metadata \""
              + key
              + "\" is "
              + expected
              + ", but column \""
              + column.name()
              + "\" is "
              + column.type(),
          "declare the column as " + expected);
    }
  }
}
