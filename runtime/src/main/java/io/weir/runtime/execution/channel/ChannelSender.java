package io.weir.runtime.execution.channel;

import io.weir.runtime.stream.Batch;
import io.weir.runtime.stream.StreamElement;
import java.util.ArrayDeque;

/**
 * The sending end of a channel. Never refuses: what does not fit waits here, in order, until {@link
 * #flush}. Its owner sends nothing more than the few elements it is in the middle of while {@link
 * #isFull} says so.
 */
final class ChannelSender {
  private final Channel channel;
  private final ArrayDeque<StreamElement> waiting = new ArrayDeque<>();

  ChannelSender(Channel channel) {
    this.channel = channel;
  }

  void send(StreamElement element) {
    if (!waiting.isEmpty() || !channel.offer(element)) {
      waiting.add(element);
    }
  }

  /** Sends what waits, as far as there is room; returns whether anything was sent. */
  boolean flush() {
    boolean sent = false;
    while (!waiting.isEmpty() && channel.offer(waiting.peek())) {
      waiting.remove();
      sent = true;
    }
    return sent;
  }

  boolean isFull() {
    return !waiting.isEmpty();
  }

  /** Frees what waits. */
  void discard() {
    for (StreamElement element : waiting) {
      if (element instanceof Batch batch) {
        batch.close();
      }
    }
    waiting.clear();
  }
}
