package io.weir.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/** What a reader of a file sink sees: the lines of all files that are not hidden. */
final class CommittedRows {
  private CommittedRows() {}

  /** All lines below {@code directory}, sorted; none if it does not exist. */
  static List<String> read(Path directory) throws IOException {
    List<String> rows = new ArrayList<>();
    if (!Files.exists(directory)) {
      return rows;
    }
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (!isHidden(directory.relativize(file))) {
          rows.addAll(Files.readAllLines(file));
        }
      }
    }
    Collections.sort(rows);
    return rows;
  }

  /** Fails with the first few differences if two sorted lists of rows are not the same. */
  static void assertSame(List<String> expected, List<String> actual, String when) {
    List<String> differences = new ArrayList<>();
    int e = 0;
    int a = 0;
    while ((e < expected.size() || a < actual.size()) && differences.size() < 10) {
      int order =
          e == expected.size()
              ? 1
              : a == actual.size() ? -1 : expected.get(e).compareTo(actual.get(a));
      if (order < 0) {
        differences.add("missing: " + expected.get(e++));
      } else if (order > 0) {
        differences.add("too much: " + actual.get(a++));
      } else {
        e++;
        a++;
      }
    }
    if (!differences.isEmpty()) {
      throw new AssertionError(
          when
              + ": "
              + actual.size()
              + " rows instead of "
              + expected.size()
              + "\n"
              + String.join("\n", differences));
    }
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
