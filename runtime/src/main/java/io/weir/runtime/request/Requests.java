package io.weir.runtime.request;

/**
 * Has work done that blocks, such as asking a database. The work runs on an I/O thread some time
 * later; who submitted it goes on, is stepped again when the answer is there, and takes it then.
 */
public interface Requests {
  /** Has {@code request} run. Requests that do not wait for each other may run at the same time. */
  <T extends AutoCloseable> Pending<T> submit(Request<T> request);

  /** Work that blocks. It touches nothing that its submitter changes before the answer is taken. */
  @FunctionalInterface
  interface Request<T> {
    T run() throws Exception;
  }
}
