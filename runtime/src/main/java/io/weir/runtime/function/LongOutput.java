package io.weir.runtime.function;

/** Takes the value of a function that answers false for NULL and whose value is a whole number. */
public final class LongOutput {
  private long value;

  /** The value of this row. */
  public void set(long value) {
    this.value = value;
  }

  long get() {
    return value;
  }
}
