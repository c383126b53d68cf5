package io.weir.runtime.execution.task;

import io.weir.runtime.connector.Source;
import io.weir.runtime.connector.Split;
import io.weir.runtime.error.WeirException;
import io.weir.runtime.execution.IoExecutor;
import io.weir.runtime.plan.SourceNode;
import io.weir.runtime.time.Clock;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Looks from time to time for splits that have been added. Every instance of a source looks for
 * itself, and takes those that are its own by their ids, so that each has one reader.
 */
public final class SplitDiscovery implements IoExecutor.Outcome<List<Split>> {
  private final Source source;
  private final Share share;
  private final Clock clock;
  private final IoExecutor io;
  private final long intervalNanos;
  private final List<Split> known;
  private final AtomicReference<Object> answer = new AtomicReference<>();
  private boolean isAsking;
  private long askedNanos;

  /**
   * @param known all splits of the source, of whatever instance
   * @param share which of those that are added belong to this instance
   */
  public SplitDiscovery(
      SourceNode node, List<Split> known, Share share, Clock clock, IoExecutor io) {
    this.source = node.source();
    this.share = share;
    this.clock = clock;
    this.io = io;
    this.intervalNanos = source.discoveryIntervalMillis() * 1_000_000;
    this.known = new ArrayList<>(known);
    this.askedNanos = clock.monotonicNanos();
  }

  /**
   * A part of the splits.
   *
   * @param subtask which instance has it
   * @param parallelism how many instances there are
   */
  public record Share(int subtask, int parallelism) {
    boolean has(Split split) {
      return Math.floorMod(split.id().hashCode(), parallelism) == subtask;
    }
  }

  /** Whether splits may still be added. */
  boolean isEndless() {
    return intervalNanos > 0;
  }

  /**
   * This instance's splits among those that have been added, if there is an answer that has not
   * been polled yet.
   */
  Optional<List<Split>> poll() {
    if (!isEndless()) {
      return Optional.empty();
    }
    Object result = answer.getAndSet(null);
    if (result != null) {
      isAsking = false;
      return result instanceof Throwable cause ? noneFor(cause) : Optional.of(added(result));
    }
    long now = clock.monotonicNanos();
    if (!isAsking && now - askedNanos >= intervalNanos) {
      isAsking = true;
      askedNanos = now;
      List<Split> before = List.copyOf(known);
      io.submit(() -> source.discoverMore(before), this);
    }
    return Optional.empty();
  }

  private List<Split> added(Object result) {
    List<Split> own = new ArrayList<>();
    for (Object each : (List<?>) result) {
      Split split = (Split) each;
      known.add(split);
      if (share.has(split)) {
        own.add(split);
      }
    }
    return own;
  }

  /** What may pass is asked again after the interval; the rest fails the job. */
  private static Optional<List<Split>> noneFor(Throwable cause) {
    if (cause instanceof IOException || cause instanceof WeirException w && w.isRetryable()) {
      return Optional.empty();
    }
    if (cause instanceof RuntimeException e) {
      throw e;
    }
    throw new AssertionError("looking for splits", cause);
  }

  @Override
  public void succeeded(List<Split> result) {
    answer.set(result);
  }

  @Override
  public void failed(Throwable cause) {
    answer.set(cause);
  }
}
