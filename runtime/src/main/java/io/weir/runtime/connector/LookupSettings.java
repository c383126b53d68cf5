package io.weir.runtime.connector;

import java.util.List;
import java.util.Objects;

/**
 * What is kept of the rows that lookups have found, and how often a request is repeated: the
 * options that every table has that can be asked.
 *
 * @param cache how much is kept
 * @param maxRows how many keys a partial cache holds; {@code Long.MAX_VALUE} for any number
 * @param expireAfterWriteMillis how long a key is kept; 0 for as long as there is room
 * @param expireAfterAccessMillis how long a key is kept that nobody asks for; 0 as above
 * @param cachesMissing whether it is kept that there is no row for a key
 * @param maxRetries how often a request is repeated that has failed
 * @param reloadMillis after how long a full cache is read again; 0 for never
 */
public record LookupSettings(
    Cache cache,
    long maxRows,
    long expireAfterWriteMillis,
    long expireAfterAccessMillis,
    boolean cachesMissing,
    int maxRetries,
    long reloadMillis) {
  private static final String CACHE = "lookup.cache";
  private static final String MAX_ROWS = "lookup.partial-cache.max-rows";
  private static final String AFTER_WRITE = "lookup.partial-cache.expire-after-write";
  private static final String AFTER_ACCESS = "lookup.partial-cache.expire-after-access";
  private static final String MISSING = "lookup.partial-cache.cache-missing-key";
  private static final String RETRIES = "lookup.max-retries";
  private static final String RELOAD = "lookup.full-cache.periodic-reload.interval";
  private static final String RELOAD_STRATEGY = "lookup.full-cache.reload-strategy";
  private static final String OLD_ROWS = "lookup.cache.max-rows";
  private static final String OLD_TTL = "lookup.cache.ttl";
  private static final String OLD_MISSING = "lookup.cache.caching-missing-key";
  private static final List<String> PARTIAL_ONLY =
      List.of(MAX_ROWS, AFTER_WRITE, AFTER_ACCESS, MISSING);

  public LookupSettings {
    Objects.requireNonNull(cache, "cache");
  }

  /** How much is kept. */
  public enum Cache {
    /** Nothing: each key is asked for again, once for all rows that come together. */
    NONE,
    /** What has been found, within bounds. */
    PARTIAL,
    /** The whole table, read before the first row is joined. */
    FULL
  }

  /** The options, for a connector's declaration. */
  public static List<Option> options() {
    return List.of(
        Option.choice(
            CACHE,
            List.of("NONE", "PARTIAL", "FULL"),
            "NONE",
            "what is kept of rows that lookup joins have found: nothing, what was found, or the"
                + " whole table, read when the job starts"),
        Option.optional(MAX_ROWS, Option.Kind.INTEGER, null, "how many keys a partial cache holds"),
        Option.optional(
            AFTER_WRITE,
            Option.Kind.DURATION,
            null,
            "how long a partial cache keeps what was found for a key"),
        Option.optional(
            AFTER_ACCESS,
            Option.Kind.DURATION,
            null,
            "how long a partial cache keeps a key that is not asked for"),
        Option.optional(
            MISSING,
            Option.Kind.BOOLEAN,
            "true",
            "whether a partial cache keeps that there is no row for a key"),
        Option.optional(
            RETRIES, Option.Kind.INTEGER, "3", "how often a lookup is repeated that has failed"),
        Option.optional(
            RELOAD,
            Option.Kind.DURATION,
            null,
            "after how long a full cache is read again; never, if it is absent"),
        Option.choice(
            RELOAD_STRATEGY,
            List.of("PERIODIC", "TIMED"),
            "PERIODIC",
            "when a full cache is read again; 'TIMED', at a time of the day, is refused"),
        Option.choice(
            "lookup.full-cache.periodic-reload.schedule-mode",
            List.of("FIXED_DELAY", "FIXED_RATE"),
            "FIXED_DELAY",
            "understood: has no effect, the interval begins when the cache has been read"),
        Option.optional(
            OLD_ROWS,
            Option.Kind.INTEGER,
            null,
            "of old, with 'lookup.cache.ttl': a partial cache of so many keys; none below 1"),
        Option.optional(
            OLD_TTL,
            Option.Kind.DURATION,
            null,
            "of old, with 'lookup.cache.max-rows': how long it keeps what was found; none for 0"),
        Option.optional(
            OLD_MISSING,
            Option.Kind.BOOLEAN,
            "true",
            "of old: whether that cache keeps that there is no row for a key"));
  }

  /**
   * The settings in a table's options.
   *
   * @throws OptionException if they do not fit each other
   */
  public static LookupSettings of(Options options) {
    if (options.has(OLD_ROWS) != options.has(OLD_TTL)) {
      throw new OptionException(
          options.has(OLD_ROWS) ? OLD_ROWS : OLD_TTL,
          "options '" + OLD_ROWS + "' and '" + OLD_TTL + "' are given together or not at all",
          "write 'lookup.cache' = 'PARTIAL' and '" + MAX_ROWS + "' or '" + AFTER_WRITE + "'");
    }
    checkReload(options);
    Cache cache = Cache.valueOf(options.text(CACHE));
    int retries = retries(options);
    if (cache == Cache.NONE && hasOldCache(options)) {
      return new LookupSettings(
          Cache.PARTIAL,
          options.integer(OLD_ROWS),
          millis(options, OLD_TTL),
          0,
          options.flag(OLD_MISSING),
          retries,
          0);
    }
    for (String key : PARTIAL_ONLY) {
      if (options.isSet(key) && cache != Cache.PARTIAL) {
        throw new OptionException(
            key,
            "option '" + key + "' has no effect with 'lookup.cache' = '" + cache + "'",
            "add 'lookup.cache' = 'PARTIAL'");
      }
    }
    boolean isBounded =
        options.has(MAX_ROWS) || options.has(AFTER_WRITE) || options.has(AFTER_ACCESS);
    if (cache == Cache.PARTIAL && !isBounded) {
      throw new OptionException(
          CACHE,
          "a partial cache needs a bound",
          "add '" + MAX_ROWS + "', '" + AFTER_WRITE + "' or '" + AFTER_ACCESS + "'");
    }
    long maxRows = options.has(MAX_ROWS) ? options.integer(MAX_ROWS) : Long.MAX_VALUE;
    if (maxRows < 1) {
      throw new OptionException(
          MAX_ROWS, "option '" + MAX_ROWS + "' must be at least 1, and is " + maxRows, null);
    }
    return new LookupSettings(
        cache,
        maxRows,
        millis(options, AFTER_WRITE),
        millis(options, AFTER_ACCESS),
        options.flag(MISSING),
        retries,
        millis(options, RELOAD));
  }

  /** Whether the options of old ask for a cache. */
  private static boolean hasOldCache(Options options) {
    return options.has(OLD_ROWS)
        && options.integer(OLD_ROWS) > 0
        && !options.duration(OLD_TTL).isZero();
  }

  private static void checkReload(Options options) {
    boolean isFull = options.text(CACHE).equals(Cache.FULL.name());
    if (options.isSet(RELOAD) && !isFull) {
      throw new OptionException(
          RELOAD,
          "option '"
              + RELOAD
              + "' has no effect with 'lookup.cache' = '"
              + options.text(CACHE)
              + "'",
          "add 'lookup.cache' = 'FULL'");
    }
    if (options.text(RELOAD_STRATEGY).equals("TIMED")) {
      throw new OptionException(
          RELOAD_STRATEGY,
          "option '" + RELOAD_STRATEGY + "' = 'TIMED' is not supported",
          "set '" + RELOAD + "', such as '1 d'");
    }
  }

  private static int retries(Options options) {
    long retries = options.integer(RETRIES);
    if (retries < 0 || retries > Integer.MAX_VALUE) {
      throw new OptionException(
          RETRIES, "option '" + RETRIES + "' must be 0 or more, and is " + retries, null);
    }
    return (int) retries;
  }

  private static long millis(Options options, String key) {
    return options.has(key) ? Math.max(1, options.duration(key).toMillis()) : 0;
  }
}
