package io.weir.runtime.connector.format.text;

import io.airlift.compress.MalformedInputException;
import io.airlift.compress.bzip2.BZip2HadoopStreams;
import io.airlift.compress.zstd.ZstdInputStream;
import io.weir.runtime.connector.SplitPosition;
import io.weir.runtime.error.WeirException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * The bytes of a text file from an offset to a fixed end, uncompressed according to the file's
 * extension. Offsets count uncompressed bytes.
 */
public final class FileBytes implements ByteSource {
  private static final int COPY_BYTES = 64 << 10;

  private final Path file;
  private final FileChannel channel;
  private final long lengthBytes;
  private final long startOffset;

  /** What uncompresses the channel's bytes, or null for a plain file. */
  private final InputStream uncompressed;

  private final byte[] copy;

  private FileBytes(
      Path file, FileChannel channel, long lengthBytes, long startOffset, InputStream input) {
    this.file = file;
    this.channel = channel;
    this.lengthBytes = lengthBytes;
    this.startOffset = startOffset;
    this.uncompressed = input;
    this.copy = input == null ? new byte[0] : new byte[COPY_BYTES];
  }

  /**
   * Opens a file.
   *
   * @param lengthBytes how many bytes of the file (as it lies on disk) belong to the input
   * @param position where to start, in uncompressed bytes
   */
  public static FileBytes open(Path file, long lengthBytes, SplitPosition position)
      throws IOException {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    for (String unsupported : new String[] {".xz", ".lz4", ".snappy", ".deflate"}) {
      if (name.endsWith(unsupported)) {
        throw WeirException.permanent(
            "file '" + file + "': compression " + unsupported + " is not supported",
            "uncompress it, or compress it with gzip (.gz), bzip2 (.bz2) or Zstandard (.zst)");
      }
    }
    FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
    try {
      InputStream compressed = new BoundedInput(channel, lengthBytes);
      InputStream input = null;
      if (name.endsWith(".gz") || name.endsWith(".gzip")) {
        input = new GZIPInputStream(compressed, COPY_BYTES);
      } else if (name.endsWith(".zst") || name.endsWith(".zstd")) {
        input = new ZstdInputStream(compressed);
      } else if (name.endsWith(".bz2")) {
        input = new BZip2HadoopStreams().createInputStream(compressed);
      } else {
        channel.position(position.offset());
      }
      if (input != null) {
        input.skipNBytes(position.offset());
      }
      return new FileBytes(file, channel, lengthBytes, position.offset(), input);
    } catch (ZipException | EOFException | MalformedInputException e) {
      channel.close();
      throw damaged(file, e);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  @Override
  public long offset() {
    return startOffset;
  }

  @Override
  public int read(ByteBuffer target) throws IOException {
    if (uncompressed != null) {
      return readUncompressed(target);
    }
    long left = lengthBytes - channel.position();
    if (left <= 0) {
      return -1;
    }
    if (left < target.remaining()) {
      target.limit(target.position() + (int) left);
    }
    int read = channel.read(target);
    if (read < 0) {
      throw WeirException.permanent(
          "file '"
              + file
              + "' has become shorter while it was read: "
              + channel.size()
              + " bytes, "
              + lengthBytes
              + " were expected",
          null);
    }
    return read;
  }

  /** Fills the target as far as it can: a record that is not whole is scanned again every time. */
  private int readUncompressed(ByteBuffer target) throws IOException {
    int total = 0;
    while (target.hasRemaining()) {
      int read;
      try {
        read = uncompressed.read(copy, 0, Math.min(copy.length, target.remaining()));
      } catch (IOException | MalformedInputException e) {
        throw damaged(file, e);
      }
      if (read < 0) {
        return total == 0 ? -1 : total;
      }
      target.put(copy, 0, read);
      total += read;
    }
    return total;
  }

  private static WeirException damaged(Path file, Exception cause) {
    return WeirException.permanent(
        "file '" + file + "' is not a whole compressed file: " + cause.getMessage(),
        file.toString().endsWith(".bz2")
            ? "is it damaged, or of several bzip2 streams, which are not supported? compress it anew"
            : "is it damaged, or still being written?",
        cause);
  }

  @Override
  public String describe() {
    return "file '" + file + "'";
  }

  @Override
  public double progress(long offset) {
    if (lengthBytes == 0) {
      return 1;
    }
    try {
      long done = uncompressed == null ? offset : channel.position();
      return Math.min(1, (double) done / lengthBytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    if (uncompressed != null) {
      uncompressed.close();
    }
    channel.close();
  }

  /** The first bytes of a channel, as far as they belong to the input. */
  private static final class BoundedInput extends InputStream {
    private final FileChannel channel;
    private final InputStream input;
    private final long lengthBytes;

    BoundedInput(FileChannel channel, long lengthBytes) {
      this.channel = channel;
      this.input = Channels.newInputStream(channel);
      this.lengthBytes = lengthBytes;
    }

    @Override
    public int read() throws IOException {
      return channel.position() < lengthBytes ? input.read() : -1;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      long left = lengthBytes - channel.position();
      return left <= 0 ? -1 : input.read(bytes, offset, (int) Math.min(left, length));
    }

    @Override
    public int available() throws IOException {
      return (int) Math.min(Integer.MAX_VALUE, Math.max(0, lengthBytes - channel.position()));
    }
  }
}
