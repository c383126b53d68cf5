package io.weir.runtime.connector;

/**
 * An option of a table is unknown, missing or has a value that does not fit. The planner adds the
 * position of the key.
 */
public class OptionException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String key;
  private final String hint;

  /** {@code hint} may be null. */
  public OptionException(String key, String message, String hint) {
    super(message);
    this.key = key;
    this.hint = hint;
  }

  /** The option's key; it may be absent from the table. */
  public String key() {
    return key;
  }

  /** What to write instead, or null. */
  public String hint() {
    return hint;
  }
}
