package io.weir.runtime.connector.faker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weir.runtime.connector.OptionException;
import io.weir.runtime.connector.Source;
import io.weir.runtime.connector.SourceKit;
import io.weir.runtime.connector.SourceKit.ManualClock;
import io.weir.runtime.error.WeirException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FakerSourceTest {
  private final ManualClock clock = new ManualClock();
  private final SourceKit kit = new SourceKit(new FakerConnector(clock));

  @BeforeEach
  void time() {
    clock.advanceMillis(20L * 86_400_000);
    clock.run();
  }

  @AfterEach
  void nothingLeaks() {
    kit.close();
  }

  @Test
  void rowsAreAFunctionOfTheSeed() throws IOException {
    Source source =
        kit.source(
            "name STRING, n INT, price DECIMAL(5, 2), ts TIMESTAMP(3), tags ARRAY<STRING>,"
                + " m MAP<STRING, INT>, r ROW<x STRING>, s MULTISET<STRING>",
            options(
                "number-of-rows", "9000",
                "rows-per-second", "1000000",
                "seed", "1",
                "fields.name.expression", "#{Name.first_name} x",
                "fields.name.null-rate", "0.1",
                "fields.n.expression", "#{number.numberBetween '1','10'}",
                "fields.price.expression", "#{number.random_double '2','1','9'}",
                "fields.ts.expression", "#{date.past '15','5','SECONDS'}",
                "fields.tags.expression", "#{regexify '(a|b)'}",
                "fields.tags.length", "2",
                "fields.m.key.expression", "#{regexify '(a|b)'}",
                "fields.m.value.expression", "7",
                "fields.m.length", "3",
                "fields.r.x.expression", "#{options.option 'u','v'}",
                "fields.s.expression", "k",
                "fields.s.length", "2"));
    assertTrue(source.isRewindable());
    List<String> rows = kit.read(source).get(0);
    assertEquals(9000, rows.size());
    assertTrue(rows.stream().anyMatch(row -> row.startsWith("NULL | ")));
    for (String row : rows) {
      assertTrue(
          row.matches(
              "(NULL|\\S+ x) \\| [1-9] \\| [1-9]\\.\\d\\d \\| 1970-01-20T23:59:[45]\\S*"
                  + " \\| \\[[ab], [ab]] \\| \\{(a=7|b=7|a=7, b=7|b=7, a=7)} \\| \\([uv]\\)"
                  + " \\| \\{k=\\d+}"),
          row);
    }
    kit.assertRestores(source);
  }

  @Test
  void whatDependsOnTheClockCannotBeReadAgain() {
    assertFalse(
        kit.source("d STRING", options("fields.d.expression", "#{date.birthday}")).isRewindable());
    assertTrue(
        kit.source("d STRING", options("fields.d.expression", "#{date.future '1','DAYS'}"))
            .isRewindable());
  }

  @Test
  void aTextThatIsNoValueIsNamed() {
    Source source =
        kit.source("n INT", options("number-of-rows", "3", "fields.n.expression", "one"));
    WeirException e = assertThrows(WeirException.class, () -> kit.read(source));
    assertEquals(
        "row 1 of a faker table, 'fields.n.expression': expected INT, found \"one\"",
        e.getMessage());
  }

  @Test
  void mistakes() {
    assertMistake("option 'fields.a.expression' is missing", Map.of());
    assertMistake(
        "option 'fields.a.expression': Datafaker cannot evaluate '#{nope.nix}'",
        options("fields.a.expression", "#{nope.nix}"));
    assertMistake(
        "option 'fields.a.expressions' is not known", options("fields.a.expressions", "x"));
    assertMistake(
        "option 'fields.a.expression': there is no unit of time 'YEARS'",
        options("fields.a.expression", "#{date.past '1','YEARS'}"));
  }

  private void assertMistake(String message, Map<String, String> options) {
    OptionException e = assertThrows(OptionException.class, () -> kit.source("a STRING", options));
    assertEquals(message, e.getMessage());
  }

  private static Map<String, String> options(String... pairs) {
    Map<String, String> options = new TreeMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      options.put(pairs[i], pairs[i + 1]);
    }
    return options;
  }
}
