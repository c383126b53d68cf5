package io.weir.runtime.expression;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.weir.runtime.error.WeirException;
import io.weir.runtime.function.CountingFunctions;
import io.weir.runtime.function.EvaluationContext;
import io.weir.runtime.function.FunctionRegistry;
import io.weir.runtime.stream.Batch;
import io.weir.runtime.stream.Selection;
import io.weir.runtime.time.Clock;
import io.weir.runtime.type.Field;
import io.weir.runtime.type.LogicalType;
import io.weir.runtime.type.Schema;
import io.weir.runtime.type.TypeKind;
import io.weir.runtime.vector.Values;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
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
      new EvaluationContext(ZoneOffset.UTC, new FixedClock(), new SplittableRandom(1), allocator);
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

  private static Expression counting(String name, Expression... arguments) {
    return Expressions.call(
        CountingFunctions.registry().get(name), List.of(arguments), new SourcePosition(3, 17));
  }

  private List<List<Object>> values(List<Expression> expressions) {
    List<List<Object>> all = new ArrayList<>();
    try (Batch batch = batch();
        ExpressionEvaluator evaluator = ExpressionEvaluator.of(expressions, context)) {
      List<FieldVector> vectors = evaluator.evaluate(batch);
      for (int e = 0; e < expressions.size(); e++) {
        List<Object> values = new ArrayList<>();
        for (int row = 0; row < batch.rowCount(); row++) {
          values.add(Values.read(expressions.get(e).type(), vectors.get(e), row));
        }
        all.add(values);
      }
      vectors.forEach(FieldVector::close);
    }
    return all;
  }

  @Test
  void aCommonSubexpressionIsComputedOnce() {
    CountingFunctions.calls = 0;
    FunctionRegistry counting = CountingFunctions.registry();
    Expression once = Expressions.call(counting.get("COUNTED"), List.of(a), SourcePosition.NONE);
    Expression again =
        Expressions.call(counting.get("COUNTED"), List.of(a), new SourcePosition(9, 9));
    assertEquals(
        List.of(Arrays.asList(2L, null, 6L, 8L), Arrays.asList(1L, null, 3L, 4L)),
        values(List.of(call("+", once, again), once)));
    assertEquals(3, CountingFunctions.calls);
  }

  @Test
  void aFailingSubexpressionIsComputedForTheRowsThatNeedItAndOnce() {
    CountingFunctions.calls = 0;
    FunctionRegistry counting = CountingFunctions.registry();
    Expression failing =
        Expressions.call(counting.get("COUNTED_OR_FAIL"), List.of(a), SourcePosition.NONE);
    Expression first =
        new Case(
            List.of(new Case.Branch(call("=", a, Literal.of(1)), failing)),
            Literal.of(0L),
            LogicalType.bigint());
    Expression second =
        new Case(
            List.of(new Case.Branch(call("<", a, Literal.of(4)), failing)),
            Literal.of(0L),
            LogicalType.bigint());
    assertEquals(
        List.of(Arrays.asList(1L, 0L, 0L, 0L), Arrays.asList(1L, 0L, 3L, 0L)),
        values(List.of(first, second)));
    assertEquals(2, CountingFunctions.calls);
  }

  @Test
  void aNondeterministicCallIsEvaluatedWhereItIsWritten() {
    CountingFunctions.calls = 0;
    FunctionRegistry counting = CountingFunctions.registry();
    Expression draw = Expressions.call(counting.get("DRAW"), List.of(a), SourcePosition.NONE);
    assertEquals(
        List.of(Arrays.asList(1L, null, 2L, 3L), Arrays.asList(4L, null, 5L, 6L)),
        values(List.of(draw, draw)));
  }

  @Test
  void errorsNameThePositionAndTheExpression() {
    Expression failing = counting("COUNTED_OR_FAIL", Literal.of(7L));
    WeirException error = assertThrows(WeirException.class, () -> values(List.of(failing)));
    assertEquals("3:17: 7 came, in COUNTED_OR_FAIL(7)", error.getMessage());
    assertEquals("send another", error.hint());
  }

  @Test
  void formsOfAnnotatedFunctions() {
    assertEquals(
        List.of(Arrays.asList(1L, null, 3L, 4L)), values(List.of(counting("NUMBERED", a))));
    assertEquals(
        List.of(Arrays.asList("a,ba,b", "cc", null, "d,ed,e")),
        values(List.of(counting("JOINED", s, s))));
    assertEquals(List.of(Arrays.asList(0.5, null, 1.5, 2.0)), values(List.of(counting("HALF", a))));
    assertEquals(
        List.of(Arrays.asList("a", null, null, "d")), values(List.of(counting("HALF", s))));
    assertEquals(
        LogicalType.of(TypeKind.DATE).withNullable(false),
        counting("ON_DAY", new Literal(LogicalType.of(TypeKind.DATE).withNullable(false), 1))
            .type());
  }

  @Test
  void theTimeIsThatOfTheBatch() {
    List<List<Object>> values = values(List.of(call("NOW"), call("CURRENT_TIMESTAMP")));
    assertEquals(values.get(0), values.get(1));
    assertEquals(List.of(1_000_000_000_000_000L), List.copyOf(Set.copyOf(values.get(0))));
  }

  @Test
  void aBatchWithoutLiveRowsFailsNowhere() {
    try (Batch batch = batch();
        ExpressionEvaluator evaluator =
            ExpressionEvaluator.of(List.of(counting("COUNTED_OR_FAIL", Literal.of(7L))), context)) {
      batch.select(Selection.all(0));
      evaluator.evaluate(batch).forEach(FieldVector::close);
    }
  }
}
