package io.weir.runtime.operator.aggregate;

/** What is computed from the first two moments of a distribution. */
enum Moment {
  STDDEV_POP(false, true, "The standard deviation of the values, taken as all there are"),
  STDDEV_SAMP(true, true, "The standard deviation that a sample of the values suggests"),
  VAR_POP(false, false, "The variance of the values, taken as all there are"),
  VAR_SAMP(true, false, "The variance that a sample of the values suggests");

  /**
   * Whether the values are a sample: the sum of squares is divided by one less than their number.
   */
  final boolean isSample;

  /** Whether it is the square root of the variance. */
  final boolean isRoot;

  final String description;

  Moment(boolean isSample, boolean isRoot, String description) {
    this.isSample = isSample;
    this.isRoot = isRoot;
    this.description = description;
  }
}
