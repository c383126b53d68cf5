package io.weir.runtime.error;

/**
 * A fault that a user can act on, found while a query runs: bad data, a failing expression, the
 * outside world. The message says what happened, where, and what to do next; it is shown as it is,
 * without a stack trace. Faults of ours are {@link AssertionError}s instead.
 */
public class WeirException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String hint;
  private final boolean retryable;

  private WeirException(String message, String hint, boolean retryable, Throwable cause) {
    super(message, cause);
    this.hint = hint;
    this.retryable = retryable;
  }

  /**
   * A fault that trying again cannot mend, such as a malformed record. {@code hint} may be null.
   */
  public static WeirException permanent(String message, String hint, Throwable cause) {
    return new WeirException(message, hint, false, cause);
  }

  /** A fault that trying again cannot mend. */
  public static WeirException permanent(String message, String hint) {
    return permanent(message, hint, null);
  }

  /** A fault of the outside world that may pass, such as a lost connection or a full disk. */
  public static WeirException retryable(String message, String hint, Throwable cause) {
    return new WeirException(message, hint, true, cause);
  }

  /** What to do next, or null. */
  public String hint() {
    return hint;
  }

  /** Whether a restart from the last checkpoint may help. */
  public boolean isRetryable() {
    return retryable;
  }
}
