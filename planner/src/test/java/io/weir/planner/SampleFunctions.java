package io.weir.planner;

import io.weir.function.AggregateFunction;
import io.weir.function.DataTypeHint;
import io.weir.function.FunctionHint;
import io.weir.function.Row;
import io.weir.function.ScalarFunction;
import io.weir.function.TableFunction;

/** Functions that plan files create. */
public final class SampleFunctions {
  private SampleFunctions() {}

  /** A scalar function with overloads. */
  public static class Reversed extends ScalarFunction {
    /** Of a string. */
    public String eval(String text) {
      return text == null ? null : new StringBuilder(text).reverse().toString();
    }

    /** Of a number with a hint. */
    public @DataTypeHint("DECIMAL(10, 2)") java.math.BigDecimal eval(
        @DataTypeHint("DECIMAL(10, 2)") java.math.BigDecimal number) {
      return number.negate();
    }
  }

  /** A scalar function that differs from call to call. */
  public static class Dice extends ScalarFunction {
    /** A draw. */
    public int eval(int sides) {
      return 1 + System.identityHashCode(new Object()) % sides;
    }

    @Override
    public boolean isDeterministic() {
      return false;
    }
  }

  /** A table function. */
  @FunctionHint(output = @DataTypeHint("ROW<word STRING, length INT>"))
  public static class Words extends TableFunction<Row> {
    /** The words of a text. */
    public void eval(String text) {
      for (String word : text.split(" ")) {
        collect(Row.of(word, word.length()));
      }
    }
  }

  /** An aggregate function that can neither retract nor merge. */
  public static class Longest extends AggregateFunction<String, Longest.Text> {
    /** An accumulator. */
    public static class Text {
      public String value = "";
    }

    @Override
    public Text createAccumulator() {
      return new Text();
    }

    @Override
    public String getValue(Text accumulator) {
      return accumulator.value;
    }

    /** Takes a row in. */
    public void accumulate(Text accumulator, String text) {
      if (text != null && text.length() > accumulator.value.length()) {
        accumulator.value = text;
      }
    }
  }

  /** An aggregate function that can do all. */
  public static class WeightedSum extends AggregateFunction<Long, WeightedSum.Sum> {
    /** An accumulator. */
    public static class Sum {
      public long value;
    }

    @Override
    public Sum createAccumulator() {
      return new Sum();
    }

    @Override
    public Long getValue(Sum accumulator) {
      return accumulator.value;
    }

    /** Takes a row in. */
    public void accumulate(Sum accumulator, long value, long weight) {
      accumulator.value += value * weight;
    }

    /** Takes a row back. */
    public void retract(Sum accumulator, long value, long weight) {
      accumulator.value -= value * weight;
    }

    /** Takes others in. */
    public void merge(Sum accumulator, Iterable<Sum> others) {
      for (Sum other : others) {
        accumulator.value += other.value;
      }
    }
  }

  /** No function: it has no method eval. */
  public static class Nothing {}

  /** A method of a type that is none of SQL's. */
  public static class Odd extends ScalarFunction {
    /** Of anything. */
    public String eval(Thread thread) {
      return thread.getName();
    }
  }
}
