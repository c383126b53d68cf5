package io.weir.runtime.state;

import io.weir.runtime.type.Field;
import io.weir.runtime.type.LogicalType;
import io.weir.runtime.type.Schema;
import java.nio.file.Path;
import org.apache.arrow.memory.RootAllocator;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Random operations on ordered tables, with captures, delayed flushes, crashes and restores at
 * another parallelism, against sorted maps. A failure names its seed; {@code -Dstate.seed=N} runs
 * that one.
 */
class OrderedTableRandomTest {
  private static final Schema STRING_PREFIX = Schema.of(new Field("k", LogicalType.string()));
  private static final Schema LONG_PREFIX = Schema.of(new Field("k", LogicalType.bigint()));

  @TempDir Path directory;

  @ParameterizedTest
  @EnumSource(TestBackends.class)
  void agreesWithMaps(TestBackends backend) throws Exception {
    int seeds = Integer.getInteger("state.seeds", backend == TestBackends.MEMORY ? 12 : 3);
    Integer only = Integer.getInteger("state.seed");
    for (int seed = only == null ? 0 : only; seed < (only == null ? seeds : only + 1); seed++) {
      run(backend, seed, new StateMemory(64 << 20, 32 << 20), 12, 400, 250);
    }
  }

  @ParameterizedTest
  @EnumSource(TestBackends.class)
  void agreesWithMapsWhenMostIsEvicted(TestBackends backend) throws Exception {
    int seeds = Integer.getInteger("state.seeds", backend == TestBackends.MEMORY ? 2 : 1);
    for (int seed = 0; seed < seeds; seed++) {
      run(backend, seed, new StateMemory(3 << 20, 32 << 20), 10, 6_000, 250);
    }
  }

  private void run(
      TestBackends backend, int seed, StateMemory memory, int prefixes, int orders, int steps)
      throws Exception {
    Schema key = seed % 2 == 0 ? STRING_PREFIX : LONG_PREFIX;
    TableSpec spec = TableSpec.ordered("rows", 1, seed % 3 == 0 && orders < 1000, key, Schema.of());
    Path root = directory.resolve(backend + "-" + orders + "-" + seed);
    try (RootAllocator allocator = new RootAllocator();
        RandomOrderedRun run =
            new RandomOrderedRun(backend, root, memory, spec, prefixes, orders, seed, allocator)) {
      run.steps(steps);
      run.checkEverything();
    } catch (AssertionError | RuntimeException e) {
      throw new AssertionError(
          backend + ", -Dstate.seed=" + seed + ", " + orders + " orders: " + e.getMessage(), e);
    }
  }
}
