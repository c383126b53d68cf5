package io.weir.runtime.connector.kafka;

/**
 * A message to be published.
 *
 * @param key null for none
 * @param value null for the deletion of the key
 * @param timestampMillis negative to leave it to the broker
 * @param lane which partition, to be taken modulo their number; negative for the one of the key
 */
record Message(byte[] key, byte[] value, long timestampMillis, int lane) {}
