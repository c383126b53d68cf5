package io.weir.runtime.parquet;

import java.util.Arrays;

/** The different values of a column, numbered as they come: a table with linear probing. */
final class ValueDictionary {
  private static final int MAX_VALUES = 1 << 16;
  private static final int MAX_BYTES = 1 << 20;
  private static final int INITIAL_PLACES = 1 << 10;

  private final ByteBuilder values = new ByteBuilder(1 << 10);
  private int[] ends = new int[INITIAL_PLACES / 2];
  private int[] places = new int[INITIAL_PLACES];
  private int count;

  int count() {
    return count;
  }

  /** All values, one behind the other. */
  byte[] bytes() {
    return values.bytes();
  }

  int start(int id) {
    return id == 0 ? 0 : ends[id - 1];
  }

  int end(int id) {
    return ends[id];
  }

  void clear() {
    values.clear();
    Arrays.fill(places, 0);
    count = 0;
  }

  /** The number of a value; negative if it is new and there is no room for it. */
  int id(byte[] bytes, int offset, int length) {
    int mask = places.length - 1;
    int place = hash(bytes, offset, offset + length) & mask;
    while (places[place] != 0) {
      int id = places[place] - 1;
      if (Arrays.equals(values.bytes(), start(id), ends[id], bytes, offset, offset + length)) {
        return id;
      }
      place = place + 1 & mask;
    }
    if (count == MAX_VALUES || values.length() + length > MAX_BYTES) {
      return -1;
    }
    values.put(bytes, offset, length);
    if (count == ends.length) {
      grow();
      ends[count++] = values.length();
      rehash();
    } else {
      ends[count++] = values.length();
      places[place] = count;
    }
    return count - 1;
  }

  private void grow() {
    ends = Arrays.copyOf(ends, ends.length * 2);
    places = new int[places.length * 2];
  }

  private void rehash() {
    int mask = places.length - 1;
    for (int id = 0; id < count; id++) {
      int place = hash(values.bytes(), start(id), ends[id]) & mask;
      while (places[place] != 0) {
        place = place + 1 & mask;
      }
      places[place] = id + 1;
    }
  }

  private static int hash(byte[] bytes, int start, int end) {
    int hash = 1;
    for (int i = start; i < end; i++) {
      hash = 31 * hash + bytes[i];
    }
    hash = (hash ^ hash >>> 15) * 0x2C1B3C6D;
    return hash ^ hash >>> 13;
  }
}
