package io.weir.runtime.connector.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.weir.runtime.connector.Metadata;
import io.weir.runtime.connector.Options;
import io.weir.runtime.connector.TypeNames;
import io.weir.runtime.connector.format.ReadFormat.FileColumns;
import io.weir.runtime.connector.format.message.MessageFormat;
import io.weir.runtime.connector.format.message.MessageFormats;
import io.weir.runtime.connector.format.text.BadValue;
import io.weir.runtime.stream.Batch;
import io.weir.runtime.type.Field;
import io.weir.runtime.type.Schema;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What messages about changes tell beside their rows. */
class MessageDetailsTest {
  private static final List<String> DEBEZIUM =
      List.of(
          "schema",
          "ingestion-timestamp",
          "source.timestamp",
          "source.database",
          "source.schema",
          "source.table",
          "source.properties");

  @Test
  void debezium() throws IOException {
    String payload =
        "{\"before\":{\"id\":1},\"after\":{\"id\":2},\"op\":\"u\",\"ts_ms\":1589373560798,"
            + "\"source\":{\"db\":\"inventory\",\"table\":\"prod\\\\ucts\",\"ts_ms\":1589362330000,"
            + "\"server_id\":223344,\"gtid\":null,\"snapshot\":false}}";
    String details =
        " | 2020-05-13T12:39:20.798Z | 2020-05-13T09:32:10Z | inventory | NULL | prod\\ucts | {";
    List<String> rows = rows("debezium-json", DEBEZIUM, payload);
    assertEquals(2, rows.size());
    assertEquals("-U 1 | NULL" + details, rows.get(0).substring(0, 12 + details.length() - 1));
    assertEquals("+U 2 | NULL" + details, rows.get(1).substring(0, 12 + details.length() - 1));
    List<String> wrapped =
        rows(
            "debezium-json",
            List.of("schema", "source.table"),
            "{\"payload\":" + payload + ",\"schema\":{\"type\": \"struct\", \"fields\":[]}}",
            "debezium-json.schema-include",
            "true");
    assertEquals(
        List.of(
            "-U 1 | {\"type\":\"struct\",\"fields\":[]} | prod\\ucts",
            "+U 2 | {\"type\":\"struct\",\"fields\":[]} | prod\\ucts"),
        wrapped);
    assertEquals(
        List.of("+I 1 | NULL | NULL | NULL"),
        rows(
            "debezium-json",
            List.of("source.timestamp", "ingestion-timestamp", "source.database"),
            "{\"after\":{\"id\":1},\"op\":\"c\",\"source\":null}"));
  }

  @Test
  void canal() throws IOException {
    assertEquals(
        List.of(
            "+I 1 | shop | users | {id=4, name=12} | [id] | 2020-05-13T12:39:20.798Z |"
                + " 2020-05-13T09:32:10Z",
            "+I 2 | shop | users | {id=4, name=12} | [id] | 2020-05-13T12:39:20.798Z |"
                + " 2020-05-13T09:32:10Z"),
        rows(
            "canal-json",
            List.of(
                "database",
                "table",
                "sql-type",
                "pk-names",
                "ingestion-timestamp",
                "event-timestamp"),
            "{\"data\":[{\"id\":\"1\"},{\"id\":\"2\"}],\"database\":\"shop\",\"table\":\"users\","
                + "\"es\":1589362330000,\"ts\":1589373560798,\"type\":\"INSERT\","
                + "\"sqlType\":{\"id\":4,\"name\":12},\"pkNames\":[\"id\"]}"));
  }

  @Test
  void maxwellAndOgg() throws IOException {
    assertEquals(
        List.of("+I 1 | shop | users | [id, at] | 2020-08-06T03:35:59Z"),
        rows(
            "maxwell-json",
            List.of("database", "table", "primary-key-columns", "ingestion-timestamp"),
            "{\"database\":\"shop\",\"table\":\"users\",\"type\":\"insert\",\"ts\":1596684959,"
                + "\"data\":{\"id\":1},\"primary_key_columns\":[\"id\",\"at\"]}"));
    assertEquals(
        List.of("+I 1 | OGG.TEST | [id] | 2020-05-13T13:39:36.007Z | 2020-05-13T15:40:06.000007Z"),
        rows(
            "ogg-json",
            List.of("table", "primary-keys", "ingestion-timestamp", "event-timestamp"),
            "{\"table\":\"OGG.TEST\",\"op_type\":\"I\",\"op_ts\":\"2020-05-13 15:40:06.000007\","
                + "\"current_ts\":\"2020-05-13T13:39:36.007000\",\"primary_keys\":[\"id\"],"
                + "\"after\":{\"id\":1}}"));
  }

  @Test
  void whatDoesNotFitIsBadOrNull() throws IOException {
    String message = "{\"after\":{\"id\":1},\"op\":\"c\",\"ts_ms\":\"soon\"}";
    List<String> details = List.of("ingestion-timestamp");
    BadValue fault = assertThrows(BadValue.class, () -> rows("debezium-json", details, message));
    assertEquals("ts_ms", fault.path());
    assertEquals("expected a point in time, found \"soon\"", fault.getMessage());
    assertEquals(
        List.of("+I 1 | NULL"),
        rows("debezium-json", details, message, "debezium-json.ignore-parse-errors", "true"));
  }

  private static List<String> rows(
      String name, List<String> details, String message, String... options) throws IOException {
    TreeMap<String, String> values = new TreeMap<>();
    for (int i = 0; i < options.length; i += 2) {
      values.put(options[i], options[i + 1]);
    }
    MessageFormat format = MessageFormats.named("format", name);
    Schema schema = TypeNames.schema("id INT");
    List<Field> all = new ArrayList<>(schema.fields());
    details.forEach(key -> all.add(new Field(key, Metadata.types(format.metadata()).get(key))));
    FileColumns columns = new FileColumns("t", schema, List.of(0));
    return DecodedMessage.rows(
        format.decoding(columns, Options.of(values, format.options()), details),
        new Schema(all),
        message,
        Batch.MAX_ROWS,
        RowText::changes);
  }
}
