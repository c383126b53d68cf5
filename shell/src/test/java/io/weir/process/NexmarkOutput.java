package io.weir.process;

import java.nio.file.Path;

/** What a query of Nexmark has written into files, for DuckDB. */
final class NexmarkOutput {
  /** The directories of partitions say what their rows hold in the last two columns. */
  private static final String PARTITIONS =
      """
      INSERT INTO actual
      SELECT auction, bidder, price, "dateTime", extra, dt, hm
      FROM read_csv('%s/dt=*/hm=*/*', header = false, delim = ',', quote = '"', escape = '"',
        columns = {'auction': 'BIGINT', 'bidder': 'BIGINT', 'price': 'BIGINT', 'dateTime': 'TIMESTAMP', 'extra': 'VARCHAR'},
        hive_partitioning = true, hive_types_autocast = false)""";

  /**
   * Which row of a bidder a bid is counted in is the clock's choice, but it is one row for each
   * window of ten seconds, and each bid is counted once.
   */
  private static final String WINDOWS_OF_THE_CLOCK =
      """
      INSERT INTO actual
      SELECT bidder, sum(bid_count)
      FROM read_json('%s/*.json',
        columns = {bidder: 'BIGINT', bid_count: 'BIGINT', starttime: 'TIMESTAMP', endtime: 'TIMESTAMP'})
      GROUP BY bidder
      HAVING count(*) = count(DISTINCT starttime)
        AND bool_and(epoch_ms(starttime) %% 10000 = 0 AND endtime = starttime + INTERVAL 10 SECOND)""";

  private static final String LINES = "COPY actual FROM '%s/*.json' (FORMAT json)";

  private NexmarkOutput() {}

  /** Fills the table {@code actual}, which has the columns of what DuckDB answers. */
  static String statement(String query, Path output) {
    String statement =
        switch (query) {
          case "q10" -> PARTITIONS;
          case "q12" -> WINDOWS_OF_THE_CLOCK;
          default -> LINES;
        };
    return statement.formatted(output);
  }
}
