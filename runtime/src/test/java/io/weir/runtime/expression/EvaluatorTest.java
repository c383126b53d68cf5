package io.weir.runtime.expression;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.weir.runtime.function.EvaluationContext;
import io.weir.runtime.function.FunctionRegistry;
import io.weir.runtime.stream.Batch;
import io.weir.runtime.stream.Selection;
import io.weir.runtime.time.Clock;
import io.weir.runtime.type.Field;
import io.weir.runtime.type.LogicalType;
import io.weir.runtime.type.Schema;
import io.weir.runtime.vector.Values;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.FieldVector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EvaluatorTest {
  private static final Schema SCHEMA =
      Schema.of(new Field("a", LogicalType.int32()), new Field("s", LogicalType.string()));

  private final BufferAllocator allocator = new RootAllocator();
  private final EvaluationContext context =
      new EvaluationContext(ZoneOffset.UTC, new FixedClock(), new Random(1), allocator);
  private final Expression a = ColumnReference.of(SCHEMA, 0);
  private final Expression s = ColumnReference.of(SCHEMA, 1);

  private record FixedClock() implements Clock {
    @Override
    public long wallMillis() {
      return 1_000_000_000_000L;
    }

    @Override
    public long monotonicNanos() {
      return 0;
    }
  }

  @AfterEach
  void nothingLeaks() {
    allocator.close();
  }

  private Batch batch() {
    List<FieldVector> vectors =
        List.of(
            Values.vector(LogicalType.int32(), Arrays.asList(1L, null, 3L, 4L), allocator),
            Values.vector(LogicalType.string(), Arrays.asList("a,b", "c", null, "d,e"), allocator));
    return Batch.ofInserts(SCHEMA, vectors, 4);
  }

  private static Expression call(String name, Expression... arguments) {
    return Expressions.call(
        FunctionRegistry.standard().get(name), List.of(arguments), SourcePosition.NONE);
  }

  @Test
  void columnsShareTheirBuffersAndFunctionsSeeSelectedRows() {
    Expression second = call("SPLIT_INDEX", s, Literal.of(","), Literal.of(1));
    assertEquals("SPLIT_INDEX(s, ',', 1)", second.toString());
    try (Batch batch = batch();
        ExpressionEvaluator evaluator =
            ExpressionEvaluator.of(List.of(a, second, Literal.of(7L)), context)) {
      batch.select(Selection.of(new int[] {0, 3}, 2));
      List<FieldVector> vectors = evaluator.evaluate(batch);
      assertEquals(
          batch.vector(0).getDataBuffer().memoryAddress(),
          vectors.get(0).getDataBuffer().memoryAddress());
      assertEquals("b", Values.read(LogicalType.string(), vectors.get(1), 0));
      assertEquals("e", Values.read(LogicalType.string(), vectors.get(1), 3));
      assertEquals(7L, Values.read(LogicalType.bigint(), vectors.get(2), 3));
      vectors.forEach(FieldVector::close);
    }
  }

  @Test
  void aConditionKeepsTheRowsWhereItIsTrue() {
    Expression condition =
        new And(List.of(call(">", a, Literal.of(0L)), call("<>", s, Literal.of("c"))));
    assertEquals("((CAST(a AS BIGINT) > 0) AND (s <> 'c'))", condition.toString());
    try (Batch batch = batch();
        ExpressionEvaluator evaluator = ExpressionEvaluator.ofCondition(condition, context)) {
      Selection selection = evaluator.filter(batch);
      assertEquals(2, selection.count());
      assertEquals(0, selection.row(0));
      assertEquals(3, selection.row(1));
    }
  }

  @Test
  void nullsOfStrictFunctions() {
    try (Batch batch = batch();
        ExpressionEvaluator evaluator =
            ExpressionEvaluator.of(
                List.of(call("CHAR_LENGTH", s), call("CONCAT", s, Literal.of("!"), s)), context)) {
      List<FieldVector> vectors = evaluator.evaluate(batch);
      assertEquals(3L, Values.read(LogicalType.int32(), vectors.get(0), 0));
      assertNull(Values.read(LogicalType.int32(), vectors.get(0), 2));
      assertEquals("c!c", Values.read(LogicalType.string(), vectors.get(1), 1));
      assertNull(Values.read(LogicalType.string(), vectors.get(1), 2));
      vectors.forEach(FieldVector::close);
    }
  }
}
