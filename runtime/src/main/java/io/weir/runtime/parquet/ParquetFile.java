package io.weir.runtime.parquet;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** An open Parquet file with its footer. The file must not change while it is open. */
public final class ParquetFile implements AutoCloseable {
  private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] ENCRYPTED_MAGIC = "PARE".getBytes(StandardCharsets.US_ASCII);
  private static final int TAIL_BYTES = 8;

  private final Path path;
  private final FileChannel channel;
  private final FooterReader.Footer footer;

  private ParquetFile(Path path, FileChannel channel, FooterReader.Footer footer) {
    this.path = path;
    this.channel = channel;
    this.footer = footer;
  }

  /**
   * Opens a file and reads its footer.
   *
   * @throws ParquetException if it is not a whole Parquet file
   */
  public static ParquetFile open(Path path) throws IOException {
    FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
    try {
      return new ParquetFile(path, channel, FooterReader.read(footerBytes(channel)));
    } catch (IndexOutOfBoundsException e) {
      channel.close();
      throw new ParquetException("its footer is damaged", e);
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  private static byte[] footerBytes(FileChannel channel) throws IOException {
    long size = channel.size();
    if (size < MAGIC.length + TAIL_BYTES) {
      throw new ParquetException("it is not a Parquet file: it has only " + size + " bytes");
    }
    byte[] tail = read(channel, size - TAIL_BYTES, TAIL_BYTES);
    byte[] magic = Arrays.copyOfRange(tail, 4, TAIL_BYTES);
    if (Arrays.equals(magic, ENCRYPTED_MAGIC)) {
      throw new ParquetException("its footer is encrypted");
    }
    if (!Arrays.equals(magic, MAGIC)) {
      boolean hasHead = Arrays.equals(read(channel, 0, MAGIC.length), MAGIC);
      throw new ParquetException(
          hasHead
              ? "it is cut off: the footer at its end is missing"
              : "it is not a Parquet file: it neither starts nor ends as one");
    }
    int length = Bytes.getInt(tail, 0);
    if (length <= 0 || length > size - TAIL_BYTES - MAGIC.length) {
      throw new ParquetException("its footer claims a length of " + length + " bytes");
    }
    return read(channel, size - TAIL_BYTES - length, length);
  }

  private static byte[] read(FileChannel channel, long position, int length) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(length);
    while (buffer.hasRemaining()) {
      if (channel.read(buffer, position + buffer.position()) < 0) {
        throw new ParquetException("it ends at byte " + (position + buffer.position()));
      }
    }
    return buffer.array();
  }

  /** The file. */
  public Path path() {
    return path;
  }

  /** All leaf columns. */
  public List<ParquetColumn> columns() {
    return footer.columns();
  }

  /** The leaf column of this name. */
  public Optional<ParquetColumn> column(String name) {
    return footer.columns().stream().filter(c -> c.name().equals(name)).findFirst();
  }

  /** The number of rows. */
  public long rows() {
    return footer.rows();
  }

  List<RowGroup> rowGroups() {
    return footer.rowGroups();
  }

  FileChannel channel() {
    return channel;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
