package io.weir.runtime.operator.script;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Joins of all kinds against nested loops over all rows, after every batch. {@code -Dseed=N} runs
 * one case, {@code -Dcases=N} more of them. A failure prints the script.
 */
class RandomJoinTest {
  @TempDir private Path directory;

  @Test
  void agreesWithNestedLoops() throws Exception {
    Long only = Long.getLong("seed");
    if (only != null) {
      check(only);
      return;
    }
    for (long seed = 0; seed < Long.getLong("cases", 280); seed++) {
      check(seed);
    }
  }

  private void check(long seed) throws Exception {
    RandomJoinScript script = new RandomJoinScript(seed);
    List<ScriptMode> modes = ScriptMode.all();
    for (ScriptMode mode : List.of(ScriptMode.PLAIN, modes.get((int) (seed % modes.size())))) {
      try (BufferAllocator allocator = new RootAllocator()) {
        Script parsed = Script.parse(script.lines());
        ScriptRun run = ScriptRun.of(parsed, mode, ScriptState.MEMORY, directory, allocator);
        for (int i = 0; i < script.tables().size(); i++) {
          assertEquals(
              String.join("\n", script.tables().get(i)),
              String.join("\n", run.tables().get(i)),
              "expectation " + (i + 1));
        }
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError(
            "seed "
                + seed
                + " in "
                + mode
                + ": "
                + e.getMessage()
                + "\n"
                + String.join("\n", script.lines()),
            e);
      }
    }
  }
}
