package io.weir.runtime.connector.generator;

/** The row that is being made: its number and what all its values are drawn from. */
public final class GeneratedRow {
  private final Draw draw;
  private final long startMillis;
  private final long rowsPerSecond;
  private long number;

  /**
   * @param seed what random values are drawn from
   * @param startMillis when the first row was made
   * @param rowsPerSecond how the others follow
   */
  public GeneratedRow(long seed, long startMillis, long rowsPerSecond) {
    this.draw = new Draw(seed);
    this.startMillis = startMillis;
    this.rowsPerSecond = rowsPerSecond;
  }

  /** Goes on to another row. */
  public void set(long number) {
    this.number = number;
  }

  /** How many rows are before it. */
  public long number() {
    return number;
  }

  /** Random numbers; a key of the top level is the row's number. */
  public Draw draw() {
    return draw;
  }

  /**
   * The row's present in milliseconds since the epoch: the start, and the time that rows take at
   * their rate. Unlike the time on the clock it is the same when the row is made again.
   */
  public long millis() {
    return startMillis
        + number / rowsPerSecond * 1000
        + number % rowsPerSecond * 1000 / rowsPerSecond;
  }
}
