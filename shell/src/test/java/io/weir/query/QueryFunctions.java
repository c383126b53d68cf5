package io.weir.query;

import io.weir.function.AggregateFunction;
import io.weir.function.DataTypeHint;
import io.weir.function.FunctionHint;
import io.weir.function.Row;
import io.weir.function.ScalarFunction;
import io.weir.function.TableFunction;
import java.util.HashMap;
import java.util.Map;

/** Functions that query files create. */
public final class QueryFunctions {
  private QueryFunctions() {}

  /** Text behind a prefix that is an option. */
  public static class Prefixed extends ScalarFunction {
    private String prefix;

    @Override
    public void open(io.weir.function.FunctionContext context) {
      prefix = context.option("prefix", "");
    }

    /** Of a text. */
    public String eval(String text) {
      return text == null ? null : prefix + text;
    }

    /** Of any number of numbers, none of them NULL. */
    public long eval(long first, long... others) {
      long sum = first;
      for (long other : others) {
        sum += other;
      }
      return sum;
    }
  }

  /** The letters of a text, with their places. */
  @FunctionHint(output = @DataTypeHint("ROW<letter STRING, place INT>"))
  public static class Letters extends TableFunction<Row> {
    /** One row a letter. */
    public void eval(String text) {
      for (int i = 0; i < text.length(); i++) {
        collect(Row.of(text.substring(i, i + 1), i));
      }
    }
  }

  /** The value that occurs most often; of several, the largest. */
  public static class Mode extends AggregateFunction<Long, Mode.Counts> {
    /** How often each value occurs. */
    public static class Counts {
      public Map<Long, Long> ofValue = new HashMap<>();
    }

    @Override
    public Counts createAccumulator() {
      return new Counts();
    }

    @Override
    public Long getValue(Counts counts) {
      Long mode = null;
      for (Map.Entry<Long, Long> entry : counts.ofValue.entrySet()) {
        long most = mode == null ? 0 : counts.ofValue.get(mode);
        boolean isMore =
            entry.getValue() > most || entry.getValue() == most && entry.getKey() > mode;
        mode = mode == null || isMore ? entry.getKey() : mode;
      }
      return mode;
    }

    /** Takes a row in. */
    public void accumulate(Counts counts, Long value) {
      if (value != null) {
        counts.ofValue.merge(value, 1L, Long::sum);
      }
    }

    /** Takes a row back. */
    public void retract(Counts counts, Long value) {
      if (value != null && counts.ofValue.merge(value, -1L, Long::sum) == 0) {
        counts.ofValue.remove(value);
      }
    }

    /** Takes others in. */
    public void merge(Counts counts, Iterable<Counts> others) {
      for (Counts other : others) {
        other.ofValue.forEach((value, count) -> counts.ofValue.merge(value, count, Long::sum));
      }
    }
  }
}
