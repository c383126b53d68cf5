package io.weir.runtime.operator.script;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * OVER against a model, over random frames, functions, changelogs and crashes. {@code -Dseed=N}
 * runs one case, {@code -Dcases=N} more of them. A failure prints the script.
 */
class RandomOverTest {
  @TempDir private Path directory;

  @Test
  void agreesWithTheModel() throws Exception {
    Long only = Long.getLong("seed");
    long first = only == null ? 0 : only;
    long end = only == null ? Long.getLong("cases", 250) : only + 1;
    for (long seed = first; seed < end; seed++) {
      check(seed);
    }
  }

  private void check(long seed) throws Exception {
    RandomOverScript random = new RandomOverScript(seed);
    List<ScriptMode> modes = ScriptMode.all();
    for (ScriptMode mode : List.of(ScriptMode.PLAIN, modes.get((int) (seed % modes.size())))) {
      try (BufferAllocator allocator = new RootAllocator()) {
        Script script = Script.parse(random.lines());
        ScriptRun run = ScriptRun.of(script, mode, ScriptState.MEMORY, directory, allocator);
        List<List<String>> seen = random.isByTime() ? run.segments() : run.tables();
        for (int i = 0; i < random.tables().size(); i++) {
          List<String> actual = new ArrayList<>(seen.get(i));
          Collections.sort(actual);
          assertEquals(
              String.join("\n", random.tables().get(i)),
              String.join("\n", actual),
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
                + String.join("\n", random.lines()),
            e);
      }
    }
  }
}
