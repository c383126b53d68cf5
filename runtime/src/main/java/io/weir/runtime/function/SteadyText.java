package io.weir.runtime.function;

import java.nio.charset.StandardCharsets;

/** The text of a slice that is mostly the same from row to row, so that it is decoded once. */
final class SteadyText {
  private byte[] bytes = {};
  private String text = "";

  /** The text of {@code slice}; the same object as last time if it has the same bytes. */
  String of(Slice slice) {
    if (!isSame(slice)) {
      bytes = slice.toBytes();
      text = new String(bytes, StandardCharsets.UTF_8);
    }
    return text;
  }

  private boolean isSame(Slice slice) {
    if (slice.length() != bytes.length) {
      return false;
    }
    for (int i = 0; i < bytes.length; i++) {
      if (slice.get(i) != bytes[i]) {
        return false;
      }
    }
    return true;
  }
}
