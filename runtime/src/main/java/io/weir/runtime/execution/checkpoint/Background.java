package io.weir.runtime.execution.checkpoint;

import io.weir.runtime.execution.IoExecutor;
import java.util.function.Consumer;

/**
 * Runs blocking work for the coordinator: what came of it is told through the mailbox, so that the
 * coordinator needs no locks. Counts what is under way, so that nothing is freed beneath it.
 */
public final class Background {
  private final IoExecutor io;
  private final Mailbox mailbox;
  private final Consumer<Throwable> onFailure;
  private int underWay;

  public Background(IoExecutor io, Mailbox mailbox, Consumer<Throwable> onFailure) {
    this.io = io;
    this.mailbox = mailbox;
    this.onFailure = onFailure;
  }

  /** Runs {@code task}; a failure fails the job. */
  public <T> void run(IoExecutor.Task<T> task, Consumer<? super T> onSuccess) {
    run(task, onSuccess, onFailure);
  }

  public <T> void run(
      IoExecutor.Task<T> task, Consumer<? super T> onSuccess, Consumer<Throwable> onFailure) {
    underWay++;
    io.submit(
        task,
        new IoExecutor.Outcome<T>() {
          @Override
          public void succeeded(T result) {
            mailbox.post(() -> finished(onSuccess, result));
          }

          @Override
          public void failed(Throwable cause) {
            mailbox.post(() -> finished(onFailure, cause));
          }
        });
  }

  private <T> void finished(Consumer<? super T> outcome, T value) {
    underWay--;
    outcome.accept(value);
  }

  /** The job cannot go on. */
  void fail(Throwable cause) {
    onFailure.accept(cause);
  }

  /** Whether nothing is under way. */
  public boolean isQuiet() {
    return underWay == 0;
  }
}
