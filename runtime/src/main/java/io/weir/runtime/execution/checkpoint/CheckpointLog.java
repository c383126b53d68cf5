package io.weir.runtime.execution.checkpoint;

import io.weir.runtime.state.StateSnapshot.StateFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;

/** Where a job's checkpoints are kept. Called on I/O threads, by one at a time. */
public interface CheckpointLog {
  /** The newest checkpoint that exists. */
  Optional<Checkpoint> latest() throws IOException;

  /** The checkpoints that exist, oldest first, damaged ones among them. */
  List<Long> ids() throws IOException;

  /**
   * One of them; every file that it names is there with its size, and the content of small ones is
   * what it was.
   *
   * @throws io.weir.runtime.error.WeirException naming what is missing or damaged
   */
  Checkpoint read(long id) throws IOException;

  /**
   * Makes a checkpoint exist: returns when it is durable. Everything it names is durable already.
   */
  void write(Checkpoint checkpoint) throws IOException;

  /** Keeps a file that a checkpoint will name: returns when it and its name are durable. */
  StateFile keepContent(String name, Content content) throws IOException;

  /**
   * Opens a file that was kept.
   *
   * @throws io.weir.runtime.error.WeirException if it is missing or damaged
   */
  InputStream openContent(StateFile file) throws IOException;

  /** What a file is to hold. */
  @FunctionalInterface
  interface Content {
    void writeTo(OutputStream out) throws IOException;
  }
}
