package io.weir.runtime.connector.format.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weir.runtime.connector.SplitPosition;
import io.weir.runtime.connector.format.RowText;
import io.weir.runtime.connector.format.TypeText;
import io.weir.runtime.connector.format.text.BadValue;
import io.weir.runtime.connector.format.text.BatchBuilder;
import io.weir.runtime.connector.format.text.TextFile;
import io.weir.runtime.connector.format.text.TextReader;
import io.weir.runtime.connector.format.text.TimeParser.TimestampStandard;
import io.weir.runtime.stream.Batch;
import io.weir.runtime.type.Schema;
import io.weir.runtime.vector.Memory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The scanner and Jackson must read any line alike. */
class JsonAgreementTest {
  private static final int ROUNDS = 15;
  private static final int LINES = 120;
  private static final Schema SCHEMA =
      TypeText.schema(
          "i INT, l BIGINT, s STRING, d DOUBLE, f FLOAT, b BOOLEAN, ts TIMESTAMP(3),"
              + " c DECIMAL(20, 4), day DATE, t TINYINT, v VARCHAR(12), n ROW<x INT, y STRING>,"
              + " a ARRAY<DOUBLE>, m MAP<STRING, BIGINT>");

  @TempDir Path directory;

  @Test
  void linesReadAlike() throws IOException {
    long seed = Long.getLong("weir.seed", 20010416);
    System.out.println("JsonAgreementTest weir.seed=" + seed);
    for (int round = 0; round < ROUNDS; round++) {
      Random random = new Random(seed + round);
      List<String> lines = new ArrayList<>();
      Lines writer = new Lines(random);
      for (int i = 0; i < LINES; i++) {
        lines.add(writer.line());
      }
      JsonRules rules = new JsonRules(true, false, TimestampStandard.SQL);
      try (BufferAllocator allocator = new RootAllocator()) {
        List<String> expected = new ArrayList<>();
        for (String line : lines) {
          expected.addAll(withJackson(line, rules, allocator));
        }
        assertEquals(expected, scanned(lines, rules, allocator), "seed " + (seed + round));
        assertTrue(expected.size() > LINES / 4, "seed " + (seed + round));
      }
    }
  }

  private static List<String> withJackson(String text, JsonRules rules, BufferAllocator allocator)
      throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    try (ArrowBuf buffer = allocator.buffer(bytes.length + 16L);
        BatchBuilder rows = new BatchBuilder(SCHEMA, allocator);
        JacksonValues jackson = new JacksonValues(rules, allocator)) {
      Memory.copyFromArray(bytes, 0, buffer.memoryAddress(), bytes.length);
      rows.begin(1);
      JsonLine line = new JsonLine(SCHEMA, rules, rows, jackson);
      try {
        line.writeWithJackson(buffer.memoryAddress(), buffer.memoryAddress() + bytes.length, 0);
      } catch (BadValue e) {
        return List.of();
      }
      try (Batch batch = rows.finish(1)) {
        return RowText.of(batch);
      }
    }
  }

  private List<String> scanned(List<String> lines, JsonRules rules, BufferAllocator allocator)
      throws IOException {
    Path file = directory.resolve("lines.json");
    Files.writeString(file, String.join("\n", lines));
    List<String> rows = new ArrayList<>();
    try (TextReader reader =
        JsonLines.open(
            new TextFile(file, Files.size(file)),
            SplitPosition.START,
            SCHEMA,
            rules,
            Optional.empty(),
            allocator)) {
      while (!reader.isFinished()) {
        Batch batch = reader.read(50);
        if (batch != null) {
          rows.addAll(RowText.of(batch));
          batch.close();
        }
      }
    }
    return rows;
  }

  /** Writes random objects: mostly plain, some odd, a few damaged. */
  private static final class Lines {
    private static final String[] STRINGS = {
      "\"\"",
      "\"a\"",
      "\"12345678\"",
      "\"sp ace\"",
      "\"\\\\\"",
      "\"\\\"q\\\"\"",
      "\"\\u00e9x\"",
      "\"Grüße 東京\"",
      "\"😀\"",
      "\"a\tb\"",
      "\"true\"",
      "\"12\"",
      "\" 7 \"",
      "\"1.25\"",
      "\"2001-04-16\"",
      "\"2001-04-16 19:00:00\"",
      "\"2001-04-16 19:00:00.123456\"",
      "\"2001-04-16 24:00:00\"",
      "\"2001-02-30\"",
      "\"longer than seven bytes, and than sixteen\""
    };
    private static final String[] NUMBERS = {
      "0",
      "-0",
      "1",
      "-1",
      "12345678",
      "123456789",
      "2147483647",
      "2147483648",
      "-2147483648",
      "999999999999999999",
      "9223372036854775807",
      "9223372036854775808",
      "1.5",
      "-1.25e3",
      "1e5",
      "1E-7",
      "0.1",
      "123456789.987654321",
      "1e400",
      "127",
      "128",
      "3.4028236e38",
      "1.7e308",
      "-0.0",
      "0.30000000000000004",
      "9007199254740993",
      "16777217",
      "1e22",
      "1e23",
      "NaN"
    };
    private static final String[] OTHERS = {
      "null",
      "true",
      "false",
      "{}",
      "[]",
      "[1,2.5,null]",
      "{\"x\":1,\"y\":\"q\"}",
      "{\"x\":\"5\",\"z\":[{}]}",
      "{\"k\":1,\"j\":null}",
      "[[1],{\"a\":\"}\"}]",
      "[ 1 , \"2\" ]"
    };

    private final Random random;
    private List<String> order = new ArrayList<>(SCHEMA.names());

    Lines(Random random) {
      this.random = random;
    }

    String line() {
      if (random.nextInt(10) == 0) {
        order = new ArrayList<>(SCHEMA.names());
        order.add("other");
        order.add("more");
        Collections.shuffle(order, random);
      }
      boolean isSpaced = random.nextInt(5) == 0;
      StringBuilder text = new StringBuilder("{");
      String separator = "";
      for (String name : order) {
        if (random.nextInt(12) == 0) {
          continue;
        }
        text.append(separator).append(blank(isSpaced)).append('"').append(name).append('"');
        text.append(blank(isSpaced)).append(':').append(blank(isSpaced)).append(value(name));
        text.append(blank(isSpaced));
        separator = ",";
      }
      text.append('}').append(blank(isSpaced));
      if (random.nextInt(20) == 0) {
        damage(text);
      }
      return text.toString();
    }

    /** Damage that every reader must notice, wherever it is. */
    private void damage(StringBuilder text) {
      switch (random.nextInt(3)) {
        case 0 -> text.setLength(text.lastIndexOf("}"));
        case 1 -> text.append("x");
        default -> text.insert(1, ",");
      }
    }

    private String blank(boolean isSpaced) {
      return isSpaced ? new String[] {"", " ", "\t", "  "}[random.nextInt(4)] : "";
    }

    private String value(String name) {
      if (random.nextInt(6) == 0) {
        String[] any = new String[][] {STRINGS, NUMBERS, OTHERS}[random.nextInt(3)];
        return any[random.nextInt(any.length)];
      }
      return switch (name) {
        case "s", "v" -> STRINGS[random.nextInt(STRINGS.length)];
        case "ts" -> "\"2001-04-16 19:0" + random.nextInt(10) + ":00.5\"";
        case "day" -> "\"2001-04-1" + random.nextInt(10) + "\"";
        case "b" -> random.nextBoolean() ? "true" : "false";
        case "n", "a", "m" -> OTHERS[random.nextInt(OTHERS.length)];
        default -> NUMBERS[random.nextInt(NUMBERS.length)];
      };
    }
  }
}
