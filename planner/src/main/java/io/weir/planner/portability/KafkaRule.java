package io.weir.planner.portability;

import java.util.Optional;

/** Topics of Kafka. */
final class KafkaRule implements ConnectorRule {
  private static final String TOPIC = "topic";
  private static final String OFFSETS = "scan.startup.specific-offsets";
  private static final String GUARANTEE = "sink.delivery-guarantee";

  private final String connector;

  KafkaRule(String connector) {
    this.connector = connector;
  }

  @Override
  public void apply(TableTranslation table) {
    if (table.hasOffsets()) {
      readOn(table);
    }
    table.leaveOut("sink.epoch-size", "Flink's transactions hold any number of messages");
    table.leaveOut("sink.missing-epoch-record", "Flink keeps no records of epochs");
    table.writeOut(
        "properties.isolation.level",
        "read_committed",
        "Weir reads committed messages only, Flink all");
    table.writeOut(GUARANTEE, "exactly-once", "Flink's default is at-least-once");
    if (table.value(GUARANTEE).orElse("exactly-once").equals("exactly-once")) {
      table.writeOut(
          "sink.transactional-id-prefix",
          "weir-" + table.name(),
          "Flink asks for one with exactly-once; it must differ from job to job");
      table.writeOut(
          "properties.transaction.timeout.ms",
          "900000",
          "Flink's hour is more than brokers allow (transaction.max.timeout.ms, 15 minutes); a job that"
              + " is down for longer loses what it has not committed");
    }
    table
        .value("properties.bootstrap.servers")
        .ifPresent(
            servers ->
                table.require(
                    Requirement.Kind.BROKER, servers, "by these names from every task manager"));
    table.require(
        Requirement.Kind.JAR,
        "flink-sql-connector-kafka",
        "in lib/ of gateway and cluster, or with ADD JAR ('connector' = '" + connector + "')");
  }

  private void readOn(TableTranslation table) {
    Optional<String> pattern = table.value("topic-pattern");
    String topics = table.value(TOPIC).orElse("");
    if (pattern.isPresent() || topics.contains(";")) {
      table.refuse(
          pattern.isPresent() ? "topic-pattern" : TOPIC,
          "Flink takes offsets for one topic only",
          "CREATE TABLE for each topic, and read them with UNION ALL");
    } else if (connector.equals("upsert-kafka") && table.offsets(topics).isPresent()) {
      table.refuse(
          TOPIC,
          "what has been read of an upsert-kafka table is state, which does not move",
          "start without --from, into a new table");
    } else if (table.offsets(topics).isPresent()) {
      table.readOn(topics);
      table.put("scan.startup.mode", "specific-offsets", "reading goes on from the savepoint");
      table.put(OFFSETS, table.offsets(topics).get(), "where the savepoint stands");
      table.leaveOut("scan.startup.timestamp-millis", "reading goes on from the savepoint");
    }
  }
}
