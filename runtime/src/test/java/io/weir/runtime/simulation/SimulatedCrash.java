package io.weir.runtime.simulation;

/** The process has died: whatever was being done ends here. */
final class SimulatedCrash extends Error {
  private static final long serialVersionUID = 1L;

  SimulatedCrash() {
    super("the simulated process has crashed", null, false, false);
  }
}
