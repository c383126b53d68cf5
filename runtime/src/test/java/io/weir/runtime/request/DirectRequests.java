package io.weir.runtime.request;

/** Requests that are done at once, by whoever submits them. */
public enum DirectRequests implements Requests {
  INSTANCE;

  @Override
  public <T extends AutoCloseable> Pending<T> submit(Request<T> request) {
    try {
      return new Done<>(request.run(), null);
    } catch (RuntimeException failure) {
      return new Done<>(null, failure);
    } catch (Exception failure) {
      return new Done<>(null, new IllegalStateException(failure));
    }
  }

  private record Done<T extends AutoCloseable>(T result, RuntimeException failure)
      implements Pending<T> {
    @Override
    public boolean isDone() {
      return true;
    }

    @Override
    public T take() {
      if (failure != null) {
        throw failure;
      }
      return result;
    }

    @Override
    public void close() {
      try {
        if (result != null) {
          result.close();
        }
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
