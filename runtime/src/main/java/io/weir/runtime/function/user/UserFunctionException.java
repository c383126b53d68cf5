package io.weir.runtime.function.user;

/** A user's class that cannot be the function it is meant to be, or cannot be loaded. */
public final class UserFunctionException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String hint;

  /**
   * @param message what is wrong with which class or method
   * @param hint what to do, or null
   */
  public UserFunctionException(String message, String hint) {
    this(message, hint, null);
  }

  /**
   * @param cause what the user's code or the class loader has thrown, or null
   */
  public UserFunctionException(String message, String hint, Throwable cause) {
    super(message, cause);
    this.hint = hint;
  }

  /** What to do, or null. */
  public String hint() {
    return hint;
  }
}
