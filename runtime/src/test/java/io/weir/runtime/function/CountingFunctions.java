package io.weir.runtime.function;

/** Functions that tests use to see how often and with what a method is called. */
public final class CountingFunctions {
  /** How many rows have been computed; set to 0 by the test. */
  public static int calls;

  private CountingFunctions() {}

  /** A registry of these functions only. */
  public static FunctionRegistry registry() {
    return FunctionRegistry.ofFamilies(java.util.List.of(CountingFunctions.class));
  }

  @SqlFunction(name = "COUNTED", doc = "The argument.", example = "COUNTED(1)", result = "1")
  static long counted(long value) {
    calls++;
    return value;
  }

  @SqlFunction(
      name = "COUNTED_OR_FAIL",
      doc = "The argument, which must not be 7.",
      example = "COUNTED_OR_FAIL(1)",
      result = "1",
      canFail = true)
  static long countedOrFail(long value) {
    calls++;
    if (value == 7) {
      throw new EvaluationException("7 came", "send another");
    }
    return value;
  }

  @SqlFunction(
      name = "DRAW",
      doc = "A new number each time.",
      example = "DRAW(1)",
      determinism = Determinism.PER_ROW)
  static long draw(long value) {
    return ++calls;
  }

  /** Counts the rows of one call site. */
  static final class Rows implements FunctionState {
    private long rows;
  }

  @SqlFunction(name = "NUMBERED", doc = "The row's number.", example = "NUMBERED(1)")
  static boolean numbered(@SqlNullable Long value, Rows rows, LongOutput out) {
    out.set(++rows.rows);
    return value != null;
  }

  @SqlFunction(name = "JOINED", doc = "All parts.", example = "JOINED('a')", result = "'a'")
  static boolean joined(@SqlNullable Slice[] parts, SliceOutput out) {
    for (Slice part : parts) {
      if (part != null) {
        out.append(part);
      }
    }
    return out.length() > 0;
  }

  @SqlFunction(
      name = "ON_DAY",
      doc = "The day itself.",
      example = "ON_DAY(DATE '2024-01-01')",
      result = "DATE '2024-01-01'",
      returns = "DATE")
  static int onDay(@SqlType("DATE") int day) {
    return day;
  }

  @SqlFunction(name = "HALF", doc = "Half.", example = "HALF(1)")
  static double half(double value) {
    return value / 2;
  }

  @SqlFunction(name = "HALF", doc = "", returns = "STRING")
  static String half(Slice text) {
    return text.length() < 2 ? null : text.toString().substring(0, text.length() / 2);
  }
}
