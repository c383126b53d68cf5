package io.weir.runtime.connector;

import java.util.List;

/** The committer of sinks whose output is visible at once. */
public enum CommitsNothing implements Committer {
  INSTANCE;

  @Override
  public void commit(long checkpointId, List<byte[]> committables) {
    if (!committables.isEmpty()) {
      throw new AssertionError("a sink that prepares nothing prepared " + committables.size());
    }
  }

  @Override
  public void cleanUp(long checkpointId) {}

  @Override
  public void close() {}
}
