package io.weir.runtime.connector.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.airlift.compress.bzip2.BZip2HadoopStreams;
import io.weir.runtime.connector.OptionException;
import io.weir.runtime.connector.SplitPosition;
import io.weir.runtime.error.WeirException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RawFilesTest {
  @TempDir Path directory;

  private Path file(String name, String content) throws IOException {
    return Files.writeString(directory.resolve(name), content);
  }

  @Test
  void eachLineIsAValue() throws IOException {
    Path file = file("lines.log", "a b\n\n{\"x\": 1}\r\nZürich,\nlast");
    assertEquals(
        List.of("a b", "", "{\"x\": 1}", "Zürich,", "last"),
        Reading.of("raw", "line STRING").rows(file));
    assertEquals(List.of(), Reading.of("raw", "line STRING").rows(file("empty.log", "")));
  }

  @Test
  void textMayBeInAnotherEncoding() throws IOException {
    byte[] latin = "Zürich\nñ\n".getBytes(StandardCharsets.ISO_8859_1);
    Path file = Files.write(directory.resolve("latin.log"), latin);
    assertEquals(
        List.of("Zürich", "ñ"),
        Reading.of("raw", "line STRING").with("raw.charset", "latin1").rows(file));
    assertEquals(
        List.of("Zürich", "ñ     "),
        List.of(
            Reading.of("raw", "line VARCHAR(6)")
                .with("raw.charset", "ISO-8859-1")
                .rows(file)
                .get(0),
            Reading.of("raw", "line CHAR(6)").with("raw.charset", "ISO-8859-1").rows(file).get(1)));
    OptionException fault =
        assertThrows(
            OptionException.class,
            () -> Reading.of("raw", "line STRING").with("raw.charset", "klingon").decoder());
    assertEquals("option 'raw.charset': 'klingon' is no encoding of text", fault.getMessage());
  }

  @Test
  void readingGoesOnAtAnyLine() throws IOException {
    Path file = file("lines.log", "a\nbb\n\nccc\n");
    Reading reading = Reading.of("raw", "line STRING");
    List<SplitPosition> positions = new ArrayList<>();
    List<String> all = reading.rows(file, SplitPosition.START, 1, positions);
    assertEquals(List.of("a", "bb", "", "ccc"), all);
    for (int i = 0; i < all.size(); i++) {
      assertEquals(
          all.subList(i + 1, all.size()),
          reading.rows(file, positions.get(i), 2, new ArrayList<>()));
    }
  }

  @Test
  void bzip2IsUncompressed() throws IOException {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    try (OutputStream stream = new BZip2HadoopStreams().createOutputStream(compressed)) {
      stream.write("one\ntwo\nthree\n".getBytes(StandardCharsets.UTF_8));
    }
    Path file = Files.write(directory.resolve("lines.log.bz2"), compressed.toByteArray());
    Reading reading = Reading.of("raw", "line STRING");
    assertEquals(List.of("one", "two", "three"), reading.rows(file));
    assertEquals(
        List.of("two", "three"),
        reading.rows(file, new SplitPosition(4, 1), 10, new ArrayList<>()));
  }

  @Test
  void whatDoesNotFitIsAnError() throws IOException {
    assertEquals(
        "files of format 'raw' have one column of text or bytes, a value in each line, and the"
            + " columns here are (a STRING, b STRING)",
        assertThrows(OptionException.class, () -> Reading.of("raw", "a STRING, b STRING").decoder())
            .getMessage());
    Path file =
        Files.write(directory.resolve("latin.log"), new byte[] {'o', 'k', '\n', (byte) 0xE9});
    WeirException fault =
        assertThrows(WeirException.class, () -> Reading.of("raw", "line STRING").rows(file));
    assertEquals("file '" + file + "', line 2: the bytes are not UTF-8", fault.getMessage());
  }
}
