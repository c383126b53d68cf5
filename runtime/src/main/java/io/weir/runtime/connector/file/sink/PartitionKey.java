package io.weir.runtime.connector.file.sink;

import io.weir.runtime.text.Utf8Buffer;
import java.util.Arrays;

/**
 * The path of a partition as a key of a map. One that looks at a buffer serves for look-ups only
 * and follows the buffer's content; {@link #copy} makes one to keep.
 */
final class PartitionKey {
  private byte[] bytes;
  private int length;

  /** Looks at what {@code buffer} holds now. */
  void look(Utf8Buffer buffer) {
    bytes = buffer.bytes();
    length = buffer.length();
  }

  PartitionKey copy() {
    PartitionKey copy = new PartitionKey();
    copy.bytes = Arrays.copyOf(bytes, length);
    copy.length = length;
    return copy;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PartitionKey key
        && Arrays.equals(bytes, 0, length, key.bytes, 0, key.length);
  }

  @Override
  public int hashCode() {
    int hash = 1;
    for (int i = 0; i < length; i++) {
      hash = 31 * hash + bytes[i];
    }
    return hash;
  }
}
