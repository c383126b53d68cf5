package io.weir.runtime.connector.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.weir.runtime.connector.SplitPosition;
import io.weir.runtime.error.WeirException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The data of the examples, which nobody wrote for us. */
class RealFilesTest {
  private static final Path DATA = Path.of("../examples/data");
  private static final Path FLIGHTS = DATA.resolve("flights-3m.parquet");

  @Test
  void flightsFromAnyRow() throws IOException {
    Reading flights = Reading.of("parquet", "`date` TIMESTAMP(3), delay BIGINT, origin STRING");
    List<SplitPosition> positions = new ArrayList<>();
    List<String> tail =
        flights.rows(FLIGHTS, new SplitPosition(2_990_000, 2_990_000), 1000, positions);
    assertEquals(10_000, tail.size());
    assertEquals(new SplitPosition(3_000_000, 3_000_000), positions.get(positions.size() - 1));
    List<String> shorter =
        flights.rows(FLIGHTS, new SplitPosition(2_999_990, 2_999_990), 3, new ArrayList<>());
    assertEquals(tail.subList(9_990, 10_000), shorter);
  }

  @Test
  void airports() throws IOException {
    Reading airports =
        Reading.of("csv", "iata STRING, latitude DOUBLE, state STRING, name STRING")
            .with("csv.header", "true");
    List<String> rows = airports.rows(DATA.resolve("airports.csv"));
    assertEquals(3376, rows.size());
    assertEquals("00M | 31.95376472 | MS | Thigpen", rows.get(0));
  }

  @Test
  void birdStrikes() throws IOException {
    Reading strikes =
        Reading.of(
                "csv",
                "`Airport Name` STRING, `Flight Date` DATE, `Cost Total $` BIGINT,"
                    + " `Speed IAS in knots` INT")
            .with("csv.header", "true");
    List<String> rows = strikes.rows(DATA.resolve("birdstrikes.csv"));
    assertEquals(10_000, rows.size());
    assertEquals("BARKSDALE AIR FORCE BASE ARPT | 1990-01-08 | 0 | 300", rows.get(0));
  }

  @Test
  void earthquakes() throws IOException {
    Reading quakes =
        Reading.of(
            "json",
            "id STRING, properties ROW<mag DOUBLE, place STRING, `time` BIGINT, tsunami INT>,"
                + " geometry ROW<type STRING, coordinates ARRAY<DOUBLE>>");
    List<String> rows = quakes.rows(DATA.resolve("earthquakes.jsonl"));
    assertEquals(1707, rows.size());
    assertEquals(
        "ak18247005 | (2.3, 81km WNW of Skagway, Alaska, 1517365101235, 0)"
            + " | (Point, [-136.5559, 59.8411, 0.0])",
        rows.get(0));
    Map<String, Integer> types = new HashMap<>();
    for (String row : Reading.of("json", "`type` STRING").rows(DATA.resolve("earthquakes.jsonl"))) {
      types.merge(row, 1, Integer::sum);
    }
    assertEquals(Map.of("Feature", 1707), types);
  }

  @Test
  void theWrongFormat() {
    assertStartsWith(
        "file '../examples/data/airports.csv', line 1, column 6: not JSON: 'iata'"
            + " is not a value",
        message("json", "airports.csv"));
    assertStartsWith(
        "file '../examples/data/earthquakes.jsonl', line 1", message("csv", "earthquakes.jsonl"));
    assertEquals(
        "file '../examples/data/airports.csv' cannot be read as Parquet: it is not a Parquet file:"
            + " it neither starts nor ends as one",
        message("parquet", "airports.csv"));
  }

  private static void assertStartsWith(String expected, String found) {
    assertEquals(expected, found.substring(0, Math.min(found.length(), expected.length())));
  }

  private static String message(String format, String file) {
    Reading reading = Reading.of(format, "a INT");
    return assertThrows(WeirException.class, () -> reading.rows(DATA.resolve(file))).getMessage();
  }
}
