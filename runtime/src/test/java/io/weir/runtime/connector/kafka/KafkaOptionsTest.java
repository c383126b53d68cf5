package io.weir.runtime.connector.kafka;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.weir.runtime.connector.OptionException;
import io.weir.runtime.connector.TableDescriptor;
import io.weir.runtime.connector.TypeNames;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which options of a Kafka table fit each other, as Flink has it; no broker is asked. */
class KafkaOptionsTest {
  private static TableDescriptor table(List<String> key, String options) {
    TreeMap<String, String> values = new TreeMap<>();
    values.put("properties.bootstrap.servers", "localhost:1");
    for (String option : options.split(" && ")) {
      int equals = option.indexOf('=');
      values.put(option.substring(0, equals), option.substring(equals + 1));
    }
    return new TableDescriptor(
        "t", TypeNames.schema("k INT, v STRING"), Map.of(), key, List.of(), values);
  }

  private static void read(String options) {
    new KafkaConnector().createSource(table(List.of(), options), List.of(0, 1));
  }

  private static void readUpsert(String options) {
    new UpsertKafkaConnector().createSource(table(List.of("k"), options), List.of(0, 1));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "topic=a && format=json && properties.group.id=g",
        "topic=a && format=json && value.format=json && properties.group.id=g",
        "topic=a && format=json && properties.auto.offset.reset=earliest",
        "topic=a && format=json && properties.auto.offset.reset=LATEST",
        "topic=a;b && value.format=json && scan.startup.mode=Earliest-Offset",
        "topic-pattern=a.* && format=json && value.fields-include=all && scan.startup.mode=latest-offset",
        "topic=a && format=csv && scan.startup.mode=timestamp && scan.startup.timestamp-millis=0",
        "topic=a && format=raw && scan.startup.mode=earliest-offset && key.format=raw &&"
            + " key.fields=k && value.fields-include=EXCEPT_KEY && sink.semantic=at-least-once",
        "topic=a && format=json && scan.startup.mode=specific-offsets &&"
            + " scan.startup.specific-offsets=partition:0,offset:42;partition:1,offset:300 &&"
            + " properties.auto.offset.reset=by_duration:PT1H",
      })
  void isRead(String options) {
    assertDoesNotThrow(() -> read(options));
  }

  /** Scripts for Flink name the classes that its bundled connector holds. */
  @Test
  void classesOfFlinksConnectorAreKafkasOwn() {
    String plain = "org.apache.kafka.common.security.plain.PlainLoginModule required";
    KafkaOptions options =
        KafkaOptions.of(
            table(
                List.of(),
                "topic=a && format=json && properties.sasl.jaas.config=org.apache.flink.kafka.shaded."
                    + plain),
            false);
    assertEquals(plain, options.properties().get("sasl.jaas.config"));
  }

  @Test
  void anUpsertTableMayHaveAPatternAndFlushes() {
    assertDoesNotThrow(
        () ->
            readUpsert(
                "topic-pattern=a.* && key.format=json && value.format=json &&"
                    + " sink.buffer-flush.max-rows=100 && sink.buffer-flush.interval=1 s &&"
                    + " sink.transaction-naming-strategy=POOLING"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "topic|topic=a && topic-pattern=b|options 'topic' and 'topic-pattern' exclude each other",
        "format|topic=a && value.format=csv && scan.startup.mode=earliest-offset|options 'format' and"
            + " 'value.format' mean the same",
        "value.json.fail-on-missing-field|topic=a && value.format=json &&"
            + " value.json.fail-on-missing-field=true|option 'value.json.fail-on-missing-field' is"
            + " not known",
        "topic|sink.parallelism=1|option 'topic' is missing",
        "topic|topic=;|option 'topic' names no topic",
        "topic-pattern|topic-pattern=(|option 'topic-pattern': Unclosed group",
        "properties.group.id|topic=a|option 'properties.group.id' is missing: 'scan.startup.mode' is"
            + " 'group-offsets'",
        "properties.auto.offset.reset|topic=a && properties.auto.offset.reset=first|option"
            + " 'properties.auto.offset.reset' has the value 'first', expected one of 'earliest',"
            + " 'latest', 'none'",
        "scan.startup.timestamp-millis|topic=a && scan.startup.mode=timestamp|option"
            + " 'scan.startup.timestamp-millis' is missing: 'scan.startup.mode' is 'timestamp'",
        "scan.startup.specific-offsets|topic=a && scan.startup.mode=specific-offsets|option"
            + " 'scan.startup.specific-offsets' is missing: 'scan.startup.mode' is"
            + " 'specific-offsets'",
        "scan.startup.specific-offsets|topic=a;b && scan.startup.mode=specific-offsets &&"
            + " scan.startup.specific-offsets=partition:0,offset:1|option"
            + " 'scan.startup.specific-offsets' is for one topic, and the table has several",
        "scan.bounded.specific-offsets|topic-pattern=a && scan.startup.mode=earliest-offset &&"
            + " scan.bounded.mode=specific-offsets &&"
            + " scan.bounded.specific-offsets=partition:0,offset:1|option"
            + " 'scan.bounded.specific-offsets' is for one topic, and the table has several",
        "properties.group.id|topic=a && scan.startup.mode=earliest-offset &&"
            + " scan.bounded.mode=group-offsets|option 'properties.group.id' is missing:"
            + " 'scan.bounded.mode' is 'group-offsets'",
        "sink.semantic|topic=a && sink.semantic=twice|option 'sink.semantic' has the value 'twice',"
            + " expected one of 'exactly-once', 'at-least-once', 'none'",
      })
  void isRefused(String key, String options, String message) {
    OptionException fault =
        assertThrows(OptionException.class, () -> read("format=json && " + options));
    assertEquals(key, fault.key());
    assertEquals(message, fault.getMessage());
  }
}
