package io.weir.runtime.execution.checkpoint;

import java.io.IOException;
import java.util.Optional;

/** Where a job's checkpoints are kept. Called on I/O threads, by one at a time. */
public interface CheckpointLog {
  /** The newest checkpoint that exists. */
  Optional<Checkpoint> latest() throws IOException;

  /**
   * Makes a checkpoint exist: returns when it is durable. Everything it names is durable already.
   */
  void write(Checkpoint checkpoint) throws IOException;
}
