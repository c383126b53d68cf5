package io.weir.runtime.connector.print;

import io.weir.runtime.request.Requests;
import java.io.PrintStream;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Lines on their way to a stream whose reader may be slow. Filled by one thread, written in order
 * by one I/O thread at a time.
 */
final class PrintQueue {
  private static final AutoCloseable NOTHING = () -> {};

  private final PrintStream stream;
  private final Requests requests;
  private final Queue<byte[]> waiting = new ConcurrentLinkedQueue<>();
  private final AtomicInteger unwritten = new AtomicInteger();

  PrintQueue(PrintStream stream, Requests requests) {
    this.stream = stream;
    this.requests = requests;
  }

  /** Has lines written soon. */
  void add(byte[] lines) {
    waiting.add(lines);
    if (unwritten.getAndIncrement() == 0) {
      requests.submit(
          () -> {
            writeAll();
            return NOTHING;
          });
    }
  }

  /** Whether all lines have been written. */
  boolean isEmpty() {
    return unwritten.get() == 0;
  }

  /** Returns when all lines that were added before have been written. */
  synchronized void writeAll() {
    for (byte[] lines = waiting.poll(); lines != null; lines = waiting.poll()) {
      stream.write(lines, 0, lines.length);
      stream.flush();
      unwritten.decrementAndGet();
    }
  }
}
