package io.weir.runtime.connector.format.avro;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.weir.runtime.connector.JsonBatches;
import io.weir.runtime.connector.OptionException;
import io.weir.runtime.connector.Options;
import io.weir.runtime.connector.SplitPosition;
import io.weir.runtime.connector.format.ReadFormat.FileColumns;
import io.weir.runtime.connector.format.RecordReader;
import io.weir.runtime.connector.format.RowEncoder;
import io.weir.runtime.connector.format.RowText;
import io.weir.runtime.connector.format.TypeText;
import io.weir.runtime.connector.format.WriteFormat;
import io.weir.runtime.connector.format.message.MessageDecoder;
import io.weir.runtime.connector.format.message.MessageFormats;
import io.weir.runtime.connector.format.text.BadValue;
import io.weir.runtime.connector.format.text.BatchBuilder;
import io.weir.runtime.error.WeirException;
import io.weir.runtime.stream.Batch;
import io.weir.runtime.text.Utf8Buffer;
import io.weir.runtime.type.Schema;
import io.weir.runtime.vector.Column;
import io.weir.runtime.vector.Memory;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.avro.file.CodecFactory;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files and messages of Avro, judged by its own library. */
class AvroTest {
  private static final String EVERYTHING =
      "b BOOLEAN, i INT NOT NULL, l BIGINT, t TINYINT, f FLOAT, d DOUBLE, s STRING, y BYTES,"
          + " day DATE, at TIMESTAMP(3), n DECIMAL(20, 2), a ARRAY<INT>, m MAP<STRING, BIGINT>,"
          + " r ROW<x INT, z STRING>";
  private static final List<String> ROWS =
      List.of(
          "[true, 7, 9223372036854775807, -128, 1.5, -0.25, \"Grüße\", \"00ff\", \"2001-04-16\","
              + " \"2001-04-16T19:00:00.123\", \"-123456789012345678.91\", [1, null, 3],"
              + " [[\"k\", 5]], [1, \"q\"]]",
          "[null, -1, null, null, null, null, null, null, null, null, null, null, null, null]",
          "[false, 0, -9223372036854775808, 127, 0.0, 1e300, \"\", \"\", \"1969-12-31\","
              + " \"1969-12-31T23:59:59.999\", \"0.01\", [], [], [null, null]]");

  @TempDir Path directory;
  private final BufferAllocator allocator = new RootAllocator();

  @AfterEach
  void nothingLeaks() {
    allocator.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "deflate", "snappy", "bzip2", "zstandard"})
  void filesOfEveryTypeAreReadAsTheyWereWritten(String codec) throws IOException {
    Path file = write(EVERYTHING, Map.of("avro.codec", codec), ROWS, ROWS.subList(0, 1));
    List<String> rows = read(file, EVERYTHING, 0);
    assertEquals(4, rows.size());
    try (Batch batch = JsonBatches.of(TypeText.schema(EVERYTHING), allocator, ROWS)) {
      List<String> expected = new ArrayList<>(RowText.of(batch));
      expected.add(expected.get(0));
      assertEquals(expected, rows);
      for (int from = 1; from <= 4; from++) {
        assertEquals(expected.subList(from, 4), read(file, EVERYTHING, from));
      }
    }
    List<GenericRecord> judged = judge(file);
    assertEquals(4, judged.size());
    assertEquals("Grüße", judged.get(0).get("s").toString());
    assertEquals(7, judged.get(0).get("i"));
    assertEquals(987_447_600_123L, judged.get(0).get("at"));
    assertEquals("[1, null, 3]", judged.get(0).get("a").toString());
    assertEquals("{\"x\": 1, \"z\": \"q\"}", judged.get(0).get("r").toString());
    assertEquals(null, judged.get(1).get("n"));
  }

  private static List<GenericRecord> judge(Path file) throws IOException {
    List<GenericRecord> records = new ArrayList<>();
    try (DataFileReader<GenericRecord> reader =
        new DataFileReader<>(file.toFile(), new GenericDatumReader<>())) {
      reader.forEach(records::add);
    }
    return records;
  }

  /** As the sink does: the header and each part of the rows become a piece. */
  @SafeVarargs
  private Path write(String columns, Map<String, String> options, List<String>... parts)
      throws IOException {
    AvroFileFormat format = new AvroFileFormat();
    Schema schema = TypeText.schema(columns);
    WriteFormat.Encoding encoding =
        format.encoding(schema, Options.of(new TreeMap<>(options), format.options()));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    RowEncoder encoder = encoding.createEncoder();
    Utf8Buffer buffer = new Utf8Buffer(0);
    buffer.append(encoding.header());
    for (List<String> part : parts) {
      try (Batch batch = JsonBatches.of(schema, allocator, part)) {
        encoder.bind(List.of(Column.of(batch.vectors())));
        for (int row = 0; row < part.size(); row++) {
          encoder.encode(row, buffer);
        }
      }
      Utf8Buffer framed = new Utf8Buffer(0);
      encoding.framing().orElseThrow().frame(buffer, framed);
      bytes.write(framed.toByteArray());
      buffer.clear();
    }
    return Files.write(directory.resolve("x.avro"), bytes.toByteArray());
  }

  private List<String> read(Path file, String columns, long from) throws IOException {
    Schema schema = TypeText.schema(columns);
    List<String> rows = new ArrayList<>();
    FileColumns all =
        new FileColumns("t", schema, IntStream.range(0, schema.size()).boxed().toList());
    AvroFileFormat format = new AvroFileFormat();
    try (RecordReader reader =
        format
            .createDecoder(all, Options.of(new TreeMap<>(), format.options()))
            .open(file, Files.size(file), new SplitPosition(from, from), allocator)) {
      while (!reader.isFinished()) {
        try (Batch batch = reader.read(2)) {
          if (batch != null) {
            rows.addAll(RowText.of(batch));
          }
        }
      }
      assertEquals(from + rows.size(), reader.position().offset());
    }
    return rows;
  }

  @Test
  void filesOfOthersAreReadByName() throws IOException {
    org.apache.avro.Schema schema =
        new org.apache.avro.Schema.Parser()
            .parse(
                """
                {"type": "record", "name": "n.R", "fields": [
                  {"name": "self", "type": ["null", "R"]},
                  {"name": "id", "type": "int"},
                  {"name": "color", "type": {"type": "enum", "name": "C", "symbols": ["red", "blue"]}},
                  {"name": "hash", "type": {"type": "fixed", "name": "H", "size": 2}},
                  {"name": "at", "type": {"type": "long", "logicalType": "timestamp-micros"}},
                  {"name": "either", "type": ["string", "int", "null"]},
                  {"name": "tags", "type": {"type": "map", "values": {"type": "array", "items": "float"}}}
                ]}""");
    GenericData.Record inner = record(schema, null, 1, "red", "a");
    Path file = directory.resolve("others.avro");
    try (DataFileWriter<GenericRecord> writer =
        new DataFileWriter<>(new GenericDatumWriter<GenericRecord>(schema))) {
      writer.setCodec(CodecFactory.deflateCodec(6));
      writer.create(schema, file.toFile());
      writer.append(record(schema, inner, 2, "blue", null));
      writer.sync();
      writer.append(inner);
    }
    String columns =
        "either STRING, id BIGINT, color STRING, hash BYTES, at TIMESTAMP_LTZ(3),"
            + " tags MAP<STRING, ARRAY<DOUBLE>>";
    assertEquals(2, read(file, columns, 0).size());
    assertEquals(
        List.of("2 | blue", "1 | red"),
        read(file, "id DOUBLE, color STRING", 0).stream()
            .map(row -> row.replace(".0", "").replace("E0", ""))
            .toList());
    WeirException absent = assertThrows(WeirException.class, () -> read(file, "ID INT", 0));
    assertEquals("file '" + file + "': there is no field \"ID\"", absent.getMessage());
    assertEquals("did you mean \"id\"?", absent.hint());
    WeirException unfit = assertThrows(WeirException.class, () -> read(file, "color INT", 0));
    assertEquals(
        "file '" + file + "', column \"color\": the data is enum n.C, which cannot be read as INT",
        unfit.getMessage());
    Files.write(file, Arrays.copyOf(Files.readAllBytes(file), (int) Files.size(file) - 3));
    WeirException cut = assertThrows(WeirException.class, () -> read(file, "id INT", 0));
    assertEquals(true, cut.getMessage().contains("is not a whole Avro file"), cut.getMessage());
  }

  private static GenericData.Record record(
      org.apache.avro.Schema schema, Object self, int id, String color, Object either) {
    GenericData.Record record = new GenericData.Record(schema);
    record.put("self", self);
    record.put("id", id);
    record.put("color", new GenericData.EnumSymbol(schema.getField("color").schema(), color));
    record.put("hash", new GenericData.Fixed(schema.getField("hash").schema(), new byte[] {1, 2}));
    record.put("at", 987_447_600_123_456L);
    record.put("either", either);
    record.put("tags", Map.of("t", List.of(1.5f, 2.5f)));
    return record;
  }

  @Test
  void messagesAreRecordsWithoutAnythingAroundThem() throws IOException {
    org.apache.avro.Schema schema =
        org.apache.avro.SchemaBuilder.record("record")
            .fields()
            .requiredInt("i")
            .optionalString("s")
            .endRecord();
    GenericData.Record record = new GenericData.Record(schema);
    record.put("i", -5);
    record.put("s", "x");
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    BinaryEncoder binary = EncoderFactory.get().binaryEncoder(bytes, null);
    new GenericDatumWriter<GenericRecord>(schema).write(record, binary);
    binary.flush();
    assertEquals("-5 | x", message("i INT NOT NULL, s STRING", bytes.toByteArray()));
    BadValue cut =
        assertThrows(
            BadValue.class,
            () -> message("i INT NOT NULL, s STRING", Arrays.copyOf(bytes.toByteArray(), 2)));
    assertEquals("s", cut.path());
    BadValue longer =
        assertThrows(BadValue.class, () -> message("i INT NOT NULL", bytes.toByteArray()));
    assertEquals("the message has 3 bytes behind its record", longer.getMessage());
    ByteBuffer registered = ByteBuffer.allocate(5 + bytes.size());
    registered.put(new byte[] {0, 0, 0, 0, 9}).put(bytes.toByteArray());
    assertThrows(BadValue.class, () -> message("i INT NOT NULL, s STRING", registered.array()));
  }

  private String message(String columns, byte[] bytes) throws IOException {
    Schema schema = TypeText.schema(columns);
    FileColumns all =
        new FileColumns("t", schema, IntStream.range(0, schema.size()).boxed().toList());
    AvroMessageFormat format = new AvroMessageFormat();
    try (ArrowBuf buffer = allocator.buffer(bytes.length + 16L);
        BatchBuilder rows = new BatchBuilder(schema, allocator);
        MessageDecoder decoder =
            format
                .decoding(all, Options.of(new TreeMap<>(), format.options()))
                .open(rows, allocator)) {
      Memory.copyFromArray(bytes, 0, buffer.memoryAddress(), bytes.length);
      rows.begin(1);
      long start = buffer.memoryAddress();
      assertEquals(1, decoder.write(start, start + bytes.length, 0, 1));
      try (Batch batch = rows.finish(1)) {
        return RowText.of(batch).get(0);
      }
    }
  }

  @Test
  void whatAvroCannotHoldIsSaidBeforeAnythingIsWritten() {
    assertRefused("v TIMESTAMP(6)", Map.of());
    assertRefused("v TIMESTAMP_LTZ(3)", Map.of());
    assertRefused("v MAP<INT, INT>", Map.of());
    assertRefused("`a-b` INT", Map.of());
    assertRefused("v INT", Map.of("avro.encoding", "json"));
    for (String name : List.of("avro-confluent", "protobuf")) {
      OptionException refused =
          assertThrows(OptionException.class, () -> MessageFormats.named("value.format", name));
      assertEquals("value.format", refused.key());
    }
  }

  private static void assertRefused(String columns, Map<String, String> options) {
    AvroFileFormat format = new AvroFileFormat();
    assertThrows(
        OptionException.class,
        () ->
            format.encoding(
                TypeText.schema(columns), Options.of(new TreeMap<>(options), format.options())),
        columns);
  }

  @Test
  void pointsInTimeKeepTheirMicrosecondsUnlessItIsAsBefore() throws IOException {
    String columns = "at TIMESTAMP(6), since TIMESTAMP_LTZ(6)";
    Map<String, String> options = Map.of("avro.timestamp_mapping.legacy", "false");
    Path file =
        write(
            columns,
            options,
            List.of("[\"2001-04-16T19:00:00.123456\", \"2001-04-16T19:00:00.654321Z\"]"));
    assertEquals(987_447_600_123_456L, judge(file).get(0).get("at"));
    assertEquals(987_447_600_654_321L, judge(file).get(0).get("since"));
  }
}
