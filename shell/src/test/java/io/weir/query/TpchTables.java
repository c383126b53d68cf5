package io.weir.query;

import io.trino.tpch.TpchEntity;
import io.trino.tpch.TpchTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The tables of TPC-H, as files of rows or as files of changes, and in DuckDB what is left. */
final class TpchTables implements AutoCloseable {
  private static final Pattern DEFINITION =
      Pattern.compile("CREATE TABLE (\\w+) (\\(.*?\\n?\\)) WITH", Pattern.DOTALL);
  private static final Pattern COLUMN = Pattern.compile("(\\w+) (BIGINT|INT|DECIMAL|STRING|DATE)");

  private final Path directory;
  private final boolean isChanging;
  private final SplittableRandom random = new SplittableRandom(20010416);
  private final Map<String, String> variables = new HashMap<>();
  private final DuckDb duckDb = new DuckDb();

  /**
   * Generates them.
   *
   * @param isChanging whether rows are updated, deleted and come again at random
   */
  TpchTables(String definitions, double scale, Path directory, boolean isChanging)
      throws IOException, SQLException {
    this.directory = directory;
    this.isChanging = isChanging;
    Matcher matcher = DEFINITION.matcher(definitions);
    while (matcher.find()) {
      String name = matcher.group(1);
      String columns = matcher.group(2);
      make(name, columns, rows(TpchTable.getTable(name), scale));
    }
  }

  /** The options of each table. */
  Map<String, String> variables() {
    return variables;
  }

  /** DuckDB with the rows that are left. */
  DuckDb duckDb() {
    return duckDb;
  }

  List<String> answer(String query) throws SQLException {
    return duckDb.lines(query);
  }

  private static List<String[]> rows(TpchTable<?> table, double scale) {
    List<String[]> rows = new ArrayList<>();
    for (TpchEntity row : table.createGenerator(scale, 1, 1)) {
      String line = row.toLine();
      rows.add(line.substring(0, line.length() - (line.endsWith("|") ? 1 : 0)).split("\\|", -1));
    }
    return rows;
  }

  private void make(String name, String columns, List<String[]> rows)
      throws IOException, SQLException {
    Path own = Files.createDirectories(directory.resolve(name));
    String format = "'format' = 'csv', 'csv.field-delimiter' = '|'";
    List<String[]> left = rows;
    if (isChanging) {
      left = new ArrayList<>();
      format = "'format' = 'debezium-json'";
      Files.write(own.resolve("changes.json"), new Changes(columns).of(rows, left));
    }
    Path last = isChanging ? directory.resolve(name + ".csv") : own.resolve("rows.csv");
    Files.write(last, left.stream().map(row -> String.join("|", row)).toList());
    variables.put(name, "'connector' = 'filesystem', " + format + ", 'path' = '" + own + "'");
    duckDb.execute("CREATE TABLE " + name + " " + columns.replace("STRING", "VARCHAR"));
    duckDb.execute("COPY " + name + " FROM '" + last + "' (DELIMITER '|', HEADER false)");
  }

  /** Changes of one table. */
  private final class Changes {
    private final List<String> names = new ArrayList<>();
    private final List<Boolean> areNumbers = new ArrayList<>();
    private final List<String> lines = new ArrayList<>();

    Changes(String columns) {
      Matcher matcher = COLUMN.matcher(columns);
      while (matcher.find()) {
        names.add(matcher.group(1));
        areNumbers.add(!matcher.group(2).equals("STRING") && !matcher.group(2).equals("DATE"));
      }
    }

    /**
     * All rows come; some then take over what another has, all beside its key or one column, some
     * go, and some of those come again.
     */
    List<String> of(List<String[]> rows, List<String[]> left) {
      List<String[]> gone = new ArrayList<>();
      for (String[] row : rows) {
        add(row, left);
        int chosen = random.nextInt(left.size());
        switch (random.nextInt(20)) {
          case 0 -> left.set(chosen, updated(left.get(chosen), row, 1, row.length));
          case 1 -> {
            int column = 1 + random.nextInt(row.length - 1);
            left.set(chosen, updated(left.get(chosen), row, column, column + 1));
          }
          case 2 -> gone.add(removed(left, chosen));
          case 3 -> {
            if (!gone.isEmpty()) {
              add(gone.remove(random.nextInt(gone.size())), left);
            }
          }
          default -> {}
        }
      }
      return lines;
    }

    private void add(String[] row, List<String[]> left) {
      lines.add(change(null, row, "c"));
      left.add(row);
    }

    private String[] removed(List<String[]> left, int chosen) {
      String[] last = left.remove(left.size() - 1);
      String[] removed = chosen == left.size() ? last : left.set(chosen, last);
      lines.add(change(removed, null, "d"));
      return removed;
    }

    private String[] updated(String[] row, String[] other, int from, int to) {
      String[] updated = row.clone();
      System.arraycopy(other, from, updated, from, to - from);
      lines.add(change(row, updated, "u"));
      return updated;
    }

    private String change(String[] before, String[] after, String op) {
      return String.format(
          "{\"before\":%s,\"after\":%s,\"op\":\"%s\"}", json(before), json(after), op);
    }

    private String json(String[] row) {
      if (row == null) {
        return "null";
      }
      List<String> fields = new ArrayList<>();
      for (int i = 0; i < row.length; i++) {
        String quote = areNumbers.get(i) ? "" : "\"";
        fields.add("\"" + names.get(i) + "\":" + quote + row[i] + quote);
      }
      return "{" + String.join(",", fields) + "}";
    }
  }

  @Override
  public void close() throws SQLException {
    duckDb.close();
  }
}
