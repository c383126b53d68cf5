package io.weir.runtime.connector.format.text;

/**
 * A value of a record does not fit its column. Cheap to throw, because with {@code
 * ignore-parse-errors} it may happen on every line; the reader that catches it adds the location.
 */
public final class BadValue extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String hint;
  private final String path;

  /** {@code message} says what was expected and what was found. */
  public BadValue(String message) {
    this(message, null);
  }

  /** {@code hint} may be null. */
  public BadValue(String message, String hint) {
    this(message, hint, "");
  }

  private BadValue(String message, String hint, String path) {
    super(message, null, false, false);
    this.hint = hint;
    this.path = path;
  }

  /** The same fault, seen from the value that holds this one under {@code field}. */
  public BadValue within(String field) {
    return new BadValue(getMessage(), hint, path.isEmpty() ? field : field + "." + path);
  }

  /**
   * The names of the fields that lead to the value, joined by dots; empty for the record itself.
   */
  public String path() {
    return path;
  }

  /** What is wrong and where in the record; {@code noun} is what the path names. */
  public String reason(String noun) {
    return path.isEmpty() ? getMessage() : noun + " \"" + path + "\": " + getMessage();
  }

  /** What to do about it, or null. */
  public String hint() {
    return hint;
  }
}
