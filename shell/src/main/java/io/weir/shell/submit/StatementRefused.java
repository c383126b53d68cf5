package io.weir.shell.submit;

/** A statement that the gateway has not accepted. */
final class StatementRefused extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient ServerError error;
  private boolean isTold;

  StatementRefused(ServerError error) {
    super(error.message());
    this.error = error;
  }

  ServerError error() {
    return error;
  }

  /** The same, after people have been told. */
  StatementRefused told() {
    isTold = true;
    return this;
  }

  /** Whether people have been told. */
  boolean isTold() {
    return isTold;
  }
}
