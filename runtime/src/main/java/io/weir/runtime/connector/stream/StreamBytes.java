package io.weir.runtime.connector.stream;

import io.weir.runtime.connector.format.text.ByteSource;
import io.weir.runtime.request.Pending;
import io.weir.runtime.request.Requests;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Bytes that come from outside, without waiting for them: a request waits on an I/O thread for the
 * next piece while the one before is being read.
 */
final class StreamBytes implements ByteSource {
  private static final int PIECE_BYTES = 64 << 10;
  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
  private static final byte NEWLINE = '\n';

  private final StreamInput input;
  private final Requests requests;
  private final Shared shared;
  private Pending<Piece> pending;
  private Piece piece = new Piece(new byte[0], 0);
  private int used;
  private boolean isBegun;
  private boolean isAtEnd;

  StreamBytes(StreamInput input, Requests requests) {
    this.input = input;
    this.requests = requests;
    this.shared = new Shared(input.opener());
  }

  /** What has been read at once; a negative length is the end. */
  private record Piece(byte[] bytes, int length) implements AutoCloseable {
    @Override
    public void close() {}
  }

  /** The connection, which an I/O thread makes and uses, and the reader's thread closes. */
  private static final class Shared {
    private final ByteStream.Opener opener;
    private ByteStream stream;
    private boolean isClosed;

    Shared(ByteStream.Opener opener) {
      this.opener = opener;
    }

    Piece next() throws IOException {
      byte[] bytes = new byte[PIECE_BYTES];
      ByteStream open = open();
      return new Piece(bytes, open == null ? -1 : open.read(bytes));
    }

    private ByteStream open() throws IOException {
      synchronized (this) {
        if (stream != null || isClosed) {
          return isClosed ? null : stream;
        }
      }
      ByteStream opened = opener.open();
      synchronized (this) {
        stream = opened;
        if (!isClosed) {
          return stream;
        }
      }
      opened.close();
      return null;
    }

    void close() throws IOException {
      ByteStream closed;
      synchronized (this) {
        isClosed = true;
        closed = stream;
      }
      if (closed != null) {
        closed.close();
      }
    }
  }

  @Override
  public long offset() {
    return 0;
  }

  @Override
  public boolean isPassing() {
    return true;
  }

  @Override
  public int read(ByteBuffer target) {
    if (isAtEnd) {
      return -1;
    }
    if (used == piece.length) {
      if (pending == null) {
        pending = requests.submit(shared::next);
      }
      if (!pending.isDone()) {
        return 0;
      }
      piece = pending.take();
      used = 0;
      if (piece.length < 0) {
        pending = null;
        isAtEnd = true;
        return -1;
      }
      pending = requests.submit(shared::next);
      skipByteOrderMark();
      delimit();
    }
    int count = Math.min(target.remaining(), piece.length - used);
    target.put(piece.bytes, used, count);
    used += count;
    return count;
  }

  private void skipByteOrderMark() {
    boolean hasMark =
        !isBegun
            && piece.length >= BYTE_ORDER_MARK.length
            && Arrays.equals(
                piece.bytes, 0, BYTE_ORDER_MARK.length, BYTE_ORDER_MARK, 0, BYTE_ORDER_MARK.length);
    used = hasMark ? BYTE_ORDER_MARK.length : 0;
    isBegun = true;
  }

  /** Where records do not end with line feeds, makes them, and blanks of those within records. */
  private void delimit() {
    byte delimiter = input.delimiter();
    if (delimiter == NEWLINE) {
      return;
    }
    for (int i = 0; i < piece.length; i++) {
      if (piece.bytes[i] == delimiter) {
        piece.bytes[i] = NEWLINE;
      } else if (piece.bytes[i] == NEWLINE) {
        piece.bytes[i] = ' ';
      }
    }
  }

  @Override
  public String describe() {
    return input.describe();
  }

  @Override
  public double progress(long offset) {
    return isAtEnd ? 1 : 0;
  }

  @Override
  public void close() throws IOException {
    if (pending != null) {
      pending.close();
    }
    shared.close();
  }
}
