package io.weir.runtime.execution.checkpoint;

import io.weir.runtime.execution.Waker;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Carries what other threads have to tell to the one place that acts on it, in order. */
public final class Mailbox {
  private final ConcurrentLinkedQueue<Runnable> messages = new ConcurrentLinkedQueue<>();
  private final Waker waker;

  /** {@code waker} is told of each message. */
  public Mailbox(Waker waker) {
    this.waker = waker;
  }

  /** Has {@code message} run by the owner. May be called from any thread. */
  public void post(Runnable message) {
    messages.add(message);
    waker.wake();
  }

  /** Runs what has been posted; returns whether there was anything. */
  public boolean run() {
    boolean worked = false;
    for (Runnable message = messages.poll(); message != null; message = messages.poll()) {
      message.run();
      worked = true;
    }
    return worked;
  }
}
