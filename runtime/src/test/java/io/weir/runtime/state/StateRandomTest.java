package io.weir.runtime.state;

import io.weir.runtime.state.TableSpec.Cell;
import io.weir.runtime.type.Field;
import io.weir.runtime.type.LogicalType;
import io.weir.runtime.type.Schema;
import java.nio.file.Path;
import java.util.List;
import org.apache.arrow.memory.RootAllocator;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Random operations on tables, with captures, delayed flushes, crashes and restores at another
 * parallelism, against plain maps. A failure names its seed; {@code -Dstate.seed=N} runs that one.
 */
class StateRandomTest {
  private static final Schema LONG_KEY = Schema.of(new Field("k", LogicalType.bigint()));
  private static final Schema STRING_KEY = Schema.of(new Field("k", LogicalType.string()));
  private static final Schema TWO_KEYS =
      Schema.of(new Field("a", LogicalType.int32()), new Field("b", LogicalType.string()));
  private static final Schema NO_KEY = Schema.of();

  private static final List<Cell> CELLS =
      List.of(
          new Cell("count", Cell.Kind.LONG),
          new Cell("scratch", Cell.Kind.SCRATCH),
          new Cell("wide", Cell.Kind.WIDE),
          new Cell("text", Cell.Kind.BYTES));

  @TempDir Path directory;

  @ParameterizedTest
  @EnumSource(TestBackends.class)
  void agreesWithMaps(TestBackends backend) throws Exception {
    int seeds = Integer.getInteger("state.seeds", backend == TestBackends.MEMORY ? 30 : 8);
    Integer only = Integer.getInteger("state.seed");
    for (int seed = only == null ? 0 : only; seed < (only == null ? seeds : only + 1); seed++) {
      run(backend, seed, new StateMemory(64 << 20, 32 << 20), keysOf(seed), 60, 250);
    }
  }

  @ParameterizedTest
  @EnumSource(TestBackends.class)
  void agreesWithMapsWhenMostIsEvicted(TestBackends backend) throws Exception {
    int seeds = backend == TestBackends.MEMORY ? 4 : 2;
    for (int seed = 0; seed < seeds; seed++) {
      Schema key = seed % 2 == 0 ? LONG_KEY : STRING_KEY;
      run(backend, seed, new StateMemory(4 << 20, 32 << 20), key, 20_000, 120);
    }
  }

  private static Schema keysOf(int seed) {
    return switch (seed % 5) {
      case 0, 1 -> LONG_KEY;
      case 2 -> STRING_KEY;
      case 3 -> TWO_KEYS;
      default -> NO_KEY;
    };
  }

  private void run(
      TestBackends backend, int seed, StateMemory memory, Schema key, int distinct, int steps)
      throws Exception {
    boolean windowed = seed % 3 == 0 && distinct < 1000;
    TableSpec spec = TableSpec.aggregate("sums", 1, windowed, key, CELLS);
    Path root = directory.resolve(backend + "-" + distinct + "-" + seed);
    try (RootAllocator allocator = new RootAllocator();
        RandomStateRun run =
            new RandomStateRun(backend, root, memory, spec, distinct, seed, allocator)) {
      run.steps(steps);
      run.checkEverything();
    } catch (AssertionError | RuntimeException e) {
      throw new AssertionError(
          backend + ", -Dstate.seed=" + seed + ", " + distinct + " keys: " + e.getMessage(), e);
    }
  }
}
