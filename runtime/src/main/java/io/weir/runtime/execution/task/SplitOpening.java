package io.weir.runtime.execution.task;

import io.weir.runtime.connector.SplitReader;
import io.weir.runtime.error.WeirException;
import io.weir.runtime.execution.IoExecutor;
import io.weir.runtime.execution.Waker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.atomic.AtomicReference;

/** A split that is being opened on an I/O thread, and what came of it. */
final class SplitOpening implements IoExecutor.Outcome<SplitReader> {
  private static final Object GIVEN_UP = new Object();

  private final AtomicReference<Object> outcome = new AtomicReference<>();
  private final String description;
  private final Waker waker;

  /** {@code description} says which split of which table, for errors. */
  SplitOpening(String description, Waker waker) {
    this.description = description;
    this.waker = waker;
  }

  /** The reader, or null while the split is being opened; throws what opening it threw. */
  SplitReader poll() {
    Object result = outcome.get();
    if (result instanceof RuntimeException failure) {
      throw failure;
    }
    if (result instanceof Error failure) {
      throw failure;
    }
    if (result instanceof Exception failure) {
      throw WeirException.retryable(
          "opening " + description + ": " + failure.getMessage(),
          "check that the input is still there and can be read",
          failure);
    }
    return (SplitReader) result;
  }

  /** Nobody wants the reader any more; it is closed as soon as it is there. */
  void giveUp() throws IOException {
    if (outcome.getAndSet(GIVEN_UP) instanceof SplitReader reader) {
      reader.close();
    }
  }

  @Override
  public void succeeded(SplitReader reader) {
    if (outcome.compareAndSet(null, reader)) {
      waker.wake();
      return;
    }
    try {
      reader.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void failed(Throwable cause) {
    outcome.compareAndSet(null, cause);
    waker.wake();
  }
}
