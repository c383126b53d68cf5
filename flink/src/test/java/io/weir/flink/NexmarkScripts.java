package io.weir.flink;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The queries of {@code examples/nexmark} over files of events, since each engine would make up
 * events of its own.
 */
final class NexmarkScripts {
  /** The directory of the examples. */
  static final Path EXAMPLES =
      Path.of(System.getProperty("weir.examples")).toAbsolutePath().normalize();

  /** Queries that do not give the same answer on Flink, and why. */
  static final Map<String, String> NOT_PORTABLE =
      Map.of(
          "q12", "windows of processing time: the answer is not a function of the data",
          "q13", "looks up rows in a table of files, which Flink cannot");

  /** Queries that only insert, so that both engines can write their results while they run. */
  private static final Set<String> STREAMING =
      Set.of(
          "q0", "q1", "q2", "q3", "q5", "q7", "q8", "q10", "q11", "q12", "q14", "q20", "q21", "q22",
          "q23");

  private static final Map<String, String> COLUMNS = new LinkedHashMap<>();

  static {
    COLUMNS.put(
        "person",
        "id BIGINT, name STRING, emailAddress STRING, creditCard STRING, city STRING, state STRING,"
            + " `dateTime` TIMESTAMP(3), extra STRING");
    COLUMNS.put(
        "auction",
        "id BIGINT, itemName STRING, description STRING, initialBid BIGINT, reserve BIGINT,"
            + " `dateTime` TIMESTAMP(3), expires TIMESTAMP(3), seller BIGINT, category BIGINT,"
            + " extra STRING");
    COLUMNS.put(
        "bid",
        "auction BIGINT, bidder BIGINT, price BIGINT, channel STRING, url STRING,"
            + " `dateTime` TIMESTAMP(3), extra STRING");
  }

  private final Path events;

  /**
   * @param events the directory of the files
   */
  NexmarkScripts(Path events) {
    this.events = events;
  }

  /**
   * Makes up the events, one file of each kind, in order: Flink reads files in any order, and looks
   * at the watermark from time to time only, so that other rows would be late there than here.
   * Variables: EVENTS_NUM, TPS.
   */
  String generator() throws IOException {
    StringBuilder script =
        new StringBuilder("SET 'execution.checkpointing.interval' = '1 d';\n")
            .append(example("nexmark/tables.sql"));
    COLUMNS.forEach((kind, columns) -> script.append(table(kind + "_file", columns, kind)));
    script.append("EXECUTE STATEMENT SET BEGIN\n");
    for (String kind : COLUMNS.keySet()) {
      script.append(
          "INSERT INTO " + kind + "_file SELECT * FROM " + kind + " ORDER BY `dateTime`;\n");
    }
    return script.append("END;").toString();
  }

  /**
   * How many files hold the events.
   *
   * @return by kind
   */
  Map<String, Integer> files() throws IOException {
    Map<String, Integer> files = new LinkedHashMap<>();
    for (String kind : COLUMNS.keySet()) {
      files.put(kind, WrittenRows.files(events.resolve(kind)).size());
    }
    return files;
  }

  /** Whether a query runs as a stream; else its final rows are written in BATCH mode. */
  static boolean isStreaming(String name) {
    return STREAMING.contains(name);
  }

  /** A query, as one reads files and writes JSON to {@code ${OUTPUT_DIR}}. */
  String query(String name) throws IOException {
    StringBuilder script = new StringBuilder();
    if (!isStreaming(name)) {
      script.append("SET 'execution.runtime-mode' = 'BATCH';\n");
    }
    COLUMNS.forEach(
        (kind, columns) ->
            script.append(
                table(
                    kind,
                    columns + ", WATERMARK FOR `dateTime` AS `dateTime` - INTERVAL '4' SECOND",
                    kind)));
    String sink = "'connector' = 'filesystem', 'format' = 'json', 'path' = '${OUTPUT_DIR}'";
    return script
        .append(example("nexmark/" + name + ".sql").replace("'connector' = '${SINK}'", sink))
        .toString();
  }

  private String table(String name, String columns, String kind) {
    return "CREATE TABLE "
        + name
        + " ("
        + columns
        + ") WITH ('connector' = 'filesystem', 'format' = 'json', 'path' = '"
        + events.resolve(kind)
        + "');\n";
  }

  /** The text of an example. */
  static String example(String name) throws IOException {
    return Files.readString(EXAMPLES.resolve(name));
  }
}
