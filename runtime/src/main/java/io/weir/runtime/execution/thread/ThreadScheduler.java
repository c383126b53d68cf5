package io.weir.runtime.execution.thread;

import io.weir.runtime.execution.IoExecutor;
import io.weir.runtime.execution.Scheduler;
import io.weir.runtime.execution.Tasklet;
import io.weir.runtime.state.Lanes;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Steps tasklets on a fixed number of threads, usually as many as there are cores. The only class
 * of the engine that knows threads.
 *
 * <p>Each tasklet has a home: the worker that steps it as long as both keep up, so that what it
 * touches stays in that core's caches. A worker that finds nothing to do at home steps the tasklets
 * of others. One that finds nothing at all looks again a few times, and then sleeps: shortly at
 * first, and not longer than {@link #LONGEST_SLEEP_NANOS}, so that a wake-up that was lost costs
 * little.
 *
 * <p>A tasklet that throws is broken beyond what its job can survive: it is never stepped again,
 * and the fault goes to the process's handler of uncaught exceptions, which should end the process.
 */
public final class ThreadScheduler implements Scheduler, AutoCloseable {
  private static final int LOOKS_BEFORE_SLEEP = 20;
  private static final long SHORTEST_SLEEP_NANOS = 20_000;
  private static final long LONGEST_SLEEP_NANOS = 2_000_000;
  private static final int MOST_IO_THREADS = 16;
  private static final long IO_IDLE_SECONDS = 10;

  private final Worker[] workers;
  private final AtomicInteger sleeping = new AtomicInteger();
  private final AtomicInteger added = new AtomicInteger();
  private final ExecutorService ioThreads;
  private final IoExecutor io = new ThreadIo();
  private volatile boolean isClosed;

  /** Starts {@code threads} workers. */
  public ThreadScheduler(int threads) {
    this.workers = new Worker[threads];
    for (int i = 0; i < threads; i++) {
      workers[i] = new Worker(i);
    }
    this.ioThreads = ioThreads();
    for (Worker worker : workers) {
      worker.thread.start();
    }
  }

  private static ExecutorService ioThreads() {
    AtomicInteger number = new AtomicInteger();
    ThreadFactory factory =
        task -> {
          Thread thread = new Thread(task, "weir-io-" + number.getAndIncrement());
          thread.setDaemon(true);
          return thread;
        };
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            MOST_IO_THREADS,
            MOST_IO_THREADS,
            IO_IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            factory);
    pool.allowCoreThreadTimeOut(true);
    return pool;
  }

  @Override
  public void add(Tasklet tasklet) {
    Worker home = workers[Math.floorMod(added.getAndIncrement(), workers.length)];
    home.slots.add(new Slot(tasklet));
    wake();
  }

  @Override
  public IoExecutor io() {
    return io;
  }

  /** Threads for I/O, as many as there are workers, for tasks that block anyway. */
  public Lanes lanes() {
    return new ThreadLanes(ioThreads, workers.length);
  }

  @Override
  public void wake() {
    if (sleeping.get() > 0) {
      for (Worker worker : workers) {
        if (worker.isAsleep) {
          LockSupport.unpark(worker.thread);
        }
      }
    }
  }

  /** Stops all threads; tasklets that are not done are left as they are. Waits for the workers. */
  @Override
  public void close() {
    isClosed = true;
    ioThreads.shutdown();
    boolean wasInterrupted = false;
    for (Worker worker : workers) {
      LockSupport.unpark(worker.thread);
      wasInterrupted |= join(worker.thread);
    }
    if (wasInterrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static boolean join(Thread thread) {
    boolean wasInterrupted = false;
    while (true) {
      try {
        thread.join();
        return wasInterrupted;
      } catch (InterruptedException e) {
        wasInterrupted = true;
      }
    }
  }

  /** A tasklet and whether a worker is stepping it. */
  private static final class Slot {
    final Tasklet tasklet;
    final AtomicBoolean isTaken = new AtomicBoolean();

    Slot(Tasklet tasklet) {
      this.tasklet = tasklet;
    }
  }

  private final class Worker implements Runnable {
    final List<Slot> slots = new CopyOnWriteArrayList<>();
    final Thread thread;
    private final int index;
    volatile boolean isAsleep;

    Worker(int index) {
      this.index = index;
      this.thread = new Thread(this, "weir-worker-" + index);
      thread.setDaemon(true);
    }

    @Override
    public void run() {
      int looks = 0;
      while (!isClosed) {
        if (stepAll(this) || stepOthers()) {
          looks = 0;
        } else if (looks < LOOKS_BEFORE_SLEEP) {
          looks++;
          Thread.onSpinWait();
        } else {
          sleep(looks - LOOKS_BEFORE_SLEEP);
          looks++;
        }
      }
    }

    private void sleep(int sleepsBefore) {
      long nanos = SHORTEST_SLEEP_NANOS << Math.min(sleepsBefore, 16);
      isAsleep = true;
      sleeping.incrementAndGet();
      LockSupport.parkNanos(this, Math.min(nanos, LONGEST_SLEEP_NANOS));
      sleeping.decrementAndGet();
      isAsleep = false;
    }

    private boolean stepOthers() {
      for (int i = 1; i < workers.length; i++) {
        if (stepAll(workers[(index + i) % workers.length])) {
          return true;
        }
      }
      return false;
    }

    private boolean stepAll(Worker home) {
      boolean worked = false;
      for (Slot slot : home.slots) {
        if (!isClosed && slot.isTaken.compareAndSet(false, true)) {
          worked |= step(home, slot);
        }
      }
      return worked;
    }

    private boolean step(Worker home, Slot slot) {
      Tasklet.Progress progress;
      try {
        progress = slot.tasklet.step();
      } catch (Throwable fault) {
        progress = Tasklet.Progress.DONE;
        thread.getUncaughtExceptionHandler().uncaughtException(thread, fault);
      }
      if (progress == Tasklet.Progress.DONE) {
        home.slots.remove(slot);
        return true;
      }
      slot.isTaken.set(false);
      return progress == Tasklet.Progress.WORKED;
    }
  }

  private final class ThreadIo implements IoExecutor {
    @Override
    public <T> void submit(Task<T> task, Outcome<? super T> outcome) {
      ioThreads.execute(() -> run(task, outcome));
    }

    private <T> void run(Task<T> task, Outcome<? super T> outcome) {
      T result;
      try {
        result = task.run();
      } catch (Throwable cause) {
        outcome.failed(cause);
        return;
      }
      outcome.succeeded(result);
    }
  }
}
