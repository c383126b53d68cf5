package io.weir.shell.run;

/**
 * Where the statements of a person are executed: in this process, or in a server beside it. What
 * they answer goes to the {@link Answers} that the session was made with.
 *
 * <p>Contract: one thread executes at a time; {@link #cancel} may be called from any other.
 */
public interface StatementSession extends AutoCloseable {
  /** What became of some statements. */
  enum Outcome {
    /** All were done. */
    DONE,
    /** One failed, and those behind it were not begun; what is to be said has been said. */
    FAILED,
    /** One was cancelled, and those behind it were not begun. */
    CANCELLED,
    /** One says to leave. */
    LEFT
  }

  /**
   * Executes statements in order.
   *
   * @param text the statements as written, with their variables
   * @param origin the file that they stand in, put before positions in messages; empty for none
   */
  Outcome execute(String text, String origin);

  /** Cancels the statement that runs now, if one does. */
  void cancel();

  /** The names that statements can use. */
  KnownNames names();

  /** Leaves; where jobs run only as long as the session does, they stop behind a checkpoint. */
  @Override
  void close();
}
