package io.weir.runtime.checkpoint;

import io.weir.runtime.execution.checkpoint.Checkpoint;

/**
 * What the manifest of a checkpoint holds.
 *
 * @param checkpoint what it says about the job
 * @param writtenMillis when it was written, in wall time
 * @param engineVersion of the Weir that wrote it
 */
public record Manifest(Checkpoint checkpoint, long writtenMillis, String engineVersion) {
  /** The bytes of state that the checkpoint names, shared files included. */
  public long stateBytes() {
    return checkpoint.files().stream().mapToLong(file -> file.sizeBytes()).sum();
  }

  /** The bytes of state that were stored for this checkpoint and none before. */
  public long newBytes() {
    return checkpoint.files().stream()
        .filter(file -> file.isNew())
        .mapToLong(file -> file.sizeBytes())
        .sum();
  }
}
