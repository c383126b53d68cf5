package io.weir.runtime.simulation;

import io.weir.runtime.execution.checkpoint.CheckpointLog;
import io.weir.runtime.execution.job.StateFactory;
import java.io.IOException;
import java.util.Optional;

/** Where a run keeps its checkpoints and its state, over all starts of the process. */
public interface Disk extends AutoCloseable {
  /** For each start of the process anew. */
  CheckpointLog checkpoints();

  /** Keeps the files of its snapshots where {@code checkpoints} does. */
  StateFactory state(CheckpointLog checkpoints);

  /** Whether the process can die in the middle of an operation. */
  boolean crashesInOperations();

  /** The process dies at one of the next operations, if this disk can do that. */
  void crashAfter(long operations);

  /** One of the next operations fails, once, if this disk can do that. */
  void failAfter(long operations);

  /**
   * From now on, or no longer, nothing can be written for want of room, if this disk can do that.
   */
  void setFull(boolean isFull);

  /** How often there was no room. */
  int fullRefusals();

  /** How many operations have failed. */
  int faults();

  /** Damages a file of a checkpoint, if this disk can do that; the result mends it. */
  Optional<Runnable> damage();

  /** Whether the process has died in an operation. */
  boolean isDead();

  /** The process dies now. */
  void die();

  /** The machine comes up again with what the disk has kept. */
  void restart() throws IOException;

  /** Adds what happened to files. */
  void count(SimulationReport report);

  @Override
  void close() throws IOException;
}
