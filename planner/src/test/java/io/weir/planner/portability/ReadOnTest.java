package io.weir.planner.portability;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weir.parser.ScriptParser;
import io.weir.planner.catalog.Catalog;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Tables of topics that are read on from where a savepoint stands. */
class ReadOnTest {
  private static final String OFFSETS = "partition:0,offset:42;partition:1,offset:300";

  @Test
  void offsetsReplaceWhatTheScriptSays() {
    StatementReport report =
        report(
            "'connector' = 'kafka', 'topic' = 'orders', 'scan.startup.mode' = 'earliest-offset'");
    assertEquals(List.of("orders"), report.readOn());
    String sent = report.edits().get(0).text();
    assertTrue(sent.contains("'scan.startup.mode' = 'specific-offsets'"), sent);
    assertTrue(sent.contains("'scan.startup.specific-offsets' = '" + OFFSETS + "'"), sent);
  }

  @Test
  void timesAreLeftOut() {
    StatementReport report =
        report(
            "'connector' = 'kafka', 'topic' = 'orders', 'scan.startup.mode' = 'timestamp',"
                + " 'scan.startup.timestamp-millis' = '5'");
    String sent = report.edits().get(0).text();
    assertTrue(sent.contains(OFFSETS) && !sent.contains("timestamp-millis"), sent);
  }

  @Test
  void otherTopicsStayAsTheyAre() {
    StatementReport report = report("'connector' = 'kafka', 'topic' = 'large-orders'");
    assertEquals(List.of(), report.readOn());
    assertTrue(!report.edits().get(0).text().contains("specific-offsets"));
  }

  @Test
  void severalTopicsAreRefused() {
    assertEquals(
        "Flink takes offsets for one topic only",
        refused("'connector' = 'kafka', 'topic' = 'orders;others'"));
    assertEquals(
        "Flink takes offsets for one topic only",
        refused("'connector' = 'kafka', 'topic-pattern' = 'ord.*'"));
  }

  @Test
  void rowsByKeyAreState() {
    assertEquals(
        "what has been read of an upsert-kafka table is state, which does not move",
        refused("'connector' = 'upsert-kafka', 'topic' = 'orders'"));
  }

  private static String refused(String options) {
    StatementReport report = report(options);
    assertEquals(Outcome.REFUSED, report.outcome());
    return report.notes().stream()
        .filter(note -> note.outcome() == Outcome.REFUSED)
        .findFirst()
        .orElseThrow()
        .text();
  }

  private static StatementReport report(String options) {
    String text = "CREATE TABLE orders (id BIGINT) WITH (" + options + ")";
    return Portability.of(
        ScriptParser.parseAll(text).get(0), new Catalog(), Map.of("orders", OFFSETS));
  }
}
