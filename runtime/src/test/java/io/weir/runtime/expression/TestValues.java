package io.weir.runtime.expression;

import io.weir.runtime.function.EvaluationContext;
import io.weir.runtime.time.Clock;
import java.time.ZoneId;
import java.util.SplittableRandom;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;

/** What tests of expressions share: a fixed time and zone, and the value of an expression. */
public final class TestValues {
  /** The session time zone of tests. */
  public static final ZoneId ZONE = ZoneId.of("America/New_York");

  /** 2024-02-29T12:34:56.789Z. */
  public static final long NOW_MILLIS = 1_709_210_096_789L;

  private TestValues() {}

  private record FixedClock() implements Clock {
    @Override
    public long wallMillis() {
      return NOW_MILLIS;
    }

    @Override
    public long monotonicNanos() {
      return 0;
    }
  }

  /** A context with a fixed clock and a fixed seed. */
  public static EvaluationContext context(BufferAllocator allocator) {
    return new EvaluationContext(ZONE, new FixedClock(), new SplittableRandom(1), allocator);
  }

  /** The value of an expression without columns. Fails if a buffer leaks. */
  public static Object constant(Expression expression) {
    try (BufferAllocator allocator = new RootAllocator()) {
      return ExpressionEvaluator.constant(expression, context(allocator));
    }
  }
}
