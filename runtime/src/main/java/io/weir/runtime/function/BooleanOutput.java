package io.weir.runtime.function;

/** Takes the value of a function that answers false for NULL and whose value is a BOOLEAN. */
public final class BooleanOutput {
  private boolean value;

  /** The value of this row. */
  public void set(boolean value) {
    this.value = value;
  }

  boolean get() {
    return value;
  }
}
