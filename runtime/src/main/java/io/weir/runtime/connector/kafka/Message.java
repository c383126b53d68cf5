package io.weir.runtime.connector.kafka;

import java.util.List;

/**
 * A message to be published.
 *
 * @param key null for none
 * @param value null for the deletion of the key
 * @param timestampMillis negative to leave it to the broker
 * @param lane which partition, to be taken modulo their number; negative for the one of the key
 * @param headers what is said beside key and value
 */
record Message(byte[] key, byte[] value, long timestampMillis, int lane, List<Header> headers) {
  Message {
    headers = List.copyOf(headers);
  }

  /**
   * A header.
   *
   * @param value null for none
   */
  record Header(String name, byte[] value) {}
}
