package io.weir.runtime.connector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.weir.runtime.connector.LookupSettings.Cache;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LookupSettingsTest {
  private static LookupSettings settings(String... options) {
    TreeMap<String, String> values = new TreeMap<>();
    for (int i = 0; i < options.length; i += 2) {
      values.put(options[i], options[i + 1]);
    }
    return LookupSettings.of(Options.of(values, LookupSettings.options()));
  }

  @Test
  void nothingIsKeptUnlessSomebodyAsks() {
    assertEquals(new LookupSettings(Cache.NONE, Long.MAX_VALUE, 0, 0, true, 3, 0), settings());
  }

  @Test
  void theKeysOfOldMeanAPartialCache() {
    assertEquals(
        new LookupSettings(Cache.PARTIAL, 500, 60_000, 0, true, 5, 0),
        settings(
            "lookup.cache.max-rows", "500", "lookup.cache.ttl", "1min", "lookup.max-retries", "5"));
    assertEquals(
        new LookupSettings(Cache.PARTIAL, 1, 1000, 0, false, 3, 0),
        settings(
            "lookup.cache.max-rows",
            "1",
            "lookup.cache.ttl",
            "1 s",
            "lookup.cache.caching-missing-key",
            "false"));
    assertEquals(
        Cache.NONE, settings("lookup.cache.max-rows", "-1", "lookup.cache.ttl", "1 s").cache());
    assertEquals(
        Cache.NONE, settings("lookup.cache.max-rows", "9", "lookup.cache.ttl", "0").cache());
  }

  @Test
  void theNewKeysCountBeforeThoseOfOld() {
    assertEquals(
        new LookupSettings(Cache.PARTIAL, 7, 0, 0, true, 3, 0),
        settings(
            "lookup.cache",
            "partial",
            "lookup.partial-cache.max-rows",
            "7",
            "lookup.cache.max-rows",
            "500",
            "lookup.cache.ttl",
            "1 s"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "lookup.cache.max-rows|5|options 'lookup.cache.max-rows' and 'lookup.cache.ttl' are given"
            + " together or not at all",
        "lookup.cache.ttl|5 s|options 'lookup.cache.max-rows' and 'lookup.cache.ttl' are given"
            + " together or not at all",
        "lookup.cache|PARTIAL|a partial cache needs a bound",
        "lookup.full-cache.reload-strategy|TIMED|option 'lookup.full-cache.reload-strategy' ="
            + " 'TIMED' is not supported",
        "lookup.full-cache.periodic-reload.interval|1 h|option"
            + " 'lookup.full-cache.periodic-reload.interval' has no effect with 'lookup.cache' ="
            + " 'NONE'",
        "lookup.max-retries|-1|option 'lookup.max-retries' must be 0 or more, and is -1"
      })
  void whatDoesNotFitIsRefused(String key, String value, String message) {
    OptionException fault = assertThrows(OptionException.class, () -> settings(key, value));
    assertEquals(key, fault.key());
    assertEquals(message, fault.getMessage());
  }
}
