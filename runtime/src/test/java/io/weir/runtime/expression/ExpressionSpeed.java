package io.weir.runtime.expression;

import io.weir.runtime.stream.Batch;
import io.weir.runtime.stream.Selection;
import io.weir.runtime.type.Field;
import io.weir.runtime.type.LogicalType;
import io.weir.runtime.type.Schema;
import io.weir.runtime.vector.Values;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.FieldVector;

/**
 * Prints CPU nanoseconds a row of some expressions over full batches. A main program for people who
 * change kernels; no test. Run it with Arrow's checks off, as the launcher does.
 */
public final class ExpressionSpeed {
  private static final Schema SCHEMA =
      Schema.of(
          new Field("a", LogicalType.bigint()),
          new Field("b", LogicalType.bigint()),
          new Field("i", LogicalType.int32()),
          new Field("d", LogicalType.float64()),
          new Field("m", LogicalType.decimal(10, 2)),
          new Field("s", LogicalType.string()),
          new Field("n", LogicalType.bigint()));
  private static final String[] EXPRESSIONS = {
    "a",
    "a + b",
    "a * 2 + b",
    "i + 1",
    "d * 0.9e0",
    "m * 1.05",
    "m + m",
    "n + 1",
    "a / 3",
    "CASE WHEN a > 50 THEN b ELSE i END",
    "COALESCE(n, 0)",
    "CAST(i AS BIGINT)",
    "CAST(a AS STRING)",
    "s || '!'",
    "SPLIT_INDEX(s, '-', 1)",
    "CHAR_LENGTH(s)",
  };
  private static final String[] CONDITIONS = {
    "a > 50",
    "a > 50 AND b < 20",
    "s = 'item-42'",
    "s LIKE 'item-4%'",
    "n IS NOT NULL",
    "a IN (1, 2, 3, 50)",
    "d > 10e0 OR a < 3",
    "m > 5.00",
  };
  private static final int BATCHES = 1_500;

  private ExpressionSpeed() {}

  /** Runs all measurements. */
  public static void main(String[] arguments) {
    try (BufferAllocator allocator = new RootAllocator();
        Batch batch = batch(allocator)) {
      for (int round = 0; round < 2; round++) {
        for (String text : EXPRESSIONS) {
          report(round, text, evaluate(text, batch, allocator));
        }
        for (String text : CONDITIONS) {
          report(round, "filter " + text, filter(text, batch, allocator));
        }
      }
    }
  }

  private static Batch batch(BufferAllocator allocator) {
    SplittableRandom random = new SplittableRandom(7);
    List<List<Object>> columns = new ArrayList<>();
    SCHEMA.fields().forEach(field -> columns.add(new ArrayList<>()));
    for (int row = 0; row < Batch.MAX_ROWS; row++) {
      long small = random.nextInt(100);
      Object[] values = {
        small,
        (long) random.nextInt(100),
        small,
        small / 7.0,
        BigDecimal.valueOf(small * 13, 2),
        "item-" + small,
        random.nextInt(10) == 0 ? null : small
      };
      for (int c = 0; c < values.length; c++) {
        columns.get(c).add(values[c]);
      }
    }
    List<FieldVector> vectors = new ArrayList<>();
    for (int c = 0; c < columns.size(); c++) {
      vectors.add(Values.vector(SCHEMA.type(c), columns.get(c), allocator));
    }
    return Batch.ofInserts(SCHEMA, vectors, Batch.MAX_ROWS);
  }

  private static double evaluate(String text, Batch batch, BufferAllocator allocator) {
    try (ExpressionEvaluator evaluator =
        ExpressionEvaluator.of(
            List.of(Notation.parse(text, SCHEMA)), TestValues.context(allocator))) {
      return nanosPerRow(() -> evaluator.evaluate(batch).forEach(FieldVector::close));
    }
  }

  private static double filter(String text, Batch batch, BufferAllocator allocator) {
    Selection[] last = new Selection[1];
    try (ExpressionEvaluator evaluator =
        ExpressionEvaluator.ofCondition(
            Notation.parse(text, SCHEMA), TestValues.context(allocator))) {
      return nanosPerRow(() -> last[0] = evaluator.filter(batch));
    }
  }

  private static double nanosPerRow(Runnable work) {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    double best = Double.MAX_VALUE;
    for (int attempt = 0; attempt < 5; attempt++) {
      long start = threads.getCurrentThreadCpuTime();
      for (int i = 0; i < BATCHES / 5; i++) {
        work.run();
      }
      long spent = threads.getCurrentThreadCpuTime() - start;
      best = Math.min(best, spent / (BATCHES / 5.0 * Batch.MAX_ROWS));
    }
    return best;
  }

  private static void report(int round, String text, double nanos) {
    if (round > 0) {
      System.out.printf("%6.2f ns/row  %s%n", nanos, text);
    }
  }
}
