package io.weir.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs each {@link QueryFile} straight through, with a crash at parallelism 2, and resumed at
 * parallelism 3; what is committed must be the same each time, what is recorded, and what DuckDB
 * says. {@code -Dgolden=update} records anew, {@code -Dweir.query=name} picks files, and {@code
 * -Dweir.state=rocksdb} keeps state in RocksDB.
 */
class QueryFilesTest {
  private static final Path QUERIES = Path.of("src/test/resources/queries");
  private static final boolean IS_RECORDING = "update".equals(System.getProperty("golden"));
  private static final boolean IS_ON_ROCKSDB = "rocksdb".equals(System.getProperty("weir.state"));
  private static final String PICKED = System.getProperty("weir.query", "");

  @TempDir Path directory;
  private int crashes;
  private int judged;

  @TestFactory
  Stream<DynamicTest> queries() throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(QUERIES)) {
      files = all.filter(f -> f.toString().endsWith(".sql")).sorted().toList();
    }
    List<DynamicTest> tests = new ArrayList<>();
    for (Path file : files) {
      String name = QUERIES.relativize(file).toString();
      if (name.contains(PICKED)) {
        tests.add(DynamicTest.dynamicTest(name, () -> checkNamed(file, name)));
      }
    }
    if (PICKED.isEmpty()) {
      tests.add(DynamicTest.dynamicTest("all together", () -> checkCampaign(files.size())));
    }
    return tests.stream();
  }

  private void checkNamed(Path file, String name) {
    try {
      check(QueryFile.read(file), name);
    } catch (Exception | AssertionError e) {
      throw new AssertionError(name + ": " + e.getMessage(), e);
    }
  }

  private void check(QueryFile file, String name) throws Exception {
    Course.Result straight = run(file, name, Course.STRAIGHT);
    List<String> rows = Outputs.lines(straight, output(name, Course.STRAIGHT));
    for (Course course : List.of(Course.CRASHED, Course.RESCALED)) {
      Course.Result again = run(file, name, course);
      crashes += again.crashes();
      assertSame(rows, Outputs.lines(again, output(name, course)), course.name());
    }
    if (file.isJudged()) {
      judged++;
      List<String> judgement = Oracle.answer(file, straight.script(), variables(name, null));
      assertSame(judgement, rows.subList(1, rows.size()), "DuckDB");
    }
    if (IS_RECORDING) {
      file.record(rows);
    } else {
      assertSame(file.rows(), rows, "recorded");
    }
  }

  private void checkCampaign(int files) {
    assertTrue(crashes > files, crashes + " crashes in " + files + " files");
    assertTrue(judged > files * 2 / 3, judged + " of " + files + " files judged by DuckDB");
  }

  private Course.Result run(QueryFile file, String name, Course course) throws IOException {
    Optional<Path> rocksDb = Optional.empty();
    if (IS_ON_ROCKSDB) {
      rocksDb = Optional.of(directory.resolve(name.replace('/', '-')).resolve(course + "-state"));
    }
    return course.run(file.script(), variables(name, course), rocksDb);
  }

  private Map<String, String> variables(String name, Course course) {
    return Map.of(
        "DATA", QUERIES.resolve("data").toAbsolutePath().toString(),
        "EXAMPLES", Path.of("../examples/data").toAbsolutePath().normalize().toString(),
        "OUT", course == null ? "" : output(name, course).toString());
  }

  private Path output(String name, Course course) {
    return directory.resolve(name.replace('/', '-')).resolve(course + "-out");
  }

  private static void assertSame(List<String> expected, List<String> actual, String what) {
    assertEquals(String.join("\n", expected), String.join("\n", actual), what);
  }
}
