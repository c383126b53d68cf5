package io.weir.runtime.simulation;

import org.junit.jupiter.api.Test;

/**
 * Runs many seeds: {@code -Dweir.simulation.seeds=5000} for more than the default, {@code
 * -Dweir.simulation.seed=N} for one.
 */
class SimulationTest {
  private static final int DEFAULT_SEEDS = 300;

  @Test
  void whatIsPublishedDoesNotDependOnCrashesOrScheduling() {
    Long one = Long.getLong("weir.simulation.seed");
    if (one != null) {
      System.out.println("seed " + one + ": " + run(one));
      return;
    }
    int seeds = Integer.getInteger("weir.simulation.seeds", DEFAULT_SEEDS);
    SimulationReport campaign = new SimulationReport();
    for (long seed = 0; seed < seeds; seed++) {
      campaign.add(run(seed));
    }
    System.out.println("simulation: " + seeds + " seeds, " + campaign);
    campaign.assertExercised();
  }

  private static SimulationReport run(long seed) {
    try {
      return Simulation.run(seed);
    } catch (AssertionError | RuntimeException e) {
      throw new AssertionError(
          "simulation failed; repeat it with -Dweir.simulation.seed=" + seed, e);
    }
  }
}
