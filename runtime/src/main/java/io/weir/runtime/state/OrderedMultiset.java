package io.weir.runtime.state;

/**
 * A sorted multiset of byte strings for each prefix: (prefix, value) to a count above zero. For MIN
 * and MAX under retraction and everything that needs the order of what is alive.
 */
public interface OrderedMultiset {
  /**
   * Adds {@code delta} to the count of a value, which appears at its first and disappears at zero.
   *
   * @param prefix an order-preserving encoding made by {@code KeyEncoder}
   * @param value an order-preserving encoding made by {@code KeyEncoder}
   * @return the count before
   */
  long add(byte[] prefix, byte[] value, long delta);

  /** The smallest value of a prefix, or null if there is none. */
  byte[] first(byte[] prefix);

  /** The largest value of a prefix, or null if there is none. */
  byte[] last(byte[] prefix);

  /** Forgets all values of a prefix. */
  void removeAll(byte[] prefix);
}
