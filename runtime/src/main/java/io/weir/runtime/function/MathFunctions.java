package io.weir.runtime.function;

/** Functions of floating-point numbers; other numbers are cast to DOUBLE. */
final class MathFunctions {
  private static final double LN_2 = Math.log(2);

  private MathFunctions() {}

  @SqlFunction(
      name = "POWER",
      doc = "`base` to the power of `exponent`.",
      example = "POWER(2, 3)",
      result = "8.0")
  static double power(double base, double exponent) {
    return Math.pow(base, exponent);
  }

  @SqlFunction(
      name = "SQRT",
      doc = "The square root of `x`; NaN if it is negative.",
      example = "SQRT(4)",
      result = "2.0")
  static double sqrt(double x) {
    return Math.sqrt(x);
  }

  @SqlFunction(name = "EXP", doc = "e to the power of `x`.", example = "EXP(0)", result = "1.0")
  static double exp(double x) {
    return Math.exp(x);
  }

  @SqlFunction(
      name = "LN",
      doc = "The natural logarithm of `x`; -Infinity of 0, NaN of a negative number.",
      example = "LN(1)",
      result = "0.0")
  static double ln(double x) {
    return Math.log(x);
  }

  @SqlFunction(
      name = "LOG10",
      doc = "The logarithm of `x` to the base 10.",
      example = "LOG10(100)",
      result = "2.0")
  static double log10(double x) {
    return Math.log10(x);
  }

  @SqlFunction(
      name = "LOG2",
      doc = "The logarithm of `x` to the base 2.",
      example = "LOG2(8)",
      result = "3.0")
  static double log2(double x) {
    return Math.log(x) / LN_2;
  }

  @SqlFunction(
      name = "LOG",
      doc = "The natural logarithm of `x`, or with two arguments the one to the base `base`.",
      example = "LOG(2, 8)",
      result = "3.0")
  static double log(double base, double x) {
    return Math.log(x) / Math.log(base);
  }

  @SqlFunction(name = "LOG")
  static double log(double x) {
    return Math.log(x);
  }

  @SqlFunction(name = "SIN", doc = "The sine of `x` radians.", example = "SIN(0)", result = "0.0")
  static double sin(double x) {
    return Math.sin(x);
  }

  @SqlFunction(name = "COS", doc = "The cosine of `x` radians.", example = "COS(0)", result = "1.0")
  static double cos(double x) {
    return Math.cos(x);
  }

  @SqlFunction(
      name = "TAN",
      doc = "The tangent of `x` radians.",
      example = "TAN(0)",
      result = "0.0")
  static double tan(double x) {
    return Math.tan(x);
  }

  @SqlFunction(
      name = "COT",
      doc = "The cotangent of `x` radians.",
      example = "COT(1)",
      result = "0.6420926159343306")
  static double cot(double x) {
    return 1 / Math.tan(x);
  }

  @SqlFunction(
      name = "ASIN",
      doc = "The arc sine of `x` in radians; NaN outside of -1 to 1.",
      example = "ASIN(0)",
      result = "0.0")
  static double asin(double x) {
    return Math.asin(x);
  }

  @SqlFunction(
      name = "ACOS",
      doc = "The arc cosine of `x` in radians; NaN outside of -1 to 1.",
      example = "ACOS(1)",
      result = "0.0")
  static double acos(double x) {
    return Math.acos(x);
  }

  @SqlFunction(
      name = "ATAN",
      doc = "The arc tangent of `x` in radians.",
      example = "ATAN(1)",
      result = "0.7853981633974483")
  static double atan(double x) {
    return Math.atan(x);
  }

  @SqlFunction(
      name = "ATAN2",
      doc = "The angle in radians of the point with the coordinates (`x`, `y`).",
      example = "ATAN2(1, 2)",
      result = "0.4636476090008061")
  static double atan2(double y, double x) {
    return Math.atan2(y, x);
  }

  @SqlFunction(
      name = "SINH",
      doc = "The hyperbolic sine of `x`.",
      example = "SINH(0)",
      result = "0.0")
  static double sinh(double x) {
    return Math.sinh(x);
  }

  @SqlFunction(
      name = "COSH",
      doc = "The hyperbolic cosine of `x`.",
      example = "COSH(0)",
      result = "1.0")
  static double cosh(double x) {
    return Math.cosh(x);
  }

  @SqlFunction(
      name = "TANH",
      doc = "The hyperbolic tangent of `x`.",
      example = "TANH(0)",
      result = "0.0")
  static double tanh(double x) {
    return Math.tanh(x);
  }

  @SqlFunction(
      name = "DEGREES",
      doc = "`x` radians in degrees.",
      example = "DEGREES(1)",
      result = "57.29577951308232")
  static double degrees(double x) {
    return Math.toDegrees(x);
  }

  @SqlFunction(
      name = "RADIANS",
      doc = "`x` degrees in radians.",
      example = "RADIANS(180)",
      result = "3.141592653589793")
  static double radians(double x) {
    return Math.toRadians(x);
  }

  @SqlFunction(name = "PI", doc = "The number pi.", example = "PI()", result = "3.141592653589793")
  static double pi() {
    return Math.PI;
  }

  @SqlFunction(
      name = "E",
      doc = "The number e, base of the natural logarithm.",
      example = "E()",
      result = "2.718281828459045")
  static double e() {
    return Math.E;
  }
}
