package io.weir.runtime.execution.channel;

import io.weir.runtime.execution.Waker;
import io.weir.runtime.stream.Barrier;
import io.weir.runtime.stream.Batch;
import io.weir.runtime.stream.EndOfStream;
import io.weir.runtime.stream.StreamElement;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;

/**
 * A queue of stream elements from one tasklet to one other. It never refuses an element, but says
 * when it holds as many, or as many bytes of rows, as it should: a sender that is told so begins
 * nothing new, which is what backpressure is, and adds only the few elements that it is in the
 * middle of. So everything that is under way between two tasklets lies in one place, where the
 * receiver can look at it: that is what lets a barrier overtake.
 *
 * <p>A single-producer single-consumer queue of chained arrays whose slots say by themselves
 * whether they are free (Giacomoni, Moseley, Vachharajani: FastForward for efficient pipeline
 * parallelism, 2008).
 */
public final class Channel {
  private static final int CHUNK_SLOTS = 32;
  private static final VarHandle SLOT = MethodHandles.arrayElementVarHandle(StreamElement[].class);
  private static final VarHandle NEXT;
  private static final VarHandle TAKEN;
  private static final VarHandle TAKEN_BYTES;

  static {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      NEXT = lookup.findVarHandle(Chunk.class, "next", Chunk.class);
      TAKEN = lookup.findVarHandle(Channel.class, "taken", long.class);
      TAKEN_BYTES = lookup.findVarHandle(Channel.class, "takenBytes", long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final int capacity;
  private final long capacityBytes;
  private final Waker waker;

  /** Of the sender. */
  private Chunk writing = new Chunk();

  private int writeIndex;
  private long sent;
  private long sentBytes;

  /** Of the receiver. */
  private Chunk reading = writing;

  private int readIndex;

  /** Written by the receiver, read by the sender. */
  private long taken;

  private long takenBytes;

  /** As the other, however large its elements are. */
  public Channel(int capacity, Waker waker) {
    this(capacity, Long.MAX_VALUE, waker);
  }

  /**
   * @param capacity how many elements it holds before it is full
   * @param capacityBytes how many bytes of batches it holds before it is full; one batch it always
   *     holds
   * @param waker told whenever an element is added or taken
   */
  public Channel(int capacity, long capacityBytes, Waker waker) {
    if (capacity < 1) {
      throw new IllegalArgumentException("a channel of capacity " + capacity);
    }
    this.capacity = capacity;
    this.capacityBytes = capacityBytes;
    this.waker = waker;
  }

  /** Adds an element; the receiver owns it then. Called by the sender only. */
  public void send(StreamElement element) {
    if (writeIndex == CHUNK_SLOTS) {
      Chunk next = new Chunk();
      NEXT.setRelease(writing, next);
      writing = next;
      writeIndex = 0;
    }
    if (capacityBytes != Long.MAX_VALUE && element instanceof Batch batch) {
      long bytes = batch.bytes();
      writing.bytes[writeIndex] = bytes;
      sentBytes += bytes;
    }
    SLOT.setRelease(writing.slots, writeIndex, element);
    writeIndex++;
    sent++;
    waker.wake();
  }

  /** Whether it holds more than it should. Called by the sender only. */
  public boolean isFull() {
    return sent - (long) TAKEN.getAcquire(this) > capacity
        || sentBytes - (long) TAKEN_BYTES.getAcquire(this) > capacityBytes;
  }

  /** Takes the oldest element, or null if there is none. Called by the receiver only. */
  public StreamElement poll() {
    if (readIndex == CHUNK_SLOTS) {
      Chunk next = (Chunk) NEXT.getAcquire(reading);
      if (next == null) {
        return null;
      }
      reading = next;
      readIndex = 0;
    }
    StreamElement element = (StreamElement) SLOT.getAcquire(reading.slots, readIndex);
    if (element == null) {
      return null;
    }
    reading.slots[readIndex] = null;
    if (reading.bytes[readIndex] > 0) {
      TAKEN_BYTES.setRelease(this, takenBytes + reading.bytes[readIndex]);
    }
    readIndex++;
    TAKEN.setRelease(this, taken + 1);
    waker.wake();
    return element;
  }

  /**
   * The elements that lie ahead of a barrier, or of the end of the stream, and stay where they are,
   * without barriers that have overtaken them before; null if neither is there yet. Called by the
   * receiver only.
   */
  List<StreamElement> aheadOf(long checkpointId) {
    List<StreamElement> ahead = new ArrayList<>();
    int index = readIndex;
    for (Chunk chunk = reading; chunk != null; chunk = (Chunk) NEXT.getAcquire(chunk)) {
      for (; index < CHUNK_SLOTS; index++) {
        StreamElement element = (StreamElement) SLOT.getAcquire(chunk.slots, index);
        if (element == null) {
          return null;
        }
        if (element instanceof EndOfStream
            || element instanceof Barrier barrier && barrier.checkpointId() >= checkpointId) {
          return ahead;
        }
        if (!(element instanceof Barrier)) {
          ahead.add(element);
        }
      }
      index = 0;
    }
    return null;
  }

  /** Frees what is still in it. Called when neither end is stepped any more. */
  public void discard() {
    for (StreamElement element = poll(); element != null; element = poll()) {
      if (element instanceof Batch batch) {
        batch.close();
      }
    }
  }

  /** A piece of the queue; the next one appears when it has been filled. */
  private static final class Chunk {
    final StreamElement[] slots = new StreamElement[CHUNK_SLOTS];
    final long[] bytes = new long[CHUNK_SLOTS];
    Chunk next;
  }
}
