package io.weir.runtime.connector.collect;

import io.weir.runtime.stream.Batch;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Rows of a SELECT on their way from the job to whoever shows them: bounded, so that a reader who
 * does not go on reading holds the job back. The job's side puts batches and says at last that
 * there are no more; the reader's side drains them in one thread and may close the queue early.
 */
public final class ResultQueue implements AutoCloseable {
  private static final long QUIET_MILLIS = 100;

  private final int capacity;
  private final Deque<Batch> batches = new ArrayDeque<>();
  private boolean hasEnded;
  private boolean isLent;
  private boolean isClosed;

  /** {@code capacity} batches fit in. */
  public ResultQueue(int capacity) {
    if (capacity < 1) {
      throw new IllegalArgumentException("capacity " + capacity);
    }
    this.capacity = capacity;
  }

  /** Whether a batch that is put now would have to wait. */
  public synchronized boolean isFull() {
    return batches.size() >= capacity && !isClosed;
  }

  /**
   * Puts a batch, which belongs to the queue from now on, and waits for room where there is none.
   * Batches put after the reader has closed the queue are dropped.
   */
  synchronized void put(Batch batch) throws IOException {
    try {
      while (isFull()) {
        wait();
      }
    } catch (InterruptedException e) {
      batch.close();
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while the rows of a SELECT were not taken");
    }
    if (isClosed) {
      batch.close();
    } else {
      batches.add(batch);
      notifyAll();
    }
  }

  /** Says that no more batches come, because the job has ended in whatever way. */
  public synchronized void end() {
    hasEnded = true;
    notifyAll();
  }

  /**
   * Hands all batches to {@code consumer} until there are no more, or until the queue is closed by
   * another thread.
   *
   * @throws IOException of the consumer; the queue is then closed
   * @throws InterruptedException if the calling thread is interrupted while it waits
   */
  public void drain(ResultConsumer consumer) throws IOException, InterruptedException {
    drain(consumer, () -> {});
  }

  /**
   * As the other.
   *
   * @param quiet is called by the same thread, again and again, while nothing comes
   */
  public void drain(ResultConsumer consumer, Runnable quiet)
      throws IOException, InterruptedException {
    try (this) {
      while (!isOver()) {
        Batch next = take();
        if (next == null) {
          quiet.run();
          continue;
        }
        try (Batch batch = next) {
          consumer.accept(batch);
        } finally {
          handBack();
        }
      }
    }
  }

  private synchronized boolean isOver() {
    return isClosed || hasEnded && batches.isEmpty();
  }

  /** The next batch; null if none has come for a moment. */
  private synchronized Batch take() throws InterruptedException {
    if (batches.isEmpty() && !isOver()) {
      wait(QUIET_MILLIS);
    }
    Batch batch = batches.poll();
    if (batch != null) {
      isLent = true;
      notifyAll();
    }
    return batch;
  }

  private synchronized void handBack() {
    isLent = false;
    notifyAll();
  }

  /** Waits until the reader is done with all batches: their memory is the job's. */
  synchronized void awaitTaken() {
    boolean wasInterrupted = false;
    while (isLent || !batches.isEmpty()) {
      try {
        wait();
      } catch (InterruptedException e) {
        wasInterrupted = true;
      }
    }
    if (wasInterrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** The reader wants no more: what is in the queue and what still comes is dropped. */
  @Override
  public synchronized void close() {
    isClosed = true;
    batches.forEach(Batch::close);
    batches.clear();
    notifyAll();
  }
}
