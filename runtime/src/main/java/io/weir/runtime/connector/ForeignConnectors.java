package io.weir.runtime.connector;

import java.util.LinkedHashMap;
import java.util.Map;

/** Connectors that people use with Flink and that are not here: what to take instead. */
final class ForeignConnectors {
  private static final String CHANGES =
      "let Debezium write the changes to Kafka, and read them with 'connector' = 'kafka',"
          + " 'format' = 'debezium-json'";
  private static final String FILES =
      "take 'connector' = 'filesystem', 'format' = 'parquet', which such tools can load";
  private static final String PASS_ON =
      "take 'kafka' or 'jdbc', and pass the rows on from there with a tool of that system";

  /** By the beginning of the name. */
  private static final Map<String, String> ALL = all();

  private ForeignConnectors() {}

  private static Map<String, String> all() {
    Map<String, String> all = new LinkedHashMap<>();
    for (String name :
        new String[] {
          "mysql-cdc", "postgres-cdc", "mongodb-cdc", "oracle-cdc", "sqlserver-cdc", "tidb-cdc"
        }) {
      all.put(name, CHANGES);
    }
    all.put("dynamic-kafka", "take 'kafka' with 'topic' = 'a;b' or 'topic-pattern'");
    for (String name : new String[] {"hive", "iceberg", "hudi", "paimon", "delta", "table-store"}) {
      all.put(name, FILES);
    }
    for (String name :
        new String[] {
          "elasticsearch",
          "opensearch",
          "hbase",
          "mongodb",
          "kinesis",
          "firehose",
          "dynamodb",
          "pulsar",
          "rabbitmq",
          "redis",
          "cassandra",
          "starrocks",
          "doris",
          "clickhouse"
        }) {
      all.put(name, PASS_ON);
    }
    return all;
  }

  /** What to take instead of a connector of this name; null if nobody has it. */
  static String alternative(String name) {
    for (Map.Entry<String, String> foreign : ALL.entrySet()) {
      if (name.equals(foreign.getKey()) || name.startsWith(foreign.getKey() + "-")) {
        return foreign.getValue();
      }
    }
    return null;
  }
}
