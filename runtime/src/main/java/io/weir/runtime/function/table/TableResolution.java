package io.weir.runtime.function.table;

/** Whether a table function can be called with certain arguments, and how. */
public sealed interface TableResolution {
  /** It can. */
  record Match(TableFunctionBinding binding) implements TableResolution {}

  /**
   * It cannot.
   *
   * @param message what is wrong and what would be right, without the function's position
   * @param hint what to do, or null
   */
  record Mismatch(String message, String hint) implements TableResolution {}
}
