package io.weir.runtime.state;

import io.weir.runtime.metric.StoredSize;
import io.weir.runtime.metric.TableSize;
import io.weir.runtime.time.Clock;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/**
 * The state of one job. Invariant: the store beneath holds exactly the state at the last flushed
 * barrier; it is written only by {@link #flush}, in the order of checkpoints, and read in between.
 */
public interface StateBackend extends AutoCloseable {
  /**
   * Opens the tables of one operator instance; what a restored checkpoint holds for its key groups
   * is there.
   *
   * @param operatorId the stable id of the operator
   * @param specs all tables that the operator declares
   * @param firstKeyGroup the first key group of the instance
   * @param keyGroupCount how many key groups it has
   * @param clock tells when entries expire that have a time to live
   * @throws io.weir.runtime.error.WeirException if restored state does not fit a declaration
   */
  InstanceState open(
      String operatorId, List<TableSpec> specs, int firstKeyGroup, int keyGroupCount, Clock clock);

  /**
   * Forgets the restored tables of all operators but these. Called before any table is opened.
   *
   * @param operatorIds the operators of the job
   */
  void retain(Set<String> operatorIds);

  /**
   * Writes what all instances captured for a checkpoint and fixes the result. Blocks; called on one
   * I/O thread at a time. Returns when every file of the result and its directory is durable.
   *
   * @param captures of all instances
   */
  StateSnapshot flush(long checkpointId, List<Capture> captures) throws IOException;

  /**
   * Whether changes take nearly all memory, so that a checkpoint is wanted at once, and no more
   * input until it is flushed. Thread-safe.
   */
  boolean needsFlush();

  /** What the store beneath kept of each table when it was last flushed. Thread-safe. */
  List<StoredSize> stored();

  @Override
  void close();

  /** The tables of one operator instance. */
  interface InstanceState extends StateTables, AutoCloseable {
    /**
     * Copies what has changed since the last capture. Called by the tasklet at a barrier; the
     * operator goes on changing its tables right after.
     */
    Capture capture(long checkpointId);

    /** What each table takes now, in the order of their declaration. Called by the tasklet. */
    List<TableSize> sizes();

    /** Bytes of memory that the tables hold now. */
    long memoryBytes();

    @Override
    void close();
  }

  /** What one instance changed in one epoch: immutable, owned by the flush that consumes it. */
  interface Capture extends AutoCloseable {
    /** How many entries were changed or removed. */
    long entries();

    /** Bytes held. */
    long bytes();

    /** Frees the memory; after a flush, or if the checkpoint is given up. */
    @Override
    void close();
  }
}
