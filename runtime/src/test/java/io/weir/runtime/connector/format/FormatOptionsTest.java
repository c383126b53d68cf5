package io.weir.runtime.connector.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weir.runtime.connector.JsonBatches;
import io.weir.runtime.connector.OptionException;
import io.weir.runtime.connector.Options;
import io.weir.runtime.connector.TypeNames;
import io.weir.runtime.error.WeirException;
import io.weir.runtime.stream.Batch;
import io.weir.runtime.text.Utf8Buffer;
import io.weir.runtime.vector.Column;
import java.util.List;
import java.util.TreeMap;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.junit.jupiter.api.Test;

/** How the options of CSV and JSON change what is written. */
class FormatOptionsTest {
  private static String encode(String format, String columns, String row, String... options) {
    TreeMap<String, String> values = new TreeMap<>();
    for (int i = 0; i < options.length; i += 2) {
      values.put(options[i], options[i + 1]);
    }
    WriteFormat writer = WriteFormats.named(format);
    try (BufferAllocator allocator = new RootAllocator();
        Batch batch = JsonBatches.of(TypeNames.schema(columns), allocator, row)) {
      WriteFormat.Encoding encoding =
          writer.encoding(batch.schema(), Options.of(values, writer.options()));
      RowEncoder encoder = encoding.createEncoder();
      encoder.bind(List.of(Column.of(batch.vectors())));
      Utf8Buffer out = new Utf8Buffer(0);
      out.append(encoding.header());
      encoder.encode(0, out);
      return out.toString();
    }
  }

  @Test
  void separatesFieldsAsAsked() {
    String row = "[\"a|b\", 1.5, \"x,y\"]";
    assertEquals(
        "\"a|b\"|1.5|x,y\n",
        encode("csv", "a STRING, b DOUBLE, c STRING", row, "csv.field-delimiter", "|"));
    assertEquals(
        "a|b.\"1.5\".x,y\n",
        encode("csv", "a STRING, b DOUBLE, c STRING", row, "csv.field-delimiter", "."));
  }

  @Test
  void quotesWithTheQuoteCharacterAndEscapesTheEscape() {
    assertEquals(
        "'it''s',\"\n",
        encode("csv", "a STRING, b STRING", "[\"it's\", \"\\\"\"]", "csv.quote-character", "'"));
    assertEquals(
        "\"a\\\\\"\"b\",c\n",
        encode(
            "csv", "a STRING, b STRING", "[\"a\\\\\\\"b\", \"c\"]", "csv.escape-character", "\\"));
  }

  @Test
  void escapesOrRefusesWithoutQuotes() {
    assertEquals(
        "a\\,b,c\n",
        encode(
            "csv",
            "a STRING, b STRING",
            "[\"a,b\", \"c\"]",
            "csv.disable-quote-character",
            "true",
            "csv.escape-character",
            "\\"));
    WeirException refused =
        assertThrows(
            WeirException.class,
            () ->
                encode(
                    "csv",
                    "a STRING, b STRING",
                    "[\"a,b\", \"c\"]",
                    "csv.disable-quote-character",
                    "true"));
    assertTrue(refused.getMessage().startsWith("the value 'a,b' holds a delimiter"));
  }

  @Test
  void writesNullAsAnEmptyFieldAndNeverAsAnEmptyLine() {
    assertEquals(",\"\"\n", encode("csv", "a STRING, b STRING", "[null, \"\"]"));
    WeirException refused =
        assertThrows(WeirException.class, () -> encode("csv", "a STRING", "[null]"));
    assertEquals("set 'csv.null-literal'", refused.hint());
  }

  @Test
  void refusesElementsThatHoldTheirDelimiter() {
    assertEquals(
        "a;b|c\n",
        encode("csv", "a ARRAY<STRING>", "[[\"a;b\", \"c\"]]", "csv.array-element-delimiter", "|"));
    assertThrows(WeirException.class, () -> encode("csv", "a ARRAY<STRING>", "[[\"a;b\", \"c\"]]"));
  }

  @Test
  void namesTheColumnsInAHeader() {
    assertEquals(
        "id,name\n1,x\n", encode("csv", "id INT, name STRING", "[1, \"x\"]", "csv.header", "true"));
  }

  @Test
  void refusesCharactersOfSeveralBytes() {
    assertThrows(
        OptionException.class,
        () -> encode("csv", "a STRING", "[\"x\"]", "csv.quote-character", "ab"));
  }

  @Test
  void writesJsonAsAsked() {
    assertEquals(
        "{\"b\":1,\"r\":{\"y\":2}}\n",
        encode(
            "json",
            "a STRING, b INT, r ROW<x INT, y INT>",
            "[null, 1, [null, 2]]",
            "json.encode.ignore-null-fields",
            "true"));
    assertEquals(
        "{\"t\":\"2001-04-16T19:00:00.5\",\"z\":\"2001-04-16T19:00:00Z\"}\n",
        encode(
            "json",
            "t TIMESTAMP(3), z TIMESTAMP_LTZ(3)",
            "[\"2001-04-16T19:00:00.5\", \"2001-04-16T19:00:00Z\"]",
            "json.timestamp-format.standard",
            "ISO-8601"));
    assertEquals(
        "{\"d\":0.00000001}\n",
        encode(
            "json",
            "d DECIMAL(10, 8)",
            "[\"0.00000001\"]",
            "json.encode.decimal-as-plain-number",
            "true"));
  }
}
