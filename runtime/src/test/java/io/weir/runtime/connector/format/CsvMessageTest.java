package io.weir.runtime.connector.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.weir.runtime.connector.JsonBatches;
import io.weir.runtime.connector.OptionException;
import io.weir.runtime.connector.Options;
import io.weir.runtime.connector.format.ReadFormat.FileColumns;
import io.weir.runtime.connector.format.message.MessageDecoder;
import io.weir.runtime.connector.format.message.MessageFormat;
import io.weir.runtime.connector.format.message.MessageFormats;
import io.weir.runtime.connector.format.text.BadValue;
import io.weir.runtime.connector.format.text.BatchBuilder;
import io.weir.runtime.stream.Batch;
import io.weir.runtime.text.Utf8Buffer;
import io.weir.runtime.type.Schema;
import io.weir.runtime.vector.Column;
import io.weir.runtime.vector.Memory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.junit.jupiter.api.Test;

/** Messages that are a record of CSV each. */
class CsvMessageTest {
  private static final Schema SCHEMA = TypeText.schema("a INT, b STRING, c ARRAY<INT>");
  private static final MessageFormat CSV = MessageFormats.named("format", "csv");

  private static Options options(String... pairs) {
    TreeMap<String, String> options = new TreeMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      options.put(pairs[i], pairs[i + 1]);
    }
    return Options.of(options, CSV.options());
  }

  private static String read(String message, List<Integer> needed, String... pairs)
      throws IOException {
    byte[] bytes = message.getBytes(StandardCharsets.UTF_8);
    FileColumns columns = new FileColumns("t", SCHEMA, needed);
    try (BufferAllocator allocator = new RootAllocator();
        ArrowBuf buffer = allocator.buffer(bytes.length + 32L);
        BatchBuilder rows = new BatchBuilder(columns.neededSchema(), allocator);
        MessageDecoder decoder = CSV.decoding(columns, options(pairs)).open(rows, allocator)) {
      long start = buffer.memoryAddress();
      Memory.copyFromArray(bytes, 0, start, bytes.length);
      Memory.putByte(start + bytes.length, (byte) '\n');
      rows.begin(1);
      int count = decoder.write(start, start + bytes.length, 0, 1);
      try (Batch batch = rows.finish(count)) {
        return count == 0 ? "nothing" : RowText.of(batch).get(0);
      }
    }
  }

  @Test
  void aMessageIsARecord() throws IOException {
    List<Integer> all = List.of(0, 1, 2);
    assertEquals("1 | x | [1, 2]", read("1,x,1;2", all));
    assertEquals("1 | x | [1, 2]", read("1,x,1;2\r\n", all));
    assertEquals("x\\ny", read("1,\"x\ny\",", List.of(1)));
    assertEquals("-1 | b", read("-1|b|", List.of(0, 1), "csv.field-delimiter", "|"));
    assertEquals("nothing", read("", all));
    assertEquals("nothing", read(" # 1,x,1", all, "csv.allow-comments", "true"));
    assertEquals("NULL | z", read("x,z,", List.of(0, 1), "csv.ignore-parse-errors", "true"));
  }

  @Test
  void whatIsNoRecordIsBad() {
    List<Integer> all = List.of(0, 1, 2);
    assertEquals("a", assertThrows(BadValue.class, () -> read("x,y,", all)).path());
    assertThrows(BadValue.class, () -> read("1,y", all));
    assertThrows(BadValue.class, () -> read("1,y,,z", all));
    assertThrows(BadValue.class, () -> read("1,y,,,", all));
    assertThrows(BadValue.class, () -> read("1,\"y", all));
    assertEquals(
        "the message goes on behind the end of its record",
        assertThrows(BadValue.class, () -> read("1,y,\n2,z,", all)).getMessage());
    assertThrows(OptionException.class, () -> read("1,y,", all, "csv.header", "true"));
    assertThrows(OptionException.class, () -> read("1,y,", all, "csv.ignore-first-line", "true"));
  }

  @Test
  void aRowIsAMessage() {
    try (BufferAllocator allocator = new RootAllocator();
        Batch batch = JsonBatches.of(SCHEMA, allocator, "[1, \"x,y\", [1, 2]]")) {
      MessageFormat.MessageEncoding encoding = CSV.encoding(SCHEMA, options());
      RowEncoder encoder = encoding.open();
      encoder.bind(List.of(Column.of(batch.vectors())));
      Utf8Buffer out = new Utf8Buffer(0);
      encoder.encode(0, out);
      byte[] message = Arrays.copyOf(out.bytes(), out.length() - encoding.endBytes());
      assertEquals("1,\"x,y\",1;2", new String(message, StandardCharsets.UTF_8));
    }
  }
}
