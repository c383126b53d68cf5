package io.weir.planner.portability;

/** Tables of bytes that come from elsewhere, once. */
final class StreamRules {
  private static final String CONNECTOR = "connector";
  private static final String HINT = "send the records to a topic of Kafka, or put them into files";

  private StreamRules() {}

  static void standardInput(TableTranslation table) {
    table.refuse(CONNECTOR, "a cluster has no standard input", HINT);
  }

  static void socket(TableTranslation table) {
    table.refuse(CONNECTOR, "Flink has no connector 'socket', but in its examples", HINT);
  }
}
