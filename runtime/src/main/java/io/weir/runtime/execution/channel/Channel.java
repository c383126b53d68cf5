package io.weir.runtime.execution.channel;

import io.weir.runtime.execution.Waker;
import io.weir.runtime.stream.Batch;
import io.weir.runtime.stream.StreamElement;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * A bounded queue of stream elements from one tasklet to one other. A full channel is what
 * backpressure is: its sender keeps what it could not send and does nothing else until there is
 * room.
 *
 * <p>A single-producer single-consumer ring whose slots say by themselves whether they are free
 * (Giacomoni, Moseley, Vachharajani: FastForward for efficient pipeline parallelism, 2008): sender
 * and receiver share no counters.
 */
public final class Channel {
  private static final VarHandle SLOT = MethodHandles.arrayElementVarHandle(StreamElement[].class);

  private final StreamElement[] slots;
  private final Waker waker;
  private int writeIndex;
  private int readIndex;

  /**
   * @param capacity how many elements it holds
   * @param waker told whenever an element is added or taken
   */
  public Channel(int capacity, Waker waker) {
    if (capacity < 1) {
      throw new IllegalArgumentException("a channel of capacity " + capacity);
    }
    this.slots = new StreamElement[capacity];
    this.waker = waker;
  }

  /** Adds an element if there is room; the receiver owns it then. Called by the sender only. */
  public boolean offer(StreamElement element) {
    if (SLOT.getAcquire(slots, writeIndex) != null) {
      return false;
    }
    SLOT.setRelease(slots, writeIndex, element);
    writeIndex = writeIndex + 1 == slots.length ? 0 : writeIndex + 1;
    waker.wake();
    return true;
  }

  /** Takes the oldest element, or null if there is none. Called by the receiver only. */
  public StreamElement poll() {
    StreamElement element = (StreamElement) SLOT.getAcquire(slots, readIndex);
    if (element == null) {
      return null;
    }
    SLOT.setRelease(slots, readIndex, null);
    readIndex = readIndex + 1 == slots.length ? 0 : readIndex + 1;
    waker.wake();
    return element;
  }

  /** Frees what is still in it. Called when neither end is stepped any more. */
  public void discard() {
    for (StreamElement element = poll(); element != null; element = poll()) {
      if (element instanceof Batch batch) {
        batch.close();
      }
    }
  }
}
