package io.weir.runtime.connector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionsTest {
  private static final List<Option> DECLARED =
      List.of(
          Option.required("path", Option.Kind.TEXT, "where it is"),
          Option.optional("interval", Option.Kind.DURATION, "10 s", "how often"),
          Option.optional("size", Option.Kind.MEMORY_SIZE, null, "how large"),
          Option.optional("count", Option.Kind.INTEGER, "3", "how many"),
          Option.optional("flag", Option.Kind.BOOLEAN, "false", "whether"),
          Option.optional("password", Option.Kind.SECRET, null, "who"),
          Option.choice("mode", List.of("SQL", "ISO-8601"), "SQL", "which")
              .orOfOld("kind", "sort"));

  @Test
  void valuesAndDefaults() {
    Options options = options(Map.of("connector", "x", "path", "p", "mode", "iso-8601"));
    assertEquals("p", options.text("path"));
    assertEquals("ISO-8601", options.text("mode"));
    assertEquals(Duration.ofSeconds(10), options.duration("interval"));
    assertEquals(3, options.integer("count"));
    assertFalse(options.flag("flag"));
    assertFalse(options.isSet("flag"));
    assertTrue(options.isSet("mode"));
    assertFalse(options.has("size"));
    assertEquals(Optional.empty(), options.textIfPresent("password"));
    assertThrows(AssertionError.class, () -> options.text("other"));
  }

  @ParameterizedTest
  @CsvSource({
    "10 s, 10000",
    "10s, 10000",
    "1 min, 60000",
    "500ms, 500",
    "1d, 86400000",
    "2 Hours, 7200000",
    "250, 250",
    "3 m, 180000",
    "7 seconds, 7000",
    "PT1M, 60000",
    "pt2h30m, 9000000"
  })
  void durations(String text, long millis) {
    Options options = options(Map.of("path", "p", "interval", text));
    assertEquals(Duration.ofMillis(millis), options.duration("interval"));
  }

  @ParameterizedTest
  @CsvSource({
    "128MB, 134217728",
    "1 gb, 1073741824",
    "4096, 4096",
    "1k, 1024",
    "2 kibibytes, 2048",
    "3 bytes, 3",
    "1 tb, 1099511627776"
  })
  void memorySizes(String text, long bytes) {
    assertEquals(bytes, options(Map.of("path", "p", "size", text)).sizeBytes("size"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "null",
      value = {
        "paht|x|option 'paht' is not known|did you mean \"path\"?",
        "zzzz|x|option 'zzzz' is not known|known options: count, flag, interval, mode, password,"
            + " path, size",
        "interval|ten|option 'interval' has the value 'ten', expected a number and a unit such as"
            + " '10 s'|null",
        "interval|99999999999999 d|option 'interval' has the value '99999999999999 d', expected a"
            + " smaller number|null",
        "size|10 parsecs|option 'size' has the value '10 parsecs', expected a number and a unit"
            + " such as '128 mb'|null",
        "interval|-PT1S|option 'interval' has the value '-PT1S', expected a number and a unit such"
            + " as '10 s'|null",
        "kind|ISO|option 'kind' has the value 'ISO', expected one of 'SQL', 'ISO-8601'|null",
        "count|1.5|option 'count' has the value '1.5', expected a whole number|null",
        "flag|yes|option 'flag' has the value 'yes', expected 'true' or 'false'|null",
        "mode|ISO-8602|option 'mode' has the value 'ISO-8602', expected one of 'SQL', 'ISO-8601'"
            + "|did you mean \"ISO-8601\"?"
      })
  void faults(String key, String value, String message, String hint) {
    OptionException e =
        assertThrows(OptionException.class, () -> options(Map.of("path", "p", key, value)));
    assertEquals(key, e.key());
    assertEquals(message, e.getMessage());
    assertEquals(hint, e.hint());
  }

  @Test
  void anOlderNameCountsWhereTheNewIsAbsent() {
    Options old = options(Map.of("path", "p", "kind", "iso-8601"));
    assertEquals("ISO-8601", old.text("mode"));
    assertTrue(old.isSet("mode"));
    assertEquals(
        "SQL", options(Map.of("path", "p", "sort", "ISO-8601", "mode", "SQL")).text("mode"));
  }

  @Test
  void aRequiredOptionIsMissing() {
    OptionException e = assertThrows(OptionException.class, () -> options(Map.of("flag", "true")));
    assertEquals("path", e.key());
    assertEquals("option 'path' is missing", e.getMessage());
    assertEquals("add 'path' = '…': where it is", e.hint());
  }

  private static Options options(Map<String, String> values) {
    return Options.of(new TreeMap<>(values), DECLARED);
  }
}
