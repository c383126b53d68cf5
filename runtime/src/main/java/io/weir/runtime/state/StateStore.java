package io.weir.runtime.state;

import java.io.IOException;
import java.util.List;

/**
 * The store beneath the tables of one job: holds exactly the state at the last flushed barrier.
 * Written by one thread at a time, in the order of checkpoints.
 */
interface StateStore extends AutoCloseable {
  /** Opens a table, or makes it. Thread-safe. */
  StoreTable table(String name);

  /** Forgets a table with all that it holds; nothing happens if there is none. */
  void dropTable(String name);

  /**
   * Begins to write to a table.
   *
   * @param entries how many puts and deletions by key will come
   * @param bytes roughly how long they are together
   */
  StoreWriter write(String name, long entries, long bytes);

  /** What a table takes. Called by the thread that writes, and not while it does. */
  long bytes(String name);

  /**
   * Fixes what has been written as the state of a checkpoint; returns when every file and its
   * directory is durable.
   */
  List<StateSnapshot.StateFile> fix(long checkpointId) throws IOException;

  @Override
  void close();
}
