package io.weir.shell.run;

import io.weir.runtime.execution.job.JobHandle;
import io.weir.shell.command.ExitCode;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jline.utils.Signals;

/**
 * What to do when the process is asked to stop (Ctrl-C, SIGTERM): every job that runs takes a
 * checkpoint and stops. The process ends when all have.
 */
public final class Interrupts {
  private static final long LAST_WORDS_MILLIS = 2000;

  private final Set<JobHandle> jobs = ConcurrentHashMap.newKeySet();
  private volatile boolean isStopping;

  /** For a process that stops its jobs itself. */
  public static Interrupts none() {
    return new Interrupts();
  }

  /** Watches for the process being asked to stop, for the rest of its life. */
  public static Interrupts install() {
    Interrupts interrupts = new Interrupts();
    Runtime.getRuntime().addShutdownHook(new Thread(interrupts::stopAll, "weir-stop"));
    return interrupts;
  }

  /**
   * As {@link #install()}; asked a second time by Ctrl-C, the process ends at once, as it does in a
   * crash.
   *
   * @param first what happens at the first Ctrl-C before jobs are stopped
   */
  static Interrupts install(Runnable first) {
    Interrupts interrupts = install();
    Thread caller = Thread.currentThread();
    AtomicBoolean isAsked = new AtomicBoolean();
    Signals.register(
        "INT",
        () -> {
          if (isAsked.getAndSet(true)) {
            Runtime.getRuntime().halt(ExitCode.INTERRUPTED);
          }
          first.run();
          interrupts.stopAll();
          awaitLastWords(caller);
          System.exit(ExitCode.INTERRUPTED);
        });
    return interrupts;
  }

  /** Whoever waits for the jobs says how they ended, and then ends the process. */
  private static void awaitLastWords(Thread caller) {
    try {
      caller.join(LAST_WORDS_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Includes a job until it has ended. */
  public void watch(JobHandle job) {
    jobs.add(job);
    job.whenEnded().thenRun(() -> jobs.remove(job));
    if (isStopping) {
      job.stop();
    }
  }

  /** Whether the process has been asked to stop. */
  public boolean isStopping() {
    return isStopping;
  }

  private void stopAll() {
    isStopping = true;
    jobs.forEach(JobHandle::stop);
    for (JobHandle job : Set.copyOf(jobs)) {
      job.awaitFinish();
    }
  }
}
