package io.weir.runtime.state;

/**
 * The fixed number of groups that keys are divided into: the unit of distribution, so that state
 * can be read at another parallelism without moving. Stored in checkpoints; never change the
 * numbers.
 */
public final class KeyGroups {
  /** How many groups there are, and so the largest useful parallelism. */
  public static final int COUNT = 128;

  private KeyGroups() {}

  /** The key group of a key with this hash. */
  public static int of(int hash) {
    return (hash >>> 16) & (COUNT - 1);
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
