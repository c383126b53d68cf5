package io.weir.shell.certify;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The committed lines of one table in any order: how often each occurs.
 *
 * @param counts by line
 * @param total how many there are
 */
record CommittedLines(Map<String, Integer> counts, long total) {
  private static final int SHOWN = 5;

  /**
   * Reads what a reader of the table sees: no hidden files, no lists of commits. A line of a
   * partition begins with the partition's directory.
   */
  static CommittedLines read(Path directory) throws IOException {
    Map<String, Integer> counts = new HashMap<>();
    long total = 0;
    if (Files.isDirectory(directory)) {
      for (Path file : files(directory)) {
        Path partition = directory.relativize(file).getParent();
        total += count(file, partition == null ? "" : partition + ": ", counts);
      }
    }
    return new CommittedLines(counts, total);
  }

  /** The lines of one file. */
  static CommittedLines ofFile(Path file) throws IOException {
    Map<String, Integer> counts = new HashMap<>();
    return new CommittedLines(counts, count(file, "", counts));
  }

  private static long count(Path file, String prefix, Map<String, Integer> counts)
      throws IOException {
    long total = 0;
    try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        counts.merge(prefix + line, 1, Integer::sum);
        total++;
      }
    }
    return total;
  }

  private static List<Path> files(Path directory) throws IOException {
    try (Stream<Path> all = Files.walk(directory)) {
      return all.filter(Files::isRegularFile)
          .filter(file -> isVisible(directory.relativize(file)))
          .sorted()
          .toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static boolean isVisible(Path file) {
    for (Path part : file) {
      String name = part.toString();
      if (name.startsWith(".") || name.startsWith("_")) {
        return false;
      }
    }
    return true;
  }

  /** What is different in {@code other}, a line each and not too many; empty if nothing is. */
  List<String> differences(CommittedLines other) {
    List<String> lost = new ArrayList<>();
    List<String> surplus = new ArrayList<>();
    counts.forEach((line, count) -> compare(line, count - other.count(line), lost));
    other.counts.forEach((line, count) -> compare(line, count - count(line), surplus));
    List<String> report = new ArrayList<>();
    describe(report, lost, "lost");
    describe(report, surplus, "too many");
    return report;
  }

  private int count(String line) {
    return counts.getOrDefault(line, 0);
  }

  private static void compare(String line, int more, List<String> into) {
    if (more > 0) {
      into.add((more > 1 ? more + " times " : "") + line);
    }
  }

  private static void describe(List<String> report, List<String> lines, String what) {
    if (!lines.isEmpty()) {
      report.add(lines.size() + " different lines " + what + ", such as");
      lines.stream().sorted().limit(SHOWN).forEach(line -> report.add("  " + line));
    }
  }
}
