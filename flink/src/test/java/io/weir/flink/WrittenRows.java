package io.weir.flink;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The rows that a directory of files holds: sorted, and numbers by their values. */
final class WrittenRows {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

  private WrittenRows() {}

  /** All rows of published files. */
  static List<String> of(Path directory) throws IOException {
    return files(directory).stream().flatMap(file -> rows(directory, file)).sorted().toList();
  }

  /** All published files: those below no name that begins with a dot or underscore. */
  static List<Path> files(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> isPublished(directory.relativize(file)))
          .toList();
    }
  }

  private static boolean isPublished(Path file) {
    for (Path name : file) {
      if (name.toString().startsWith(".") || name.toString().startsWith("_")) {
        return false;
      }
    }
    return true;
  }

  /** The rows of a file, each behind its partition. */
  private static Stream<String> rows(Path directory, Path file) {
    Path partition = directory.relativize(file).getParent();
    String front = partition == null ? "" : partition + "/";
    try {
      return Files.readAllLines(file).stream().map(line -> front + comparable(line));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String comparable(String line) {
    if (!line.startsWith("{")) {
      return line.replace("\"", ""); // Flink quotes more fields of CSV than need it.
    }
    try {
      TreeMap<String, String> fields = new TreeMap<>();
      JsonNode row = JSON.readTree(line);
      row.fieldNames().forEachRemaining(name -> fields.put(name, text(row.get(name))));
      return fields.toString();
    } catch (JsonProcessingException e) {
      throw new AssertionError("no JSON: " + line, e);
    }
  }

  private static String text(JsonNode value) {
    return value.isNumber()
        ? value.decimalValue().stripTrailingZeros().toPlainString()
        : value.toString();
  }
}
