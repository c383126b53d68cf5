package io.weir.shell.run;

/** A statement failed; what is to be said has been said. */
final class RunFailure extends Exception {
  private static final long serialVersionUID = 1L;

  private final int exitCode;

  RunFailure(int exitCode) {
    super("exit code " + exitCode, null, false, false);
    this.exitCode = exitCode;
  }

  int exitCode() {
    return exitCode;
  }
}
