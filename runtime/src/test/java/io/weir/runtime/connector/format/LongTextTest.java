package io.weir.runtime.connector.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.airlift.compress.zstd.ZstdOutputStream;
import io.weir.runtime.connector.SplitPosition;
import io.weir.runtime.error.WeirException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of many windows, with records longer than one, read from any position. */
class LongTextTest {
  private static final String SCHEMA = "a INT, b STRING, c STRING";
  private static final int RECORDS = 1000;

  @TempDir Path directory;

  @Test
  void json() throws IOException {
    Random random = random();
    List<String> expected = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < RECORDS; i++) {
      String b = text(random);
      String c = text(random);
      text.append(random.nextInt(50) == 0 ? "\n" : "");
      text.append("{\"c\":").append(quoted(c)).append(",\"a\":").append(i).append(",\"b\":");
      text.append(quoted(b)).append("}\n");
      expected.add(row(i, b, c));
    }
    check(Reading.of("json", SCHEMA), text.toString(), expected, random);
  }

  @Test
  void csv() throws IOException {
    Random random = random();
    List<String> expected = new ArrayList<>();
    StringWriter text = new StringWriter();
    try (CsvWriter writer = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(text)) {
      for (int i = 0; i < RECORDS; i++) {
        String b = text(random);
        String c = text(random);
        writer.writeRecord(Integer.toString(i), b, c);
        expected.add(row(i, b, c));
      }
    }
    check(Reading.of("csv", SCHEMA), text.toString(), expected, random);
  }

  private void check(Reading reading, String text, List<String> expected, Random random)
      throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    Path plain = Files.write(directory.resolve("t"), bytes);
    List<SplitPosition> positions = new ArrayList<>();
    assertRows(
        expected, reading.rows(plain, SplitPosition.START, 1 + random.nextInt(9), positions));
    Path gzip = directory.resolve("t.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(gzip))) {
      out.write(bytes);
    }
    Path zstd = directory.resolve("t.zst");
    try (OutputStream out = new ZstdOutputStream(Files.newOutputStream(zstd))) {
      out.write(bytes);
    }
    for (Path file : List.of(plain, gzip, zstd)) {
      assertRows(expected, reading.rows(file));
      for (int i = 0; i < 4; i++) {
        SplitPosition position = positions.get(random.nextInt(positions.size()));
        assertRows(
            expected.subList((int) position.records(), RECORDS),
            reading.rows(file, position, 100, new ArrayList<>()));
      }
    }
    for (Path file : List.of(gzip, zstd)) {
      byte[] whole = Files.readAllBytes(file);
      Files.write(file, Arrays.copyOf(whole, whole.length / 2));
      WeirException e = assertThrows(WeirException.class, () -> reading.rows(file));
      assertTrue(
          e.getMessage().startsWith("file '" + file + "' is not a whole compressed file"),
          e.getMessage());
    }
  }

  /** Compares one by one, because the rows are long. */
  private static void assertRows(List<String> expected, List<String> found) {
    assertEquals(expected.size(), found.size());
    for (int i = 0; i < found.size(); i++) {
      assertEquals(expected.get(i), found.get(i));
    }
  }

  @Test
  void aRecordThatIsTooLong() throws IOException {
    Path file = directory.resolve("t.json");
    try (OutputStream out = Files.newOutputStream(file)) {
      out.write("{\"a\":1}\n{\"b\":\"".getBytes(StandardCharsets.UTF_8));
      byte[] filler = new byte[1 << 20];
      Arrays.fill(filler, (byte) 'x');
      for (int i = 0; i < 65; i++) {
        out.write(filler);
      }
    }
    WeirException e =
        assertThrows(WeirException.class, () -> Reading.of("json", SCHEMA).rows(file));
    assertEquals(
        "file '" + file + "': the record that starts at byte 8 is longer than 64 MB",
        e.getMessage());
  }

  private static Random random() {
    long seed = Long.getLong("weir.seed", 20010416);
    return new Random(seed);
  }

  private static String text(Random random) {
    int length = random.nextInt(250) == 0 ? random.nextInt(700_000) : random.nextInt(200);
    StringBuilder text = new StringBuilder(length);
    while (text.length() < length) {
      switch (random.nextInt(40)) {
        case 0 -> text.append("é");
        case 1 -> text.append("😀");
        case 2 -> text.append('"');
        case 3 -> text.append('\n');
        case 4 -> text.append(',');
        case 5 -> text.append('\\');
        default -> text.append("plain text ".substring(random.nextInt(11)));
      }
    }
    return text.toString();
  }

  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
  }

  private static String row(int a, String b, String c) {
    return a + " | " + b.replace("\n", "\\n") + " | " + c.replace("\n", "\\n");
  }
}
