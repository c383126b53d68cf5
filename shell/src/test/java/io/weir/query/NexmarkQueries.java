package io.weir.query;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.IntStream;

/** The queries of Nexmark among the examples, and DuckDB's texts of the same questions. */
public final class NexmarkQueries {
  private static final Path EXAMPLES = Path.of("../examples/nexmark");
  private static final Path ORACLE = Path.of("src/test/resources/nexmark");
  private static final String WRITTEN_SINK = "'connector' = '${SINK}'";

  /** Keys of the side input of q13, and a value for each but every third; every fifth has two. */
  private static final String SIDE_INPUT =
      "SELECT i AS k, 'value, ' || i AS v FROM range(10000) AS t(i) WHERE i % 3 <> 0"
          + " UNION ALL SELECT i, 'another' FROM range(10000) AS t(i) WHERE i % 5 = 0";

  /** All. */
  public static final List<String> NAMES =
      IntStream.rangeClosed(0, 23).mapToObj(number -> "q" + number).toList();

  private static final List<String> KINDS =
      List.of(
          "person (id BIGINT, name STRING, emailAddress STRING, creditCard STRING, city STRING,"
              + " state STRING, `dateTime` TIMESTAMP(3), extra STRING)",
          "auction (id BIGINT, itemName STRING, description STRING, initialBid BIGINT,"
              + " reserve BIGINT, `dateTime` TIMESTAMP(3), expires TIMESTAMP(3), seller BIGINT,"
              + " category BIGINT, extra STRING)",
          "bid (auction BIGINT, bidder BIGINT, price BIGINT, channel STRING, url STRING,"
              + " `dateTime` TIMESTAMP(3), extra STRING)");

  private NexmarkQueries() {}

  /**
   * The script of a query that writes to a table with these options; q10 has its own, and writes to
   * {@code OUTPUT_DIR}. q13 reads {@code SIDE_INPUT}.
   */
  public static String script(String name, String sinkOptions) throws IOException {
    String query = Files.readString(EXAMPLES.resolve(name + ".sql"));
    return tables() + query.replace(WRITTEN_SINK, sinkOptions);
  }

  private static String tables() throws IOException {
    return Files.readString(EXAMPLES.resolve("tables.sql"));
  }

  /** What DuckDB is asked. */
  public static String oracle(String name) throws IOException {
    return Files.readString(ORACLE.resolve(name + ".sql")).strip().replaceAll(";$", "");
  }

  /** A script that writes all events to files, a directory for each kind. */
  public static String events(Path directory) throws IOException {
    StringBuilder script = new StringBuilder(tables());
    StringBuilder inserts = new StringBuilder("EXECUTE STATEMENT SET BEGIN\n");
    for (String kind : KINDS) {
      String name = kind.substring(0, kind.indexOf(' '));
      script
          .append("CREATE TABLE ")
          .append(name)
          .append("_file")
          .append(kind.substring(name.length()));
      script.append(" WITH ('connector' = 'filesystem', 'format' = 'json', 'path' = '");
      script.append(directory.resolve(name)).append("');\n");
      inserts
          .append("INSERT INTO ")
          .append(name)
          .append("_file SELECT * FROM ")
          .append(name)
          .append(";\n");
    }
    return script.append(inserts).append("END;\n").toString();
  }

  /** Makes these files known to DuckDB. */
  public static void load(Path directory, DuckDb duckDb) throws SQLException {
    for (String kind : KINDS) {
      String name = kind.substring(0, kind.indexOf(' '));
      String columns =
          kind.substring(name.length())
              .replace("STRING", "VARCHAR")
              .replace("`", "\"")
              .replace("TIMESTAMP(3)", "TIMESTAMP");
      duckDb.execute("CREATE TABLE " + name + columns);
      duckDb.execute(
          "COPY " + name + " FROM '" + directory.resolve(name) + "/*.json' (FORMAT json)");
    }
  }

  /** Writes the side input of q13 to a file, and makes it known to DuckDB. */
  public static void writeSideInput(Path file, DuckDb duckDb) throws SQLException {
    duckDb.execute("CREATE TABLE side_input AS " + SIDE_INPUT);
    duckDb.execute("COPY side_input TO '" + file + "' (FORMAT csv, HEADER false)");
  }
}
