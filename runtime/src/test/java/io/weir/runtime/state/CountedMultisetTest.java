package io.weir.runtime.state;

import java.nio.file.Path;
import org.apache.arrow.memory.RootAllocator;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Random operations on counted multisets, with captures, delayed flushes, eviction, crashes and
 * restores at another parallelism, against plain maps. A failure names its seed; {@code
 * -Dstate.seed=N} runs that one.
 */
class CountedMultisetTest {
  @TempDir Path directory;

  @ParameterizedTest
  @EnumSource(TestBackends.class)
  void agreesWithMaps(TestBackends backend) {
    int seeds = Integer.getInteger("state.seeds", backend == TestBackends.MEMORY ? 6 : 2);
    Integer only = Integer.getInteger("state.seed");
    for (int seed = only == null ? 0 : only; seed < (only == null ? seeds : only + 1); seed++) {
      run(backend, seed, 64 << 20, 12, 30, 200);
    }
  }

  @ParameterizedTest
  @EnumSource(TestBackends.class)
  void agreesWithMapsWhenMostIsEvicted(TestBackends backend) {
    for (int seed = 0; seed < (backend == TestBackends.MEMORY ? 2 : 1); seed++) {
      run(backend, seed, 8 << 20, 400, 12_000, 80);
    }
  }

  private void run(
      TestBackends backend, int seed, long tablesBytes, int keys, int values, int steps) {
    Path root = directory.resolve(backend + "-" + keys + "-" + seed);
    StateMemory memory = new StateMemory(tablesBytes, 32 << 20);
    try (RootAllocator allocator = new RootAllocator();
        CountedMultisetRun run =
            new CountedMultisetRun(backend, root, memory, keys, values, seed, allocator)) {
      run.steps(steps);
      run.checkEverything();
    } catch (Exception | AssertionError e) {
      throw new AssertionError(
          backend + ", -Dstate.seed=" + seed + ", " + keys + " keys: " + e.getMessage(), e);
    }
  }
}
