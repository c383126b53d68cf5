package io.weir.runtime.function;

/** Whether a function can be called with certain arguments, and how. */
public sealed interface Resolution {
  /** It can. */
  record Match(FunctionBinding binding) implements Resolution {}

  /**
   * It cannot.
   *
   * @param message what is wrong and what would be right, without the function's position
   * @param hint what to do, or null
   */
  record Mismatch(String message, String hint) implements Resolution {}

  /** A match. */
  static Resolution of(FunctionBinding binding) {
    return new Match(binding);
  }

  /** A mismatch without advice. */
  static Resolution mismatch(String message) {
    return new Mismatch(message, null);
  }
}
