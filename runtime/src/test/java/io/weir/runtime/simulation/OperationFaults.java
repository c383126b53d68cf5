package io.weir.runtime.simulation;

import java.io.IOException;
import java.util.SplittableRandom;

/** What goes wrong in the operations of a file system. Its user takes care of threads. */
final class OperationFaults {
  private final SplittableRandom random;
  private long untilCrash = Long.MAX_VALUE;
  private long untilFault = Long.MAX_VALUE;
  private int faults;
  private int fullRefusals;
  private boolean isDead;
  private boolean isFull;

  OperationFaults(SplittableRandom random) {
    this.random = random;
  }

  /** The process dies at one of the next operations. */
  void crashAfter(long operations) {
    untilCrash = operations;
  }

  /** One of the next operations fails: the disk is full, or cannot be read at this place. */
  void failAfter(long operations) {
    untilFault = operations;
  }

  /** From now on, or no longer, nothing can be written for want of room. */
  void setFull(boolean isFull) {
    this.isFull = isFull;
  }

  /** How often there was no room. */
  int fullRefusals() {
    return fullRefusals;
  }

  /** How many operations have failed. */
  int faults() {
    return faults;
  }

  boolean isDead() {
    return isDead;
  }

  /** The process dies now; what it does from here on reaches nothing. */
  void die() {
    isDead = true;
  }

  /** The machine comes up again. */
  void restart() {
    isDead = false;
    untilCrash = Long.MAX_VALUE;
    untilFault = Long.MAX_VALUE;
    isFull = false;
  }

  /** Before every operation. */
  void operate() throws IOException {
    if (isDead) {
      throw new SimulatedCrash();
    }
    untilCrash--;
    if (untilCrash <= 0) {
      isDead = true;
      throw new SimulatedCrash();
    }
    untilFault--;
    if (untilFault == 0) {
      faults++;
      throw new IOException(
          random.nextBoolean() ? "No space left on device" : "Input/output error");
    }
  }

  /** Before every operation that needs more room. */
  void takeRoom() throws IOException {
    if (isFull) {
      fullRefusals++;
      throw new IOException("No space left on device");
    }
  }
}
