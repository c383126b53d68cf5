package io.weir.runtime.connector.stream;

import io.weir.runtime.error.WeirException;
import java.io.InputStream;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** The process's standard input, which one table can be read from, once. */
public final class StandardInput {
  private final InputStream in;
  private final Optional<String> takenBy;
  private final AtomicBoolean isTaken = new AtomicBoolean();

  private StandardInput(InputStream in, Optional<String> takenBy) {
    this.in = in;
    this.takenBy = takenBy;
  }

  /** An input that is free to be read. */
  public static StandardInput of(InputStream in) {
    return new StandardInput(in, Optional.empty());
  }

  /** An input that cannot be read, because something else reads it. */
  public static StandardInput takenBy(String what) {
    return new StandardInput(InputStream.nullInputStream(), Optional.of(what));
  }

  /** What else reads it; empty if it is free. */
  Optional<String> takenBy() {
    return takenBy;
  }

  /**
   * The bytes, from now on the caller's.
   *
   * @throws WeirException if they are somebody else's
   */
  InputStream take() {
    if (isTaken.getAndSet(true)) {
      throw WeirException.permanent(
          "standard input has been read before, and cannot be read again",
          "read it into a table first: INSERT INTO a 'filesystem' table, and read that");
    }
    return in;
  }
}
