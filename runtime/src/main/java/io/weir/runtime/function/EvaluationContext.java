package io.weir.runtime.function;

import io.weir.runtime.operator.OperatorContext;
import io.weir.runtime.time.Clock;
import java.time.ZoneId;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.apache.arrow.memory.BufferAllocator;

/**
 * What expressions can know besides their columns: the session's time zone, the time, random bits,
 * and where to allocate. One for each operator instance; not thread-safe.
 */
public final class EvaluationContext {
  private final ZoneId timeZone;
  private final Clock clock;
  private final RandomGenerator random;
  private final BufferAllocator allocator;
  private long nowMillis;

  /**
   * @param timeZone {@code table.local-time-zone}, frozen with the job
   * @param clock read once a batch
   * @param random the source of RAND and UUID
   * @param allocator where results are allocated
   */
  public EvaluationContext(
      ZoneId timeZone, Clock clock, RandomGenerator random, BufferAllocator allocator) {
    this.timeZone = Objects.requireNonNull(timeZone, "timeZone");
    this.clock = Objects.requireNonNull(clock, "clock");
    this.random = Objects.requireNonNull(random, "random");
    this.allocator = Objects.requireNonNull(allocator, "allocator");
    this.nowMillis = clock.wallMillis();
  }

  /**
   * The context of one operator instance. The random source starts from the job's incarnation and
   * the clock, so that a simulated run repeats itself and a restarted job does not.
   */
  public static EvaluationContext of(OperatorContext context, ZoneId timeZone) {
    long seed = context.incarnation().hashCode() * 0x9E3779B97F4A7C15L;
    seed ^= context.clock().wallMillis() * 31 + context.clock().monotonicNanos();
    SplittableRandom random = new SplittableRandom(seed * 31 + context.subtask());
    return new EvaluationContext(timeZone, context.clock(), random, context.allocator());
  }

  /** The session's time zone. */
  public ZoneId timeZone() {
    return timeZone;
  }

  /** The time of the present batch, in milliseconds since the epoch. */
  public long nowMillis() {
    return nowMillis;
  }

  /** Random bits. */
  public RandomGenerator random() {
    return random;
  }

  /** Where results are allocated. */
  public BufferAllocator allocator() {
    return allocator;
  }

  /** Reads the clock for the next batch. Called by the evaluator. */
  public void beginBatch() {
    nowMillis = clock.wallMillis();
  }
}
