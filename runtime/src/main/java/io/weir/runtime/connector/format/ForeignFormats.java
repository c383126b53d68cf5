package io.weir.runtime.connector.format;

import io.weir.runtime.connector.OptionException;
import java.util.Map;

/** Formats of Flink that are not here: why not, and what to take instead. */
public final class ForeignFormats {
  private static final Map<String, Foreign> ALL =
      Map.of(
          "avro-confluent",
          new Foreign(
              "its messages name their schemas in a schema registry, which Weir does not ask",
              "take 'avro' where writer and reader know the schema, or 'json'"),
          "debezium-avro-confluent",
          new Foreign(
              "its messages name their schemas in a schema registry, which Weir does not ask",
              "let Debezium write JSON, and take 'debezium-json'"),
          "protobuf",
          new Foreign(
              "it needs classes that were generated from the messages' definition",
              "take 'avro' or 'json'; 'raw' gives the bytes to a function of yours"),
          "orc",
          new Foreign("files of ORC are neither read nor written", "take 'parquet'"));

  private ForeignFormats() {}

  private record Foreign(String reason, String alternative) {}

  /**
   * Refuses such a format.
   *
   * @param key the option that names it
   * @throws OptionException if it is one
   */
  public static void refuse(String key, String name) {
    Foreign foreign = ALL.get(name);
    if (foreign != null) {
      throw new OptionException(
          key,
          "option '" + key + "': format '" + name + "' is not supported: " + foreign.reason,
          foreign.alternative);
    }
  }
}
