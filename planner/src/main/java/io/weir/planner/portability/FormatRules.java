package io.weir.planner.portability;

import io.weir.runtime.connector.Option;
import io.weir.runtime.connector.Options;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What becomes of the formats of a table, whatever its connector is. */
final class FormatRules {
  private static final String BAD_RECORDS = "bad-records.table";
  private static final String BLOCK_SIZE = "parquet.block.size";
  private static final String JAR_REMARK = "in lib/ of gateway and cluster (the format '%s')";

  private FormatRules() {}

  /** Looks at a table and changes what must be changed. */
  static void apply(TableTranslation table) {
    if (table.value(BAD_RECORDS).isPresent()) {
      table.refuse(
          BAD_RECORDS,
          "Flink cannot put records that cannot be read into a table",
          "leave it out, and 'json.ignore-parse-errors' or 'csv.ignore-parse-errors' = 'true' drops them");
    }
    if (table.hasFormat("parquet")) {
      table
          .value(BLOCK_SIZE)
          .ifPresent(
              size -> table.replace(BLOCK_SIZE, bytes(size), "Flink takes a number of bytes"));
      table.require(
          Requirement.Kind.JAR,
          "flink-sql-parquet, hadoop-client-api, hadoop-client-runtime",
          JAR_REMARK.formatted("parquet"));
    }
    if (table.hasFormat("avro")) {
      table.require(Requirement.Kind.JAR, "flink-sql-avro", JAR_REMARK.formatted("avro"));
    }
  }

  private static String bytes(String size) {
    Option option = Option.required(BLOCK_SIZE, Option.Kind.MEMORY_SIZE, "");
    Options options = Options.of(new TreeMap<>(Map.of(BLOCK_SIZE, size)), List.of(option));
    return Long.toString(options.sizeBytes(BLOCK_SIZE));
  }
}
