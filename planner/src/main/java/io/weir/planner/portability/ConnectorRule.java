package io.weir.planner.portability;

import java.util.Map;

/** What becomes of the tables of a connector. */
interface ConnectorRule {
  /** By the connector's name. */
  Map<String, ConnectorRule> ALL =
      Map.of(
          "filesystem", new FilesystemRule(),
          "kafka", new KafkaRule("kafka"),
          "upsert-kafka", new KafkaRule("upsert-kafka"),
          "jdbc", new JdbcRule(),
          "datagen", GeneratorRules::datagen,
          "nexmark", GeneratorRules::nexmark,
          "faker", GeneratorRules::faker,
          "stdin", StreamRules::standardInput,
          "socket", StreamRules::socket);

  /** Looks at a table and changes what must be changed. */
  void apply(TableTranslation table);

  /** The rule for tables of a connector; the rest goes as it is. */
  static ConnectorRule of(String connector) {
    return ALL.getOrDefault(connector, table -> {});
  }
}
