package io.weir.runtime.execution.thread;

import io.weir.runtime.state.Lanes;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Runs parts on the threads for I/O as far as these are free. The caller's thread works on them
 * too, so that all get done even if no other has time.
 */
final class ThreadLanes implements Lanes {
  private final Executor threads;
  private final int width;

  ThreadLanes(Executor threads, int width) {
    this.threads = threads;
    this.width = width;
  }

  @Override
  public int width() {
    return width;
  }

  @Override
  public void run(List<Runnable> parts) {
    Round round = new Round(parts);
    int helpers = Math.min(width, parts.size()) - 1;
    for (int i = 0; i < helpers; i++) {
      if (!offer(round)) {
        break;
      }
    }
    round.run();
    round.await();
  }

  /** Whether a thread will come to help; none does when the engine is being closed. */
  private boolean offer(Round round) {
    try {
      threads.execute(round);
      return true;
    } catch (RejectedExecutionException e) {
      return false;
    }
  }

  private static final class Round implements Runnable {
    private final List<Runnable> parts;
    private final AtomicInteger next = new AtomicInteger();
    private final CountDownLatch left;
    private final AtomicReference<Throwable> fault = new AtomicReference<>();

    Round(List<Runnable> parts) {
      this.parts = parts;
      this.left = new CountDownLatch(parts.size());
    }

    @Override
    public void run() {
      for (int i = next.getAndIncrement(); i < parts.size(); i = next.getAndIncrement()) {
        try {
          if (fault.get() == null) {
            parts.get(i).run();
          }
        } catch (Throwable cause) {
          fault.compareAndSet(null, cause);
        } finally {
          left.countDown();
        }
      }
    }

    /** Waits until no part runs, also when interrupted, since they use what the caller owns. */
    void await() {
      boolean wasInterrupted = false;
      while (left.getCount() > 0) {
        try {
          left.await();
        } catch (InterruptedException e) {
          wasInterrupted = true;
        }
      }
      if (wasInterrupted) {
        Thread.currentThread().interrupt();
      }
      Throwable cause = fault.get();
      if (cause instanceof RuntimeException e) {
        throw e;
      }
      if (cause instanceof Error e) {
        throw e;
      }
    }
  }
}
