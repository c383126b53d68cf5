package io.weir.runtime.connector.jdbc;

import io.weir.runtime.connector.LookupSettings;
import io.weir.runtime.connector.Option;
import io.weir.runtime.connector.OptionException;
import io.weir.runtime.connector.Options;
import io.weir.runtime.connector.TableDescriptor;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.regex.Pattern;

/**
 * The options of a {@code jdbc} table.
 *
 * @param options the checked options
 * @param properties what the table gives to the driver, secrets among it
 */
record JdbcOptions(Options options, Properties properties) {
  static final String URL = "url";
  static final String TABLE = "table-name";
  static final String COMMIT_MODE = "sink.commit-mode";
  static final String TRANSACTIONAL = "transactional";
  static final String IDEMPOTENT = "idempotent";
  static final String PARTITION_COLUMN = "scan.partition.column";
  static final String PARTITIONS = "scan.partition.num";
  static final String LOWER = "scan.partition.lower-bound";
  static final String UPPER = "scan.partition.upper-bound";
  private static final String USER = "username";
  private static final String PASSWORD = "password";
  private static final String DRIVER = "driver";
  private static final String FETCH_SIZE = "scan.fetch-size";
  private static final String FLUSH_ROWS = "sink.buffer-flush.max-rows";
  private static final String MAX_RETRIES = "sink.max-retries";
  private static final String PROPERTIES = "properties.";
  private static final int DEFAULT_FETCH_SIZE = 4096;

  /** How many rows are sent together where nobody wants them counted. */
  private static final int UNCOUNTED_FLUSH_ROWS = 1000;

  private static final Pattern AFTER_PLACE = Pattern.compile("[?;].*");
  private static final Pattern USER_INFO = Pattern.compile("//[^/]*@");

  private static final List<Option> DECLARED = declared();

  private static List<Option> declared() {
    List<Option> all =
        new ArrayList<>(
            List.of(
                Option.required(
                    URL, Option.Kind.TEXT, "the database: jdbc:postgresql:, jdbc:sqlite:, …"),
                Option.required(
                    TABLE, Option.Kind.TEXT, "the table, perhaps with its schema: schema.table"),
                Option.optional(USER, Option.Kind.TEXT, null, "the name to log in with"),
                Option.optional(
                    PASSWORD,
                    Option.Kind.SECRET,
                    null,
                    "the password to log in with; never shown or stored where it is written as"
                        + " ${NAME}"),
                Option.optional(
                    DRIVER, Option.Kind.TEXT, null, "the class of the driver, if it must be named"),
                Option.optional(
                    "connection.max-retry-timeout",
                    Option.Kind.DURATION,
                    null,
                    "understood: has no effect, lost connections are opened again"),
                Option.optional(
                    "compatible-mode",
                    Option.Kind.TEXT,
                    null,
                    "understood: has no effect, the url says which database it is"),
                Option.choice(
                    "filter.handling.policy",
                    List.of("ALWAYS", "NEVER"),
                    "ALWAYS",
                    "understood: has no effect, conditions are evaluated here"),
                Option.optional(
                    PARTITION_COLUMN,
                    Option.Kind.TEXT,
                    null,
                    "a column of whole numbers by which the table is read in parts"),
                Option.optional(PARTITIONS, Option.Kind.INTEGER, null, "how many parts"),
                Option.optional(
                    LOWER, Option.Kind.INTEGER, null, "the least value of the first part"),
                Option.optional(
                    UPPER, Option.Kind.INTEGER, null, "the largest value of the last part"),
                Option.optional(
                    FETCH_SIZE, Option.Kind.INTEGER, "0", "rows a round trip; 0 for 4096"),
                Option.optional(
                    "scan.auto-commit",
                    Option.Kind.BOOLEAN,
                    null,
                    "understood: has no effect, reading uses a transaction"),
                Option.choice(
                    COMMIT_MODE,
                    List.of(TRANSACTIONAL, IDEMPOTENT),
                    TRANSACTIONAL,
                    "whether the rows of an epoch appear in one transaction, or at once"),
                Option.optional(
                    FLUSH_ROWS,
                    Option.Kind.INTEGER,
                    "100",
                    "rows that are sent together; 0 for 1000"),
                Option.optional(
                    "sink.buffer-flush.interval",
                    Option.Kind.DURATION,
                    null,
                    "understood: has no effect, rows are sent as soon as those before have been"
                        + " taken"),
                Option.optional(
                    MAX_RETRIES,
                    Option.Kind.INTEGER,
                    "3",
                    "how often rows are sent again over a new connection before the job restarts"),
                Option.optional(
                    "sink.parallelism", Option.Kind.INTEGER, null, "understood: has no effect")));
    all.addAll(LookupSettings.options());
    return List.copyOf(all);
  }

  /** All options; properties of the driver come besides. */
  static List<Option> documented() {
    List<Option> all = new ArrayList<>(DECLARED);
    all.add(
        Option.optional("properties.*", Option.Kind.SECRET, null, "any property of the driver"));
    return all;
  }

  static JdbcOptions of(TableDescriptor table) {
    List<Option> declared = new ArrayList<>(DECLARED);
    Properties properties = new Properties();
    table
        .options()
        .forEach(
            (key, value) -> {
              if (key.startsWith(PROPERTIES)) {
                declared.add(
                    Option.optional(key, Option.Kind.SECRET, null, "a property of the driver"));
                properties.put(key.substring(PROPERTIES.length()), value);
              }
            });
    Options options = Options.of(table.options(), declared);
    options.textIfPresent(USER).ifPresent(user -> properties.put("user", user));
    options.textIfPresent(PASSWORD).ifPresent(word -> properties.put("password", word));
    JdbcOptions checked = new JdbcOptions(options, properties);
    checked.check();
    return checked;
  }

  private void check() {
    JdbcDialect.of(url());
    LookupSettings.of(options);
    atLeast(FLUSH_ROWS, 0);
    atLeast(MAX_RETRIES, 0);
    atLeast(FETCH_SIZE, 0);
    boolean isPartitioned = options.has(PARTITION_COLUMN);
    for (String key : List.of(PARTITIONS, LOWER, UPPER)) {
      if (options.has(key) != isPartitioned) {
        throw new OptionException(
            isPartitioned ? PARTITION_COLUMN : key,
            "options '"
                + String.join("', '", PARTITION_COLUMN, PARTITIONS, LOWER, UPPER)
                + "' are given together or not at all",
            null);
      }
    }
    if (isPartitioned) {
      atLeast(PARTITIONS, 1);
      if (options.integer(LOWER) > options.integer(UPPER)) {
        throw new OptionException(
            LOWER, "option '" + LOWER + "' is larger than '" + UPPER + "'", null);
      }
    }
  }

  private void atLeast(String key, long least) {
    if (options.integer(key) < least || options.integer(key) > Integer.MAX_VALUE) {
      throw new OptionException(
          key,
          "option '" + key + "' must be at least " + least + ", not " + options.integer(key),
          null);
    }
  }

  JdbcDialect dialect() {
    return JdbcDialect.of(url());
  }

  String url() {
    return options.text(URL);
  }

  /** The url without anything that may be secret. */
  String place() {
    return USER_INFO.matcher(AFTER_PLACE.matcher(url()).replaceFirst("")).replaceFirst("//");
  }

  String table() {
    return options.text(TABLE);
  }

  String driver() {
    return options.textIfPresent(DRIVER).orElse("");
  }

  boolean isTransactional() {
    return options.text(COMMIT_MODE).equals(TRANSACTIONAL);
  }

  int fetchSize() {
    int size = (int) options.integer(FETCH_SIZE);
    return size == 0 ? DEFAULT_FETCH_SIZE : size;
  }

  int rowsPerFlush() {
    int rows = (int) options.integer(FLUSH_ROWS);
    return rows == 0 ? UNCOUNTED_FLUSH_ROWS : rows;
  }

  int maxRetries() {
    return (int) options.integer(MAX_RETRIES);
  }

  @Override
  public String toString() {
    return "jdbc, " + place() + ", table " + table();
  }
}
