package io.weir.runtime.connector.datagen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weir.runtime.connector.OptionException;
import io.weir.runtime.connector.Source;
import io.weir.runtime.connector.SourceKit;
import io.weir.runtime.connector.SourceKit.ManualClock;
import io.weir.runtime.connector.Split;
import io.weir.runtime.connector.SplitReader;
import io.weir.runtime.error.WeirException;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DatagenSourceTest {
  private static final String ALL_TYPES =
      "a BOOLEAN, b TINYINT, c SMALLINT, d INT, e BIGINT, f FLOAT, g DOUBLE, h DECIMAL(10, 2),"
          + " i DECIMAL(38, 5), j CHAR(4), k VARCHAR(7), l STRING, m BINARY(2), n BYTES, o DATE,"
          + " p TIME(3), q TIMESTAMP(3), r TIMESTAMP_LTZ(3), s ARRAY<ARRAY<INT>>,"
          + " t MAP<BOOLEAN, STRING>, u MULTISET<TINYINT>, v ROW<x INT, y ROW<z STRING>>";

  private final ManualClock clock = new ManualClock();
  private final SourceKit kit = new SourceKit(new DatagenConnector(clock));

  @AfterEach
  void nothingLeaks() {
    kit.close();
  }

  @Test
  void sequencesCountAndEndTheTable() throws IOException {
    Map<String, String> options = new HashMap<>();
    for (String column : List.of("a", "b", "c", "d", "e", "f")) {
      options.put("fields." + column + ".kind", "sequence");
      options.put("fields." + column + ".start", "8");
      options.put("fields." + column + ".end", "10");
    }
    options.put("fields.a.end", "99");
    assertEquals(
        List.of(
            "8 | 8 | 8.0 | 8.00 | 8  | 8",
            "9 | 9 | 9.0 | 9.00 | 9  | 9",
            "10 | 10 | 10.0 | 10.00 | 10 | 10"),
        rows("a BIGINT, b TINYINT, c DOUBLE, d DECIMAL(4, 2), e CHAR(2), f STRING", options));
  }

  @Test
  void randomValuesStayWithinTheirLimits() throws IOException {
    Map<String, String> options = new HashMap<>();
    options.put("number-of-rows", "2000");
    options.put("fields.a.min", "-2");
    options.put("fields.a.max", "2");
    options.put("fields.b.min", "0.5");
    options.put("fields.b.max", "1.5");
    options.put("fields.c.min", "-1.25");
    options.put("fields.c.max", "1.25");
    options.put("fields.d.length", "5");
    options.put("fields.d.var-len", "true");
    options.put("fields.e.null-rate", "0.25");
    options.put("fields.e.length", "3");
    options.put("fields.f.min", "-9223372036854775808");
    HashSet<String> seen = new HashSet<>();
    HashSet<Integer> lengths = new HashSet<>();
    int nulls = 0;
    for (String row :
        rows("a BIGINT, b DOUBLE, c DECIMAL(3, 2), d STRING, e STRING, f BIGINT", options)) {
      String[] values = row.split(" \\| ");
      seen.add(values[0]);
      double b = Double.parseDouble(values[1]);
      assertTrue(b >= 0.5 && b < 1.5, row);
      assertTrue(Math.abs(Double.parseDouble(values[2])) <= 1.25, row);
      assertTrue(Pattern.matches("[0-9a-f]{1,5}", values[3]), row);
      lengths.add(values[3].length());
      nulls += values[4].equals("NULL") ? 1 : 0;
    }
    assertEquals(java.util.Set.of("-2", "-1", "0", "1", "2"), seen);
    assertEquals(5, lengths.size());
    assertTrue(nulls > 400 && nulls < 600, nulls + " NULLs");
  }

  @Test
  void everyTypeIsMadeAndEveryPositionRestores() throws IOException {
    clock.run();
    Map<String, String> options =
        Map.of(
            "number-of-rows",
            "9000",
            "rows-per-second",
            "1000000000",
            "seed",
            "5",
            "fields.v.y.z.length",
            "2",
            "fields.s.element.element.max",
            "9",
            "fields.v.null-rate",
            "0.1");
    Source source = kit.source(ALL_TYPES, options);
    List<String> rows = kit.read(source).get(0);
    assertEquals(9000, rows.size());
    assertEquals(9000, new HashSet<>(rows).size());
    kit.assertRestores(source);
  }

  @Test
  void timesMoveOnWithTheRowsNotWithTheClock() throws IOException {
    clock.advanceMillis(86_400_000);
    Map<String, String> options = Map.of("rows-per-second", "2", "number-of-rows", "3");
    Source source = kit.source("ts TIMESTAMP(3), day DATE", options);
    Split split = source.discover().get(0);
    clock.advanceMillis(50_000);
    SplitReader reader = kit.open(source, split, null);
    assertEquals(List.of("1970-01-02T00:00 | 1970-01-02"), kit.readBatch(reader));
    assertEquals(List.of(), kit.readBatch(reader));
    clock.advanceMillis(500);
    assertEquals(List.of("1970-01-02T00:00:00.500 | 1970-01-02"), kit.readBatch(reader));
    assertFalse(reader.isFinished());
    reader.close();
  }

  @Test
  void aSeedIsDrawnAtTheStartUnlessItIsGiven() throws IOException {
    Map<String, String> options = Map.of("number-of-rows", "3");
    Source source = kit.source("a BIGINT", options);
    Split first = source.discover().get(0);
    clock.run();
    Split second = source.discover().get(0);
    assertNotEquals(kit.read(source, first, null), kit.read(source, second, null));
    assertEquals(kit.read(source, first, null), kit.read(source, first, null));
    assertFalse(kit.source("a BIGINT", Map.of()).isBounded());
    assertThrows(
        WeirException.class,
        () -> kit.source("a BIGINT", Map.of("number-of-rows", "4")).verify(List.of(first)));
  }

  @Test
  void mistakes() {
    assertMistake(
        "option 'fields.b.min' is not known",
        "did you mean \"fields.a.min\"?",
        "fields.b.min",
        "1");
    assertMistake(
        "option 'fields.a.min': INT does not hold 3000000000", null, "fields.a.min", "3000000000");
    assertMistake(
        "option 'fields.a.null-rate' must be from 0 to 1, not 2", null, "fields.a.null-rate", "2");
    assertMistake(
        "option 'fields.a.max' has the value 'x', expected a number", null, "fields.a.max", "x");
    assertMistake(
        "option 'fields.a.start' is missing",
        "a sequence needs 'fields.a.start' and 'fields.a.end'",
        "fields.a.kind",
        "sequence");
    assertMistake(
        "option 'rows-per-second' must be at least 1, not 0", null, "rows-per-second", "0");
    assertMistake(
        "option 'fields.t.length' is 9, more than VARCHAR(4) holds", null, "fields.t.length", "9");
    assertMistake(
        "option 'fields.n.null-rate' asks for NULLs, but the column is NOT NULL",
        null,
        "fields.n.null-rate",
        "0.5");
  }

  private void assertMistake(String message, String hint, String key, String value) {
    OptionException e =
        assertThrows(
            OptionException.class,
            () -> kit.source("a INT, t VARCHAR(4), n INT NOT NULL", Map.of(key, value)));
    assertEquals(message, e.getMessage());
    assertEquals(hint, e.hint());
  }

  private List<String> rows(String schema, Map<String, String> options) throws IOException {
    clock.run();
    Map<String, String> fast = new HashMap<>(options);
    fast.put("rows-per-second", "1000000000");
    return kit.read(kit.source(schema, fast)).get(0);
  }
}
