package io.weir.query;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a script has written, wherever it went, as one list of lines. */
final class Outputs {
  private Outputs() {}

  /**
   * One table: a line with its columns, then its rows. Several, or files: for each a line with its
   * name, then its rows.
   *
   * @param directory below which files may have been written, each directory a table
   */
  static List<String> lines(Course.Result result, Path directory) throws IOException {
    Map<String, List<String>> files = files(directory);
    List<String> lines = new ArrayList<>();
    if (files.isEmpty() && result.tables().size() == 1) {
      String name = result.tables().keySet().iterator().next();
      lines.add(columns(result.script().connectors().tables().get(name)));
      lines.addAll(result.tables().get(name));
      return lines;
    }
    Map<String, List<String>> all = new TreeMap<>(files);
    all.putAll(result.tables());
    all.forEach(
        (name, rows) -> {
          lines.add(name + ":");
          lines.addAll(rows);
        });
    return lines;
  }

  private static String columns(ChangeTable table) {
    return table.schema().fields().stream()
        .map(field -> field.name() + " " + field.type())
        .collect(Collectors.joining(" | "));
  }

  private static Map<String, List<String>> files(Path directory) throws IOException {
    Map<String, List<String>> tables = new TreeMap<>();
    if (!Files.exists(directory)) {
      return tables;
    }
    try (Stream<Path> all = Files.walk(directory)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        Path relative = directory.relativize(file);
        if (!isHidden(relative)) {
          String table = relative.getParent().toString();
          tables.computeIfAbsent(table, t -> new ArrayList<>()).addAll(Files.readAllLines(file));
        }
      }
    }
    tables.values().forEach(lines -> lines.sort(null));
    return tables;
  }

  private static boolean isHidden(Path relative) {
    for (Path part : relative) {
      if (part.toString().startsWith(".") || part.toString().startsWith("_")) {
        return true;
      }
    }
    return false;
  }
}
