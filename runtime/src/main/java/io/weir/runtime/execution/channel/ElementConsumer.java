package io.weir.runtime.execution.channel;

import io.weir.runtime.stream.StreamElement;

/** Takes stream elements one after the other. */
@FunctionalInterface
public interface ElementConsumer {
  /**
   * Takes an element, and its ownership; never refuses.
   *
   * @param input the input of the receiving operator that it belongs to; without meaning for a
   *     barrier, which belongs to all of them
   */
  void accept(int input, StreamElement element);
}
