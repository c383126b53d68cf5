package io.weir.runtime.operator.script;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Temporal joins against a model, over random changes, keys, splits, watermarks and crashes. {@code
 * -Dseed=N} runs one case, {@code -Dcases=N} more of them. A failure prints the script.
 */
class RandomTemporalJoinTest {
  @TempDir private Path directory;

  @Test
  void agreesWithTheModel() throws Exception {
    Long only = Long.getLong("seed");
    if (only != null) {
      check(only);
      return;
    }
    for (long seed = 0; seed < Long.getLong("cases", 120); seed++) {
      check(seed);
    }
  }

  private void check(long seed) throws Exception {
    List<String> lines = new RandomTemporalJoinScript(seed).lines();
    List<ScriptMode> modes = ScriptMode.all();
    for (ScriptMode mode : List.of(ScriptMode.PLAIN, modes.get((int) (seed % modes.size())))) {
      try (BufferAllocator allocator = new RootAllocator()) {
        Script script = Script.parse(lines);
        ScriptRun run = ScriptRun.of(script, mode, ScriptState.MEMORY, directory, allocator);
        assertEquals(String.join("\n", expected(lines)), String.join("\n", run.segments().get(0)));
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError(
            "seed "
                + seed
                + " in "
                + mode
                + ": "
                + e.getMessage()
                + "\n"
                + String.join("\n", lines),
            e);
      }
    }
  }

  private static List<String> expected(List<String> lines) {
    List<String> rows = new ArrayList<>();
    for (String line : lines.subList(lines.indexOf("expect") + 1, lines.size() - 1)) {
      rows.add(line.strip());
    }
    return rows;
  }
}
