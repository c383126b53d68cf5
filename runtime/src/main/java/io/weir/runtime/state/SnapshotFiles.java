package io.weir.runtime.state;

import io.weir.runtime.error.WeirException;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Where a store puts the files that a manifest will name, and finds those of a restored one. Files
 * are kept under names made from their content, and shared between checkpoints.
 */
public interface SnapshotFiles {
  /**
   * Keeps a file that will not change any more: durable, its directory too, when {@link #sync} has
   * returned. The original stays where it is, and may be removed.
   *
   * @param name the name under which the store expects the file at a restore
   */
  StateSnapshot.StateFile keep(Path file, String name) throws IOException;

  /**
   * Says that a file that an earlier checkpoint kept belongs to this one too.
   *
   * @throws IOException if it is no longer there
   */
  StateSnapshot.StateFile keepAgain(StateSnapshot.StateFile file) throws IOException;

  /** Returns when the names of all files that were kept are durable. */
  void sync() throws IOException;

  /**
   * Makes a file of a restored checkpoint appear at {@code to}, without a copy if possible.
   *
   * @throws WeirException if it is missing, has another size or, where it is small, another content
   */
  void fetch(StateSnapshot.StateFile file, Path to) throws IOException;

  /**
   * What the user is to be told of a file of a checkpoint that does not hold what it should.
   *
   * @param problem what is wrong with it, such as {@code "is missing"}
   * @param cause may be null
   */
  WeirException damaged(StateSnapshot.StateFile file, String problem, Exception cause);
}
