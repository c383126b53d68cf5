package io.weir.runtime.connector.format.json;

import io.weir.runtime.connector.format.text.BadValue;
import io.weir.runtime.vector.Memory;

/** Walks through the elements of an array in memory. */
final class JsonElements {
  private final String fault;
  private long p;
  private long start;
  private long end;
  private boolean isBehindComma;

  /**
   * The elements of the array that begins at {@code p}.
   *
   * @param fault what is said if it is none
   */
  JsonElements(long p, String fault) {
    this.p = p + 1;
    this.fault = fault;
  }

  /** Goes to the next element; false if there is none. */
  boolean next() {
    start = JsonScanner.skipBlanks(p);
    if (Memory.getByte(start) == ']' && !isBehindComma) {
      p = start;
      return false;
    }
    end = JsonScanner.valueEnd(start);
    if (end != JsonScanner.NONE) {
      p = JsonScanner.skipBlanks(end);
      isBehindComma = Memory.getByte(p) == ',';
      if (isBehindComma) {
        p++;
        return true;
      }
    }
    if (end == JsonScanner.NONE || Memory.getByte(p) != ']') {
      throw new BadValue(fault);
    }
    return true;
  }

  /** Where the element begins. */
  long start() {
    return start;
  }

  /** The address behind the element. */
  long end() {
    return end;
  }

  /** The address behind the array, when there is no other element. */
  long arrayEnd() {
    return p + 1;
  }
}
