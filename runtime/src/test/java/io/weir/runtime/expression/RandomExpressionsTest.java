package io.weir.runtime.expression;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weir.runtime.error.WeirException;
import io.weir.runtime.stream.Batch;
import io.weir.runtime.stream.Selection;
import io.weir.runtime.type.LogicalType;
import io.weir.runtime.vector.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.FieldVector;
import org.junit.jupiter.api.Test;

/**
 * Random expressions over random batches, with every kind of selection, with and without NULLs,
 * with other rows in the slots that are not selected, against {@link RowInterpreter}. {@code
 * -Dseed=N} replays one case.
 */
class RandomExpressionsTest {
  private static final int CASES = 1_000;

  @Test
  void kernelsAgreeWithTheInterpreter() {
    Long only = Long.getLong("seed");
    int failing = 0;
    for (long seed = only == null ? 1 : only; seed <= (only == null ? CASES : only); seed++) {
      try {
        failing += new OneCase(seed).run() ? 0 : 1;
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError("with -Dseed=" + seed + ": " + e.getMessage(), e);
      }
    }
    assertTrue(only != null || failing > CASES / 50, failing + " expressions have failed");
    assertTrue(only != null || failing < CASES / 2, failing + " expressions have failed");
  }

  /** One batch and a few expressions over it. */
  private static final class OneCase {
    private final SplittableRandom random;
    private final List<List<Object>> rows = new ArrayList<>();
    private final List<Expression> expressions = new ArrayList<>();
    private final Expression condition;
    private final Selection selection;

    OneCase(long seed) {
      random = new SplittableRandom(seed);
      RandomExpressions generator = new RandomExpressions(random);
      double nulls = random.nextInt(3) * 0.15;
      int rowCount = 1 + random.nextInt(random.nextInt(4) == 0 ? 300 : 12);
      for (int i = 0; i < rowCount; i++) {
        rows.add(generator.row(nulls));
      }
      selection = selection(rowCount);
      condition = generator.of(LogicalType.bool(), 2);
      if (random.nextInt(4) == 0) {
        expressions.addAll(generator.sharingAFailingPart());
        return;
      }
      for (int i = random.nextInt(3); i >= 0; i--) {
        expressions.add(generator.any(1 + random.nextInt(3)));
      }
    }

    private Selection selection(int rowCount) {
      switch (random.nextInt(4)) {
        case 0:
          return Selection.all(rowCount);
        case 1:
          int start = random.nextInt(rowCount);
          return Selection.range(start, 1 + random.nextInt(rowCount - start));
        default:
          int share = 1 + random.nextInt(8);
          int[] selected = new int[rowCount + 1];
          int count = 0;
          for (int row = 0; row < rowCount; row++) {
            if (random.nextInt(8) < share) {
              selected[count++] = row;
            }
          }
          return Selection.of(selected, count);
      }
    }

    /** Whether the expressions had values for all rows. */
    boolean run() {
      try (BufferAllocator allocator = new RootAllocator()) {
        return run(allocator);
      }
    }

    private boolean run(BufferAllocator allocator) {
      List<FieldVector> vectors = new ArrayList<>();
      for (int c = 0; c < RandomExpressions.SCHEMA.size(); c++) {
        int column = c;
        List<Object> values = new ArrayList<>();
        rows.forEach(row -> values.add(row.get(column)));
        vectors.add(Values.vector(RandomExpressions.SCHEMA.type(c), values, allocator));
      }
      try (Batch batch =
          new Batch(RandomExpressions.SCHEMA, vectors, rows.size(), selection, null, null)) {
        return checkFilter(batch, allocator) & checkValues(batch, allocator);
      }
    }

    private boolean checkFilter(Batch batch, BufferAllocator allocator) {
      List<Integer> expected = new ArrayList<>();
      boolean fails = false;
      for (int i = 0; i < selection.count(); i++) {
        int row = selection.row(i);
        try {
          if (Boolean.TRUE.equals(RowInterpreter.evaluate(condition, rows.get(row)))) {
            expected.add(row);
          }
        } catch (RowInterpreter.Fault e) {
          fails = true;
        }
      }
      try (ExpressionEvaluator evaluator =
          ExpressionEvaluator.ofCondition(condition, TestValues.context(allocator))) {
        for (int repeat = 0; repeat < 2; repeat++) {
          try {
            Selection kept = evaluator.filter(batch);
            List<Integer> actual = new ArrayList<>();
            for (int i = 0; i < kept.count(); i++) {
              actual.add(kept.row(i));
            }
            assertTrue(!fails, "no error in " + condition);
            assertEquals(expected, actual, condition.toString());
          } catch (WeirException e) {
            assertTrue(fails, e.getMessage());
          }
        }
      }
      return !fails;
    }

    private boolean checkValues(Batch batch, BufferAllocator allocator) {
      boolean fails = false;
      List<List<Object>> expected = new ArrayList<>();
      for (Expression expression : expressions) {
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < selection.count(); i++) {
          try {
            values.add(RowInterpreter.evaluate(expression, rows.get(selection.row(i))));
          } catch (RowInterpreter.Fault e) {
            fails = true;
          }
        }
        expected.add(values);
      }
      try (ExpressionEvaluator evaluator =
          ExpressionEvaluator.of(expressions, TestValues.context(allocator))) {
        for (int repeat = 0; repeat < 2; repeat++) {
          try {
            List<FieldVector> vectors = evaluator.evaluate(batch);
            try {
              assertTrue(!fails, "no error in " + expressions);
              compare(expected, vectors);
            } finally {
              vectors.forEach(FieldVector::close);
            }
          } catch (WeirException e) {
            assertTrue(fails, e.getMessage() + " in " + expressions);
          }
        }
      }
      return !fails;
    }

    private void compare(List<List<Object>> expected, List<FieldVector> vectors) {
      for (int e = 0; e < vectors.size(); e++) {
        assertEquals(rows.size(), vectors.get(e).getValueCount());
        LogicalType type = expressions.get(e).type();
        List<Object> actual = new ArrayList<>();
        for (int i = 0; i < selection.count(); i++) {
          actual.add(Values.read(type, vectors.get(e), selection.row(i)));
        }
        assertEquals(expected.get(e), actual, expressions.get(e) + " :: " + type);
      }
    }
  }
}
