package io.weir.runtime.execution;

import io.weir.runtime.error.WeirException;
import io.weir.runtime.request.Pending;
import io.weir.runtime.request.Requests;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Requests that run on the scheduler's I/O threads.
 *
 * @param io where they run
 * @param waker told when one is done
 */
public record IoRequests(IoExecutor io, Waker waker) implements Requests {
  @Override
  public <T extends AutoCloseable> Pending<T> submit(Request<T> request) {
    Answer<T> answer = new Answer<>(waker);
    io.submit(request::run, answer);
    return answer;
  }

  private static final class Answer<T extends AutoCloseable>
      implements Pending<T>, IoExecutor.Outcome<T> {
    private static final Object GIVEN_UP = new Object();

    private final AtomicReference<Object> outcome = new AtomicReference<>();
    private final Waker waker;

    Answer(Waker waker) {
      this.waker = waker;
    }

    @Override
    public void succeeded(T result) {
      if (outcome.compareAndSet(null, new Success<>(result))) {
        waker.wake();
      } else {
        close(result);
      }
    }

    @Override
    public void failed(Throwable cause) {
      outcome.compareAndSet(null, cause);
      waker.wake();
    }

    @Override
    public boolean isDone() {
      return outcome.get() != null;
    }

    @Override
    @SuppressWarnings("unchecked")
    public T take() {
      Object result = outcome.getAndSet(GIVEN_UP);
      if (result instanceof Success<?> success) {
        return (T) success.value;
      }
      if (result instanceof RuntimeException failure) {
        throw failure;
      }
      if (result instanceof Error failure) {
        throw failure;
      }
      if (result instanceof Exception failure) {
        throw WeirException.retryable(String.valueOf(failure.getMessage()), null, failure);
      }
      throw new AssertionError("an answer that is not there is taken: " + result);
    }

    @Override
    public void close() {
      if (outcome.getAndSet(GIVEN_UP) instanceof Success<?> success) {
        close(success.value);
      }
    }

    private static void close(AutoCloseable result) {
      try {
        result.close();
      } catch (Exception e) {
        throw WeirException.retryable(String.valueOf(e.getMessage()), null, e);
      }
    }
  }

  private record Success<T extends AutoCloseable>(T value) {}
}
