package io.weir.runtime.operator.match;

import io.weir.runtime.vector.Memory;
import java.util.Arrays;

/** A partition of which rows are due: its runs, and the times of these rows. */
final class FiredPartition {
  private static final int FIXED_BYTES = 2 * Long.BYTES;
  private static final long NEVER = Long.MAX_VALUE;

  private final int number;
  private final Runs runs;
  private long firstStored;
  private long nextRow;
  private long armedMillis;
  private boolean isStored;
  private long[] millis = new long[64];
  private long[] fulfilled = new long[64];
  private int due;
  private boolean isComplete;
  private long reachedMillis;

  FiredPartition(int number, Runs runs) {
    this.number = number;
    this.runs = runs;
  }

  /** Its number among those that are fired together. */
  int number() {
    return number;
  }

  Runs runs() {
    return runs;
  }

  /** Begins with a partition of which nothing is in state. */
  void reset() {
    begin();
    runs.reset();
    nextRow = 0;
    firstStored = 0;
    armedMillis = NEVER;
    isStored = false;
  }

  /** Begins with what {@link #write} has written. */
  void read(long address) {
    begin();
    nextRow = Memory.getLong(address);
    armedMillis = Memory.getLong(address + Long.BYTES);
    runs.read(address + FIXED_BYTES);
    firstStored = runs.firstNeeded(nextRow);
    isStored = true;
  }

  private void begin() {
    due = 0;
    isComplete = true;
    reachedMillis = Long.MIN_VALUE;
  }

  /** The bytes that {@link #write} needs. */
  int bytes() {
    return FIXED_BYTES + runs.bytes();
  }

  /** Writes down what is to be known when it fires next. */
  void write(long address) {
    Memory.putLong(address, nextRow + due);
    Memory.putLong(address + Long.BYTES, armedMillis);
    runs.write(address + FIXED_BYTES);
  }

  /** Whether it was read from the state. */
  boolean isStored() {
    return isStored;
  }

  /** The first of the rows in state. */
  long firstStored() {
    return firstStored;
  }

  /** The number of the first row that is due, which is the first that is not in state. */
  long firstDue() {
    return nextRow;
  }

  /** The number of the row behind the last that is due. */
  long next() {
    return nextRow + due;
  }

  /** Adds a row that is due. */
  void add(long rowMillis) {
    if (due == millis.length) {
      millis = Arrays.copyOf(millis, due * 2);
      fulfilled = Arrays.copyOf(fulfilled, due * 2);
    }
    millis[due] = rowMillis;
    fulfilled[due++] = 0;
  }

  /** How many rows are due. */
  int due() {
    return due;
  }

  /**
   * Notes that a row, by its place among those that are due, fulfils the condition of a variable.
   */
  void fulfil(int place, int variable) {
    fulfilled[place] |= 1L << variable;
  }

  /** More rows are due than are computed now, from this time on. */
  void stopBefore(long rowMillis) {
    isComplete = false;
    reachedMillis = rowMillis;
  }

  /** All that is due up to a time is there. */
  void reach(long reached) {
    if (isComplete) {
      reachedMillis = reached;
    }
  }

  /** Whether what is to be done at a time has been done. */
  boolean isDone(long timerMillis) {
    return isComplete ? timerMillis <= reachedMillis : timerMillis < reachedMillis;
  }

  /** Gives up what the time of a row is too late for, and begins with the row. */
  void begin(int place, long always, Matches found) {
    runs.expire(millis[place], number, found);
    runs.beginRow(always | fulfilled[place]);
  }

  /** Goes on with a row of which all is known that matters. */
  void step(int place, Matches found) {
    runs.step(nextRow + place, millis[place], number, found);
  }

  /** Gives up what is too late when all rows have been looked at. */
  void end(Matches found) {
    if (isComplete) {
      runs.expire(reachedMillis, number, found);
    }
  }

  /**
   * The time for which a timer has to be set, or {@code Long.MAX_VALUE} if there is none to be set:
   * it is set then.
   */
  long arm() {
    long expiry = runs.nextExpiry();
    boolean isArmed = armedMillis <= expiry && armedMillis != NEVER && !isDone(armedMillis);
    if (isArmed || expiry == NEVER) {
      return NEVER;
    }
    armedMillis = expiry;
    return expiry;
  }
}
