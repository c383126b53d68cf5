package io.weir.shell.run;

import io.weir.shell.metrics.MetricsServer;
import java.util.OptionalInt;

/**
 * How somebody watches a run from outside.
 *
 * @param isVerbose whether the plan of each job is shown at its end, with what happened in it
 * @param address where metrics are served
 * @param port the port for that, 0 for any that is free; empty if they are not served
 */
public record Watching(boolean isVerbose, String address, OptionalInt port) {
  /** Nobody does. */
  public static final Watching NONE =
      new Watching(false, MetricsServer.LOOPBACK, OptionalInt.empty());
}
