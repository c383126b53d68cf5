package io.weir.runtime.operator.script;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.LongFunction;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Operators against slow and obvious models, over random definitions, rows, watermarks and crashes.
 * {@code -Dseed=N} runs one case of each, {@code -Dcases=N} so many. A failure prints the script.
 */
class RandomScriptTest {
  @TempDir private Path directory;

  private enum Kind {
    INTERVAL_JOIN(120, RandomIntervalJoinScript::new),
    JOIN(280, RandomJoinScript::new),
    LIST(150, RandomListScript::new),
    MATCH(250, RandomMatchScript::new),
    OVER(250, RandomOverScript::new),
    RANK(250, RandomRankScript::new),
    SESSION(200, RandomSessionScript::new),
    TEMPORAL_JOIN(120, RandomTemporalJoinScript::new),
    UPSERT(100, RandomUpsertScript::new),
    CHANGING_WINDOW(150, RandomChangingWindowScript::new),
    WINDOW(250, RandomWindowScript::new),
    WINDOW_JOIN(120, RandomWindowJoinScript::new);

    private final long cases;
    private final LongFunction<RandomScript> scripts;

    Kind(long cases, LongFunction<RandomScript> scripts) {
      this.cases = cases;
      this.scripts = scripts;
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void agreesWithTheModel(Kind kind) throws Exception {
    Long only = Long.getLong("seed");
    long first = only == null ? 0 : only;
    long end = only == null ? Long.getLong("cases", kind.cases) : only + 1;
    for (long seed = first; seed < end; seed++) {
      check(kind.scripts.apply(seed), seed);
    }
  }

  private void check(RandomScript random, long seed) throws Exception {
    List<ScriptMode> modes = ScriptMode.all();
    for (ScriptMode mode : List.of(ScriptMode.PLAIN, modes.get((int) (seed % modes.size())))) {
      try (BufferAllocator allocator = new RootAllocator()) {
        Script script = Script.parse(random.lines());
        ScriptRun run = ScriptRun.of(script, mode, ScriptState.MEMORY, directory, allocator);
        List<List<String>> seen = random.isTable() ? run.tables() : run.segments();
        assertEquals(random.expected().size(), seen.size(), "expectations");
        for (int i = 0; i < seen.size(); i++) {
          List<String> rows = new ArrayList<>(seen.get(i));
          Collections.sort(rows);
          assertEquals(
              String.join("\n", random.expected().get(i)),
              String.join("\n", rows),
              "expectation " + (i + 1));
        }
      } catch (AssertionError | RuntimeException e) {
        String script = String.join("\n", random.lines());
        throw new AssertionError(
            "seed " + seed + " in " + mode + ": " + e.getMessage() + "\n" + script, e);
      }
    }
  }
}
