package io.weir.runtime.function;

/** Takes the value of a function that answers false for NULL and whose value is a DOUBLE. */
public final class DoubleOutput {
  private double value;

  /** The value of this row. */
  public void set(double value) {
    this.value = value;
  }

  double get() {
    return value;
  }
}
