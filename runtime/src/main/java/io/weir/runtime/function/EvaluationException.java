package io.weir.runtime.function;

/**
 * A function has no value for its arguments. Raised by kernels, which know the value but not where
 * the call is written; the evaluator turns it into a {@link io.weir.runtime.error.WeirException}
 * with the position. Has no stack trace.
 */
public final class EvaluationException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String hint;

  /**
   * @param message what is wrong with which value, such as {@code '1x' is not an INT}
   * @param hint what to do, or null
   */
  public EvaluationException(String message, String hint) {
    super(message, null, false, false);
    this.hint = hint;
  }

  /**
   * A fault that something else has caused.
   *
   * @param cause kept for whoever reads the whole trace
   */
  public EvaluationException(String message, Throwable cause) {
    super(message, cause, false, false);
    this.hint = null;
  }

  /** A fault without advice. */
  public EvaluationException(String message) {
    this(message, (String) null);
  }

  /** What to do, or null. */
  public String hint() {
    return hint;
  }
}
