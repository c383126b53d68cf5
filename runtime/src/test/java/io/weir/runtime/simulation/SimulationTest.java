package io.weir.runtime.simulation;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs many seeds: {@code -Dweir.simulation.seeds=5000} and {@code
 * -Dweir.simulation.rocksdb.seeds=200} for more than the defaults, {@code -Dweir.simulation.seed=N}
 * for one.
 */
class SimulationTest {
  private static final int DEFAULT_SEEDS = 1000;
  private static final int DEFAULT_ROCKSDB_SEEDS = 20;

  @Test
  void whatIsPublishedDoesNotDependOnCrashesOrScheduling() {
    int seeds = Integer.getInteger("weir.simulation.seeds", DEFAULT_SEEDS);
    SimulationReport campaign = campaign(seeds, Simulation::run);
    if (campaign.runs >= DEFAULT_SEEDS) {
      campaign.assertExercised();
    }
  }

  @Test
  void norOnRocksDb(@TempDir Path directory) {
    int seeds = Integer.getInteger("weir.simulation.rocksdb.seeds", DEFAULT_ROCKSDB_SEEDS);
    campaign(seeds, seed -> Simulation.runOnRocksDb(seed, directory.resolve("seed" + seed)));
  }

  /** One seed's run. */
  private interface Run {
    SimulationReport of(long seed) throws IOException;
  }

  private static SimulationReport campaign(int seeds, Run run) {
    Long one = Long.getLong("weir.simulation.seed");
    long first = one == null ? 0 : one;
    long end = one == null ? seeds : one + 1;
    SimulationReport campaign = new SimulationReport();
    for (long seed = first; seed < end; seed++) {
      campaign.add(run(seed, run));
    }
    System.out.println("simulation: " + campaign);
    return campaign;
  }

  private static SimulationReport run(long seed, Run run) {
    try {
      return run.of(seed);
    } catch (AssertionError | RuntimeException | IOException e) {
      throw new AssertionError(
          "simulation failed; repeat it with -Dweir.simulation.seed=" + seed, e);
    }
  }
}
