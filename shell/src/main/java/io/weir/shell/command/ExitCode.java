package io.weir.shell.command;

/** What the process answers to whoever started it. */
public final class ExitCode {
  /** Everything was done. */
  public static final int DONE = 0;

  /** A statement failed. */
  public static final int FAILED = 1;

  /** The command line was wrong. */
  public static final int USAGE = 2;

  /**
   * The job is already running elsewhere, the data directory cannot be used, or the gateway of a
   * cluster does not answer.
   */
  public static final int UNAVAILABLE = 3;

  /** Stopped by an interrupt (128 + SIGINT), as shells expect. */
  public static final int INTERRUPTED = 130;

  private ExitCode() {}
}
