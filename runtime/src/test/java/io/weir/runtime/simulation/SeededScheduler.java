package io.weir.runtime.simulation;

import io.weir.runtime.execution.IoExecutor;
import io.weir.runtime.execution.Scheduler;
import io.weir.runtime.execution.Tasklet;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Steps tasklets and I/O tasks on the calling thread, one at a time, in an order that depends on
 * nothing but the random numbers it is given. Each step takes a random while of virtual time.
 */
public final class SeededScheduler implements Scheduler {
  private static final long LONGEST_STEP_NANOS = 3_000_000;

  private final SplittableRandom random;
  private final SimulatedClock clock;
  private final List<Tasklet> tasklets = new ArrayList<>();
  private final List<Runnable> ioTasks = new ArrayList<>();
  private final IoExecutor io = new SeededIo();

  public SeededScheduler(SplittableRandom random, SimulatedClock clock) {
    this.random = random;
    this.clock = clock;
  }

  @Override
  public void add(Tasklet tasklet) {
    tasklets.add(tasklet);
  }

  @Override
  public IoExecutor io() {
    return io;
  }

  @Override
  public void wake() {}

  /** What is left to step. */
  public String describe() {
    return "; " + tasklets.stream().map(Tasklet::name).toList() + " and " + ioTasks.size() + " I/O";
  }

  /** Lets one tasklet or I/O task do a step. */
  public void step() {
    clock.advanceNanos(random.nextLong(LONGEST_STEP_NANOS));
    int choice = random.nextInt(tasklets.size() + ioTasks.size());
    if (choice >= tasklets.size()) {
      ioTasks.remove(choice - tasklets.size()).run();
    } else if (tasklets.get(choice).step() == Tasklet.Progress.DONE) {
      tasklets.remove(choice);
    }
  }

  private final class SeededIo implements IoExecutor {
    @Override
    public <T> void submit(Task<T> task, Outcome<? super T> outcome) {
      ioTasks.add(() -> run(task, outcome));
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
