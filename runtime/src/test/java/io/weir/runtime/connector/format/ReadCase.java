package io.weir.runtime.connector.format;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * One case of a test file for a text format. A file holds cases, each begun by {@code === name};
 * then {@code schema}, {@code needs} (column names; all if absent) and {@code option} lines, {@code
 * input} followed by the file's lines, and {@code rows} followed by the rows expected or {@code
 * error} followed by message and hint. In the input {@code \r}, {@code \t}, {@code \0}, {@code
 * \xHH} and {@code \\} stand for characters and bytes, and a line that ends in {@code \c} goes on
 * without a newline.
 */
record ReadCase(
    String name,
    String schema,
    List<String> needs,
    TreeMap<String, String> options,
    byte[] input,
    List<String> rows,
    List<String> error,
    long skipped) {

  static List<ReadCase> load(String resource) {
    String text;
    try (InputStream stream = ReadCase.class.getResourceAsStream(resource)) {
      text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    List<ReadCase> cases = new ArrayList<>();
    for (String part : text.split("(?m)^=== ")) {
      if (!part.isBlank() && !part.startsWith("#")) {
        cases.add(parse(part));
      }
    }
    return cases;
  }

  private static ReadCase parse(String text) {
    List<String> lines = text.lines().toList();
    String schema = null;
    List<String> needs = List.of();
    TreeMap<String, String> options = new TreeMap<>();
    StringBuilder input = new StringBuilder();
    List<String> rows = new ArrayList<>();
    List<String> error = new ArrayList<>();
    long skipped = 0;
    String section = "";
    for (String line : lines.subList(1, lines.size())) {
      if (line.equals("input") || line.equals("rows") || line.equals("error")) {
        section = line;
      } else if (line.startsWith("skipped ")) {
        skipped = Long.parseLong(line.substring(8));
      } else if (section.equals("input")) {
        input.append(line.endsWith("\\c") ? line.substring(0, line.length() - 2) : line + "\n");
      } else if (section.equals("rows") && !line.isBlank()) {
        rows.add(line);
      } else if (section.equals("error") && !line.isBlank()) {
        error.add(line);
      } else if (line.startsWith("schema ")) {
        schema = line.substring(7);
      } else if (line.startsWith("needs ")) {
        needs = List.of(line.substring(6).split(", "));
      } else if (line.equals("needs")) {
        needs = null;
      } else if (line.startsWith("option ")) {
        int equals = line.indexOf('=');
        options.put(line.substring(7, equals), line.substring(equals + 1));
      }
    }
    return new ReadCase(
        lines.get(0), schema, needs, options, unescape(input.toString()), rows, error, skipped);
  }

  private static byte[] unescape(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    byte[] result = new byte[bytes.length];
    int length = 0;
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] != '\\' || i + 1 == bytes.length) {
        result[length++] = bytes[i];
        continue;
      }
      char c = (char) bytes[++i];
      switch (c) {
        case 'r' -> result[length++] = '\r';
        case 't' -> result[length++] = '\t';
        case 'n' -> result[length++] = '\n';
        case '0' -> result[length++] = 0;
        case 'x' -> {
          result[length++] =
              (byte) Integer.parseInt(new String(bytes, i + 1, 2, StandardCharsets.US_ASCII), 16);
          i += 2;
        }
        default -> result[length++] = (byte) c;
      }
    }
    return java.util.Arrays.copyOf(result, length);
  }
}
