package io.weir.runtime.connector.kafka;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * The last offset that was written to each partition of a topic. One thread at a time notes
 * offsets; others may read them when it is done.
 */
final class WrittenOffsets {
  /** Brokers take metadata of 4096 bytes, unless they are told otherwise. */
  private static final int MOST_CHARACTERS = 4000;

  /** What stands for offsets that nobody knows. */
  static final String UNKNOWN = "?";

  /** By partition, one more than the offset; 0 where nothing is known to have been written. */
  private volatile AtomicLongArray ends = new AtomicLongArray(8);

  private boolean isUnknown;

  /** Notes that something was written, behind all that was written to the partition before. */
  void note(int partition, long offset) {
    AtomicLongArray known = ends;
    if (partition >= known.length()) {
      AtomicLongArray more = new AtomicLongArray(2 * partition);
      for (int i = 0; i < known.length(); i++) {
        more.set(i, known.get(i));
      }
      ends = more;
    }
    ends.set(partition, Math.max(ends.get(partition), offset + 1));
  }

  /** Whether the partition was written to at {@code offset} or behind it. */
  boolean reach(int partition, long offset) {
    AtomicLongArray known = ends;
    return isUnknown || partition < known.length() && known.get(partition) > offset;
  }

  /** As in {@code 0:1z 3:2k}, or {@link #UNKNOWN} if that would be too long to be kept. */
  String text() {
    AtomicLongArray known = ends;
    if (isUnknown) {
      return UNKNOWN;
    }
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < known.length(); i++) {
      if (known.get(i) > 0) {
        text.append(text.isEmpty() ? "" : " ").append(i).append(':');
        text.append(Long.toString(known.get(i) - 1, Character.MAX_RADIX));
      }
    }
    return text.length() > MOST_CHARACTERS ? UNKNOWN : text.toString();
  }

  /** What {@link #text} said. Where that is unknown, every offset may have been written. */
  static WrittenOffsets of(String text) {
    WrittenOffsets offsets = new WrittenOffsets();
    offsets.isUnknown = text.equals(UNKNOWN);
    for (String part : text.isEmpty() || offsets.isUnknown ? new String[0] : text.split(" ")) {
      int colon = part.indexOf(':');
      offsets.note(
          Integer.parseInt(part.substring(0, colon)),
          Long.parseLong(part.substring(colon + 1), Character.MAX_RADIX));
    }
    return offsets;
  }
}
