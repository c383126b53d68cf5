package io.weir.runtime.connector;

import java.io.IOException;
import java.util.List;
import java.util.OptionalLong;

/**
 * Makes prepared output visible, after its checkpoint is complete. One for each sink of a job,
 * called on an I/O thread, strictly in the order of checkpoints. Committing again what has been
 * committed must change nothing.
 */
public interface Committer extends AutoCloseable {
  /**
   * Publishes what all writers prepared for a checkpoint; returns when it is durable.
   *
   * @param committables of all writers, in the order of their subtasks
   * @throws io.weir.runtime.error.WeirException if the outside refuses; retryable ones are tried
   *     again
   */
  void commit(long checkpointId, List<byte[]> committables) throws IOException;

  /**
   * Called once at a fresh start, before a row is read: notes outside what {@link #commit} will
   * look for.
   */
  default void begin() throws IOException {}

  /**
   * Called once before the writers of a restored job start, after all unconfirmed commits have been
   * repeated: removes what attempts after checkpoint {@code checkpointId} have left behind, and
   * only that.
   */
  void cleanUp(long checkpointId) throws IOException;

  /**
   * Removes what was begun under this incarnation and never published, because nobody will go on
   * with it; and only that.
   */
  default void discard() throws IOException {}

  /**
   * The newest checkpoint after {@code checkpointId} that has published anything under this
   * incarnation; empty if there is none, or if the outside does not tell.
   */
  default OptionalLong publishedAfter(long checkpointId) throws IOException {
    return OptionalLong.empty();
  }

  @Override
  void close() throws IOException;
}
