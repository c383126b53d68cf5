package io.weir.planner.portability;

/** Tables that make up their rows. */
final class GeneratorRules {
  private static final String JAR_REMARK = "in lib/ of gateway and cluster, or with ADD JAR";

  private GeneratorRules() {}

  static void datagen(TableTranslation table) {
    table.leaveOut("seed", "Flink draws other rows each time");
    table.remark("random values are drawn anew there");
  }

  static void nexmark(TableTranslation table) {
    table.leaveOut("seed", "Flink's generator has a fixed one");
    table.remark("the events are made up anew there: write them to files to compare results");
    table.require(
        Requirement.Kind.JAR,
        "nexmark-flink (github.com/nexmark/nexmark)",
        JAR_REMARK + " ('connector' = 'nexmark')");
  }

  static void faker(TableTranslation table) {
    table.leaveOut("seed", "Flink draws other rows each time");
    table.remark("random values are drawn anew there");
    table.require(
        Requirement.Kind.JAR,
        "flink-faker (github.com/knaufk/flink-faker)",
        JAR_REMARK + " ('connector' = 'faker')");
  }
}
