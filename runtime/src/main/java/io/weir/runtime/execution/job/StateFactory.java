package io.weir.runtime.execution.job;

import io.weir.runtime.state.StateBackend;
import io.weir.runtime.state.StateSnapshot;
import java.io.IOException;
import java.util.Optional;
import org.apache.arrow.memory.BufferAllocator;

/** Opens the state of a job. Called on an I/O thread. */
@FunctionalInterface
public interface StateFactory {
  /**
   * Opens a store that holds what a checkpoint says, or nothing.
   *
   * @param restored the state of the restored checkpoint; empty for an empty store
   * @throws io.weir.runtime.error.WeirException naming what is missing or damaged
   */
  StateBackend open(Optional<StateSnapshot> restored, BufferAllocator allocator) throws IOException;
}
