package io.weir.runtime.execution.channel;

import java.util.List;

/**
 * The channels that lead from the instances of one sender to one receiver.
 *
 * @param channels one for each instance that sends here, in their order
 * @param areInStep whether every instance gets the same watermarks and idleness and so, in the end,
 *     sends the same: what one of them has said, the others are about to say
 */
public record EdgeChannels(List<Channel> channels, boolean areInStep) {
  public EdgeChannels {
    channels = List.copyOf(channels);
  }
}
