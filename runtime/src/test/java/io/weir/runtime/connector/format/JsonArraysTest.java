package io.weir.runtime.connector.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.weir.runtime.connector.Options;
import io.weir.runtime.connector.SplitPosition;
import io.weir.runtime.connector.TypeNames;
import io.weir.runtime.connector.format.ReadFormat.FileColumns;
import io.weir.runtime.connector.format.json.JsonMessageFormat;
import io.weir.runtime.connector.format.message.MessageDecoding;
import io.weir.runtime.connector.format.text.BadValue;
import io.weir.runtime.error.WeirException;
import io.weir.runtime.stream.Batch;
import io.weir.runtime.type.Schema;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lines and messages that are arrays of rows. */
class JsonArraysTest {
  @TempDir Path directory;

  private Path file(String content) throws IOException {
    return Files.writeString(directory.resolve("rows.json"), content);
  }

  @Test
  void eachElementOfALineIsARow() throws IOException {
    Path file =
        file(
            "[{\"a\":1,\"b\":\"x\"}, {\"b\":\"]},[{\",\"a\":2}]\n"
                + "{\"a\":3}\n[]\n  [ {\"a\" : 4, \"b\":\"\\u00e9\"} ]  \n[{\"c\":{}}]");
    List<String> all = List.of("1 | x", "2 | ]},[{", "3 | NULL", "4 | é", "NULL | NULL");
    Reading reading = Reading.of("json", "a INT, b STRING");
    assertEquals(all, reading.rows(file));
    List<SplitPosition> positions = new ArrayList<>();
    assertEquals(all, reading.rows(file, SplitPosition.START, 1, positions));
    assertEquals(all.subList(2, 5), reading.rows(file, positions.get(0), 1, new ArrayList<>()));
  }

  @Test
  void theRowsOfALineComeInOneBatch() throws IOException {
    String most = array(Batch.MAX_ROWS);
    Reading reading = Reading.of("json", "a INT");
    assertEquals(1 + Batch.MAX_ROWS, reading.rows(file("{\"a\":0}\n" + most + "\n")).size());
    Path more = file(array(Batch.MAX_ROWS + 1));
    WeirException fault = assertThrows(WeirException.class, () -> reading.rows(more));
    assertEquals(
        "file '" + more + "', line 1: the line has more than 4096 rows", fault.getMessage());
  }

  private static String array(int rows) {
    return IntStream.range(0, rows)
        .mapToObj(i -> "{\"a\":" + i + "}")
        .collect(Collectors.joining(",", "[", "]"));
  }

  @Test
  void whatIsNoArrayOfObjectsIsAnError() {
    Reading reading = Reading.of("json", "a INT");
    for (String line : List.of("[1]", "[null]", "[[]]", "[{\"a\":1}", "[{\"a\":1}] x", "[{},]")) {
      assertThrows(WeirException.class, () -> reading.rows(file(line)), line);
    }
    WeirException fault =
        assertThrows(WeirException.class, () -> reading.rows(file("[{\"a\":1},\n{\"a\":2}]")));
    assertEquals(
        "file '"
            + directory.resolve("rows.json")
            + "', line 1: not JSON: expected an array of objects",
        fault.getMessage());
  }

  @Test
  void errorsCanBeIgnored() throws IOException {
    Reading reading = Reading.of("json", "a INT").with("json.ignore-parse-errors", "true");
    assertEquals(
        List.of("NULL", "2", "3"),
        reading.rows(file("[{\"a\":\"x\"},{\"a\":2}]\n[{\"a\":1},5]\n[{\"a\":3}]")));
  }

  @Test
  void eachElementOfAMessageIsARow() throws IOException {
    assertEquals(List.of("1", "2"), message("[{\"a\":1},{\"a\":2}]", 5));
    assertEquals(List.of(), message(" []", 5));
    assertEquals(List.of("no room"), message("[{\"a\":1},{\"a\":2}]", 1));
    assertThrows(BadValue.class, () -> message("[{\"a\":1}]]", 5));
  }

  private static List<String> message(String text, int room) throws IOException {
    Schema schema = TypeNames.schema("a INT");
    JsonMessageFormat json = new JsonMessageFormat();
    MessageDecoding decoding =
        json.decoding(
            new FileColumns("t", schema, List.of(0)), Options.of(new TreeMap<>(), json.options()));
    ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    assertEquals(true, decoding.mayHaveSeveralRows(bytes));
    return DecodedMessage.rows(decoding, schema, text, room, RowText::of);
  }
}
