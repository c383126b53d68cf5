package io.weir.runtime.connector.format;

import static org.junit.jupiter.api.Assertions.assertEquals;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.StringJoiner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Well-formed random records must be split as FastCSV splits them. */
class CsvAgreementTest {
  private static final int ROUNDS = 200;
  private static final String[] FIELDS = {
    "",
    "a",
    "12345678",
    "two words",
    " blank ",
    "é",
    "😀",
    "x\"y",
    "\"\"",
    "\"q\"",
    "\"a,b\"",
    "\"a\nb\"",
    "\"a\r\nb\"",
    "\"say \"\"hi\"\"\"",
    "\"\"\"\"",
    "'",
    "#",
    "\\"
  };

  @TempDir Path directory;

  @Test
  void recordsAreSplitAlike() throws IOException {
    long seed = Long.getLong("weir.seed", 20010416);
    for (int round = 0; round < ROUNDS; round++) {
      Random random = new Random(seed + round);
      String newline = random.nextBoolean() ? "\n" : "\r\n";
      StringBuilder text = new StringBuilder();
      for (int i = random.nextInt(30); i > 0; i--) {
        // The first field is not empty: what an empty line is, is not the question here.
        text.append("f,").append(field(random)).append(',').append(field(random));
        text.append(i > 1 || random.nextBoolean() ? newline : "");
      }
      Path file = Files.writeString(directory.resolve("t.csv"), text);
      assertEquals(
          withFastCsv(text.toString()),
          Reading.of("csv", "a STRING, b STRING, c STRING").rows(file),
          "seed " + (seed + round));
    }
  }

  private static String field(Random random) {
    return FIELDS[random.nextInt(FIELDS.length)];
  }

  private static List<String> withFastCsv(String text) throws IOException {
    List<String> rows = new ArrayList<>();
    try (CsvReader<CsvRecord> reader = CsvReader.builder().ofCsvRecord(text)) {
      for (CsvRecord record : reader) {
        StringJoiner row = new StringJoiner(" | ");
        record.getFields().forEach(row::add);
        rows.add(row.toString().replace("\n", "\\n").replace("\r", "\\r"));
      }
    }
    return rows;
  }
}
