package io.weir.runtime.connector.format;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.weir.runtime.connector.JsonBatches;
import io.weir.runtime.connector.OptionException;
import io.weir.runtime.connector.Options;
import io.weir.runtime.connector.TypeNames;
import io.weir.runtime.stream.Batch;
import io.weir.runtime.text.TimestampStyle;
import io.weir.runtime.text.Utf8Buffer;
import io.weir.runtime.text.ValueText;
import io.weir.runtime.type.Field;
import io.weir.runtime.type.LogicalType;
import io.weir.runtime.type.Schema;
import io.weir.runtime.vector.Column;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Runs {@code values.txt}: a value of every type, as each format writes it. */
class ValueFormatsTest {
  @TestFactory
  List<DynamicTest> writesEveryType() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    for (String line : lines()) {
      if (!line.startsWith("#")) {
        String[] cells = line.split(" \\| ?", -1);
        tests.add(DynamicTest.dynamicTest(cells[0] + " " + cells[1], () -> check(cells)));
      }
    }
    return tests;
  }

  private static List<String> lines() throws IOException {
    try (InputStream in = ValueFormatsTest.class.getResourceAsStream("values.txt")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
  }

  private static void check(String[] cells) {
    LogicalType type = TypeNames.type(cells[0]);
    try (BufferAllocator allocator = new RootAllocator();
        Batch batch =
            JsonBatches.of(
                Schema.of(new Field("v", type)), allocator, "[null]", "[" + cells[1] + "]")) {
      assertAll(
          () -> assertEquals(json(cells[2]), orRefused(() -> encode("json", batch))),
          () -> assertEquals(unescape(cells[3]), orRefused(() -> encode("csv", batch))),
          () -> assertEquals(unescape(cells[4]), text(type, batch)));
    }
  }

  private static String json(String value) {
    return value.equals("refused") ? value : "{\"v\":" + value + "}";
  }

  private static String unescape(String cell) {
    return java.util.regex.Pattern.compile("\\\\u([0-9a-f]{4})")
        .matcher(cell)
        .replaceAll(
            match ->
                java.util.regex.Matcher.quoteReplacement(
                    String.valueOf((char) Integer.parseInt(match.group(1), 16))));
  }

  private static String orRefused(Supplier<String> encoded) {
    try {
      return encoded.get();
    } catch (OptionException e) {
      return "refused";
    }
  }

  private static String encode(String format, Batch batch) {
    TreeMap<String, String> values = new TreeMap<>();
    if (format.equals("csv")) {
      values.put("csv.null-literal", "\\N");
    }
    WriteFormat writer = WriteFormats.named(format);
    Options options = Options.of(values, writer.options());
    RowEncoder encoder = writer.encoding(batch.schema(), options).createEncoder();
    encoder.bind(List.of(Column.of(batch.vectors())));
    Utf8Buffer out = new Utf8Buffer(0);
    encoder.encode(1, out);
    String line = out.toString();
    assertEquals("\n", line.substring(line.length() - 1));
    return line.substring(0, line.length() - 1);
  }

  private static String text(LogicalType type, Batch batch) {
    ValueText text = ValueText.of(type, TimestampStyle.cast(ZoneId.of("Europe/Berlin")));
    text.bind(Column.of(batch.vector(0)));
    Utf8Buffer out = new Utf8Buffer(0);
    text.append(1, out);
    return out.toString();
  }
}
