package io.weir.runtime.connector.format.text;

import io.weir.runtime.connector.SplitPosition;
import io.weir.runtime.error.WeirException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/** Adds the location to a fault in a text file. */
public final class TextErrors {
  private static final int CHUNK_BYTES = 256 << 10;

  private TextErrors() {}

  /**
   * The error for a value or record that cannot be read.
   *
   * @param recordOffset where the record starts, in uncompressed bytes
   * @param columnNumber the place in the line, from 1, or 0 if it is not known
   * @param noun what the path of the fault names, such as {@code field}
   * @param option the option that skips such records
   */
  public static WeirException malformed(
      Path file,
      long lengthBytes,
      long recordOffset,
      long columnNumber,
      String noun,
      BadValue fault,
      String option)
      throws IOException {
    StringBuilder where = new StringBuilder("file '").append(file).append("', line ");
    where.append(lineNumber(file, lengthBytes, recordOffset));
    if (columnNumber > 0) {
      where.append(", column ").append(columnNumber);
    }
    if (!fault.path().isEmpty()) {
      where.append(", ").append(noun).append(" \"").append(fault.path()).append('"');
    }
    String hint = "to go on without what cannot be read, set '" + option + "' = 'true'";
    return WeirException.permanent(
        where + ": " + fault.getMessage(),
        fault.hint() == null ? hint : fault.hint() + "; " + hint);
  }

  /** Counts lines only now, because a position after a restart is an offset and nothing else. */
  private static long lineNumber(Path file, long lengthBytes, long offset) throws IOException {
    long newlines = 0;
    long left = offset;
    ByteBuffer chunk = ByteBuffer.allocate(CHUNK_BYTES);
    try (ByteSource source = ByteSource.open(file, lengthBytes, SplitPosition.START)) {
      while (left > 0) {
        chunk.clear().limit((int) Math.min(left, CHUNK_BYTES));
        int read = source.read(chunk);
        if (read < 0) {
          break;
        }
        for (int i = 0; i < read; i++) {
          newlines += chunk.get(i) == '\n' ? 1 : 0;
        }
        left -= read;
      }
    }
    return newlines + 1;
  }
}
