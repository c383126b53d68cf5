package io.weir.runtime.connector.format.text;

import io.weir.runtime.connector.SplitPosition;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/**
 * A text file up to a length.
 *
 * @param file where it lies
 * @param lengthBytes how many of its bytes, as it lies on disk, belong to the input
 */
public record TextFile(Path file, long lengthBytes) implements TextInput {
  private static final int CHUNK_BYTES = 256 << 10;

  @Override
  public String describe() {
    return "file '" + file + "'";
  }

  @Override
  public String name() {
    return file.toString();
  }

  @Override
  public ByteSource open(SplitPosition position) throws IOException {
    return FileBytes.open(file, lengthBytes, position);
  }

  /**
   * Counts lines only when it is asked, because a position after a restart is an offset and nothing
   * else; from where it has counted before, if that lies before the address.
   */
  @Override
  public long lineNumber(ByteWindow window, long address) throws IOException {
    long offset = window.offsetOf(address);
    ByteWindow.LineMark mark = window.lineMark();
    long newlines = mark.newlines();
    long left = offset - mark.offset();
    if (left < 0) {
      throw new AssertionError("offset " + offset + " lies before " + mark);
    }
    ByteBuffer chunk = ByteBuffer.allocate(CHUNK_BYTES);
    try (ByteSource source = open(new SplitPosition(mark.offset(), 0))) {
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
    window.mark(new ByteWindow.LineMark(offset, newlines));
    return newlines + 1;
  }
}
