package io.weir.runtime.connector.nexmark;

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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class NexmarkSourceTest {
  private static final String SCHEMA =
      "event_type INT, "
          + "person ROW<id BIGINT, name STRING, emailAddress STRING, creditCard STRING, city STRING,"
          + " state STRING, dateTime TIMESTAMP(3), extra STRING>, "
          + "auction ROW<id BIGINT, itemName STRING, description STRING, initialBid BIGINT,"
          + " reserve BIGINT, dateTime TIMESTAMP(3), expires TIMESTAMP(3), seller BIGINT,"
          + " category BIGINT, extra STRING>, "
          + "bid ROW<auction BIGINT, bidder BIGINT, price BIGINT, channel STRING, url STRING,"
          + " dateTime TIMESTAMP(3), extra STRING>";

  private final ManualClock clock = new ManualClock();
  private final SourceKit kit = new SourceKit(new NexmarkConnector(clock));

  @AfterEach
  void nothingLeaks() {
    kit.close();
  }

  @Test
  void theFirstEventsStayWhatTheyAre() throws IOException {
    List<String> rows = flat(kit.read(kit.source(SCHEMA, Map.of("events.num", "5"))));
    assertEquals(
        "0 | (1000, Sarah White, jrzqdp@rha.com, 6917 6372 4012 8176, Phoenix, CA,"
            + " 2015-07-15T00:00, agikkusaeejshyylfqbxiqvlwjthoaykytxzxsknixjcrvbyiurmjhljahqd"
            + "lhdzdaycyvugwizlfplxiohuvygvffcndksowmhmavqabwkyfthdauzxalavftpnfkqmpwgxyxbeyaawcboeo"
            + "bmf) | NULL | NULL",
        rows.get(0));
    List<String> many = flat(kit.read(kit.source(SCHEMA, Map.of("events.num", "100000"))));
    assertEquals(100_000, many.size());
    assertEquals(FINGERPRINT, String.join("\n", many).hashCode());
  }

  private static final int FINGERPRINT = -1215047697;

  @Test
  void everyPositionRestores() throws IOException {
    kit.assertRestores(kit.source(SCHEMA, Map.of("events.num", "50123")));
    kit.assertRestores(kit.source(SCHEMA, Map.of("events.num", "0", "stop-at", "9000")));
  }

  @Test
  void eventsComeInTheGivenProportionsAndTimes() throws IOException {
    List<String> rows =
        flat(
            kit.read(
                kit.source(
                    SCHEMA,
                    Map.of(
                        "events.num", "40000",
                        "first-event.rate", "2000",
                        "person.proportion", "2",
                        "auction.proportion", "5",
                        "bid.proportion", "13"))));
    assertEquals(4000, rows.stream().filter(row -> row.startsWith("0 |")).count());
    assertEquals(10000, rows.stream().filter(row -> row.startsWith("1 |")).count());
    assertEquals(26000, rows.stream().filter(row -> row.startsWith("2 |")).count());
    assertTrue(rows.stream().anyMatch(row -> row.contains("2015-07-15T00:00:19.999")));
  }

  @Test
  void fieldsThatNobodyReadsChangeNoOthers() throws IOException {
    Map<String, String> options = Map.of("events.num", "5000");
    Source all = kit.source("event_type INT, bid ROW<auction BIGINT, url STRING>", options);
    Source some = all.readingFields(Map.of(1, Set.of(0)));
    List<String> narrowed = flat(kit.read(some));
    List<String> whole = flat(kit.read(all));
    for (int i = 0; i < whole.size(); i++) {
      assertEquals(whole.get(i).replaceAll("https:[^)]*", "NULL"), narrowed.get(i));
    }
    assertEquals("nexmark, 5000 events, bid.auction", some.describe());
  }

  @Test
  void idsPointToPeopleAndAuctionsThatAreThere() throws IOException {
    Map<String, String> options = Map.of("events.num", "20000");
    long bids = 0;
    for (String row : flat(kit.read(kit.source(SCHEMA, options)))) {
      if (row.startsWith("2 |")) {
        String[] values = row.substring(row.indexOf('(') + 1).split(", ");
        long auction = Long.parseLong(values[0]);
        long bidder = Long.parseLong(values[1]);
        assertTrue(auction >= 1000 && auction < 1000 + 1200 + 10, row);
        assertTrue(bidder >= 1000 && bidder < 1000 + 400 + 10, row);
        bids++;
      }
    }
    assertEquals(18400, bids);
  }

  @Test
  void anotherSeedMakesOtherEvents() throws IOException {
    String schema = "bid ROW<price BIGINT>";
    assertNotEquals(
        kit.read(kit.source(schema, Map.of("events.num", "100"))),
        kit.read(kit.source(schema, Map.of("events.num", "100", "seed", "7"))));
  }

  @Test
  void pacedEventsComeWhenTheyAreDue() throws IOException {
    Source source =
        kit.source(
            "event_type INT",
            Map.of("max-emit-speed", "false", "first-event.rate", "80", "events.num", "800"));
    Split split = source.discover().get(3);
    try (SplitReader reader = kit.open(source, split, null)) {
      assertEquals(1, kit.readBatch(reader).size());
      assertEquals(0, kit.readBatch(reader).size());
      clock.advanceMillis(1000);
      assertEquals(10, kit.readBatch(reader).size());
      clock.advanceMillis(100_000);
      assertEquals(89, kit.readBatch(reader).size());
      assertTrue(reader.isFinished());
    }
    kit.assertRestores(kit.source(SCHEMA, Map.of("max-emit-speed", "true", "events.num", "9")));
  }

  @Test
  void aTableThatStaysOpenDoesNotEnd() throws IOException {
    Source source = kit.source("event_type INT", Map.of("events.num", "1", "keep-alive", "true"));
    assertFalse(source.isBounded());
    try (SplitReader reader = kit.open(source, source.discover().get(0), null)) {
      assertEquals(List.of("0"), kit.readBatch(reader));
      assertEquals(List.of(), kit.readBatch(reader));
      assertFalse(reader.isFinished());
    }
    assertFalse(kit.source("event_type INT", Map.of()).isBounded());
  }

  @Test
  void otherOptionsAreNoticedAtARestart() throws IOException {
    List<Split> splits = kit.source(SCHEMA, Map.of("events.num", "5")).discover();
    kit.source(SCHEMA, Map.of("events.num", "5")).verify(splits);
    kit.source(SCHEMA, Map.of("events.num", "5", "keep-alive", "true")).verify(splits);
    WeirException e =
        assertThrows(
            WeirException.class,
            () -> kit.source(SCHEMA, Map.of("events.num", "6")).verify(splits));
    assertTrue(e.getMessage().startsWith("the options of the nexmark table have changed"));
  }

  @Test
  void mistakes() {
    assertMistake("option 'events.num' must be at least 0, not -1", SCHEMA, "events.num", "-1");
    assertMistake(
        "option 'first-event.rate' must be at least 1, not 0", SCHEMA, "first-event.rate", "0");
    assertMistake("option 'bid.proportions' is not known", SCHEMA, "bid.proportions", "1");
    assertMistake(
        "option 'bid.avg-size' must be at most 1 mb, not 2097152", SCHEMA, "bid.avg-size", "2mb");
    assertMistake(
        "connector 'nexmark': column \"bids\" is none of the benchmark's: event_type, person,"
            + " auction, bid",
        "bids ROW<price BIGINT>",
        "events.num",
        "1");
    assertMistake(
        "connector 'nexmark': field \"prices\" is none of the benchmark's \"bid\"",
        "bid ROW<prices BIGINT>",
        "events.num",
        "1");
    assertMistake(
        "connector 'nexmark': field \"price\" of column \"bid\" is INT",
        "bid ROW<price INT>",
        "events.num",
        "1");
    assertMistake(
        "connector 'nexmark': column \"bid\" must be a ROW, not BIGINT",
        "bid BIGINT",
        "events.num",
        "1");
  }

  private void assertMistake(String message, String schema, String key, String value) {
    OptionException e =
        assertThrows(OptionException.class, () -> kit.source(schema, Map.of(key, value)));
    assertEquals(message, e.getMessage());
  }

  private static List<String> flat(List<List<String>> splits) {
    List<String> all = new ArrayList<>();
    splits.forEach(all::addAll);
    return all;
  }
}
