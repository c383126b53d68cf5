package io.weir.runtime.operator.script;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs every operator script in every mode. {@code -Dgolden=update} writes what the plain run emits
 * into the scripts.
 */
class OperatorScriptTest {
  private static final Path SCRIPTS = Path.of("src/test/resources/operators");

  @TempDir private Path directory;

  @TestFactory
  Stream<DynamicTest> scripts() throws IOException {
    List<Path> files;
    try (Stream<Path> found = Files.list(SCRIPTS)) {
      files = found.filter(file -> file.toString().endsWith(".txt")).sorted().toList();
    }
    assertTrue(files.size() > 0, "no scripts in " + SCRIPTS);
    return files.stream()
        .map(
            file ->
                DynamicTest.dynamicTest(
                    file.getFileName().toString().replace(".txt", ""),
                    file.toUri(),
                    () -> run(file)));
  }

  private void run(Path file) throws IOException {
    List<String> lines = Files.readAllLines(file);
    Script script = Script.parse(lines);
    ScriptRun plain = run(script, ScriptMode.PLAIN, ScriptState.MEMORY);
    List<String> actual = withExpectations(lines, plain.segments());
    if ("update".equals(System.getProperty("golden"))) {
      Files.write(file, actual);
    } else {
      assertEquals(String.join("\n", lines), String.join("\n", actual));
    }
    for (ScriptState state : ScriptState.values()) {
      for (ScriptMode mode : state.modes()) {
        try {
          run(script, mode, state).compareWith(plain);
        } catch (AssertionError | RuntimeException e) {
          throw new AssertionError("in " + mode + " on " + state + ": " + e.getMessage(), e);
        }
      }
    }
  }

  private ScriptRun run(Script script, ScriptMode mode, ScriptState state) throws IOException {
    try (BufferAllocator allocator = new RootAllocator()) {
      return ScriptRun.of(script, mode, state, directory, allocator);
    }
  }

  private static List<String> withExpectations(List<String> lines, List<List<String>> segments) {
    List<String> result = new ArrayList<>();
    int segment = 0;
    boolean isExpected = false;
    for (String line : lines) {
      if (isExpected && line.startsWith("  ")) {
        continue;
      }
      isExpected = line.strip().equals("expect");
      result.add(line);
      if (isExpected) {
        segments.get(segment++).forEach(row -> result.add("  " + row));
      }
    }
    return result;
  }
}
