package io.weir.runtime.state;

/**
 * The fixed number of groups that keys are divided into: the unit of distribution, so that state
 * can be read at another parallelism without moving. Stored in checkpoints; never change the
 * numbers.
 */
public final class KeyGroups {
  /** How many groups there are, and so the largest useful parallelism. */
  public static final int COUNT = 128;

  private static final int GROUP_SHIFT = 16;

  private KeyGroups() {}

  /** The key group of a key with this hash. */
  public static int of(int hash) {
    return (hash >>> GROUP_SHIFT) & (COUNT - 1);
  }

  /**
   * The hash with the bits that decide the key group taken from {@code partitionHash}. A key that
   * is partitioned by its first columns has its own hash with the group of theirs.
   */
  public static int withGroupOf(int hash, int partitionHash) {
    int bits = (COUNT - 1) << GROUP_SHIFT;
    return (hash & ~bits) | (partitionHash & bits);
  }

  /**
   * The hash of a key that lies in {@code keyGroup}, from the hash of all its bytes: what a store
   * that keeps the group beside the key must use when it loads one.
   */
  public static int withGroup(int hash, int keyGroup) {
    return withGroupOf(hash, keyGroup << GROUP_SHIFT);
  }

  /** The first key group of an instance. */
  public static int start(int subtask, int parallelism) {
    return (subtask * COUNT + parallelism - 1) / parallelism;
  }

  /** The instance that a key group belongs to. */
  public static int subtask(int keyGroup, int parallelism) {
    return keyGroup * parallelism / COUNT;
  }
}
