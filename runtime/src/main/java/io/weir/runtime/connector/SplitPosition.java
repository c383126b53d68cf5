package io.weir.runtime.connector;

/**
 * Where in a split reading goes on: the first record not yet delivered.
 *
 * @param offset in the connector's unit (byte, row, Kafka offset, index)
 * @param records how many records lie before it, for progress and error locations
 */
public record SplitPosition(long offset, long records) {
  public static final SplitPosition START = new SplitPosition(0, 0);
}
