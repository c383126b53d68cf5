package io.weir.runtime.simulation;

import io.weir.runtime.connector.Sink;
import java.util.List;
import java.util.function.LongPredicate;

/** A database outside of the process, with one table. */
interface External {
  /** Its table. */
  Sink sink();

  /** The process that talks to it has died, or a new one has come. */
  void disconnect(boolean isDown);

  /** Which checkpoints exist: only these may be committed. */
  void setExists(LongPredicate exists);

  /** From now on, or no longer, its writers say that they have no room for another batch. */
  void setStuck(boolean isStuck);

  /** What the table holds, sorted by {@link Oracle#ORDER}. */
  List<List<Long>> rows();

  /** How often a row was written. */
  int writes();

  /** Adds what happened to it. */
  void count(SimulationReport report);
}
