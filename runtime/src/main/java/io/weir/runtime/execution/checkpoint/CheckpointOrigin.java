package io.weir.runtime.execution.checkpoint;

import java.io.IOException;
import java.util.List;

/**
 * A checkpoint of another job, or of another life of this one, from which a job begins: a
 * savepoint. Called on an I/O thread.
 */
public interface CheckpointOrigin {
  /** What it is and where, for messages, such as {@code savepoint /backup/daily}. */
  String describe();

  /**
   * What it says.
   *
   * @throws io.weir.runtime.error.WeirException naming what is missing or damaged
   */
  Checkpoint read() throws IOException;

  /** The incarnations that have begun from it before, and may have published since. */
  List<String> successors() throws IOException;

  /**
   * Takes note of a job that begins from it, and copies what it needs to where the job keeps its
   * checkpoints, every byte compared with its checksum; durable when it returns.
   *
   * @param incarnation of the job
   * @return the checkpoint, naming the copies
   */
  Checkpoint adopt(String incarnation) throws IOException;
}
