package io.weir.runtime.parquet;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Arrays;

/** Walks the pages of one column chunk, decompressing each. */
final class PageReader {
  private static final int WINDOW_BYTES = 1 << 20;
  private static final int HEADER_BYTES = 1 << 14;
  private static final int MAX_HEADER_BYTES = 1 << 24;
  private static final int MAX_PAGE_BYTES = 1 << 30;
  private static final int DATA_PAGE = 0;
  private static final int DICTIONARY_PAGE = 2;
  private static final int DATA_PAGE_V2 = 3;

  private final FileChannel channel;
  private final boolean isOptional;
  private Codec codec;
  private byte[] window = new byte[0];
  private int windowStart;
  private int windowEnd;
  private long fileLeft;
  private long filePosition;
  private long valuesLeft;
  private byte[] data = new byte[0];

  PageReader(FileChannel channel, boolean isOptional) {
    this.channel = channel;
    this.isOptional = isOptional;
  }

  /** A dictionary's plain-encoded values. */
  record DictionaryPage(byte[] bytes, int length, int values) {}

  /** Goes to the start of a chunk. */
  void open(RowGroup.Chunk chunk) throws IOException {
    codec = Codec.of(chunk.codec());
    filePosition = chunk.start();
    fileLeft = chunk.compressedBytes();
    valuesLeft = chunk.values();
    windowStart = 0;
    windowEnd = 0;
    if (chunk.start() < 0 || fileLeft < 0 || chunk.start() + fileLeft > channel.size()) {
      throw new ParquetException(
          "it is cut off: a column reaches to byte "
              + (chunk.start() + fileLeft)
              + " of "
              + channel.size());
    }
  }

  /** Whether all values of the chunk have been handed out. */
  boolean isAtEnd() {
    return valuesLeft <= 0;
  }

  /**
   * The next data page; {@code dictionary} takes a dictionary page that lies before it. Its bytes
   * are valid until the next call.
   */
  Page next(DictionaryConsumer dictionary) throws IOException {
    while (true) {
      Header header = readHeader();
      ensure(header.compressedBytes);
      switch (header.type) {
        case DICTIONARY_PAGE -> {
          byte[] bytes = new byte[header.uncompressedBytes + Bytes.SLACK];
          codec.decompress(
              window, windowStart, header.compressedBytes, bytes, 0, header.uncompressedBytes);
          dictionary.accept(new DictionaryPage(bytes, header.uncompressedBytes, header.values));
        }
        case DATA_PAGE -> {
          return take(header, readV1(header));
        }
        case DATA_PAGE_V2 -> {
          return take(header, readV2(header));
        }
        default -> {}
      }
      windowStart += header.compressedBytes;
    }
  }

  /** Receives a dictionary. */
  interface DictionaryConsumer {
    void accept(DictionaryPage page) throws IOException;
  }

  private Page take(Header header, Page page) {
    windowStart += header.compressedBytes;
    valuesLeft -= page.values;
    return page;
  }

  private Page readV1(Header header) throws ParquetException {
    reserve(header.uncompressedBytes);
    codec.decompress(
        window, windowStart, header.compressedBytes, data, 0, header.uncompressedBytes);
    int start = 0;
    RunDecoder presence = null;
    if (isOptional) {
      if (header.uncompressedBytes < 4) {
        throw new ParquetException("a page is too short for its levels");
      }
      int length = Bytes.getInt(data, 0);
      if (length < 0 || length > header.uncompressedBytes - 4) {
        throw new ParquetException("a page's levels claim " + length + " bytes");
      }
      presence = new RunDecoder(data, 4, 4 + length, 1);
      start = 4 + length;
    }
    return new Page(
        data, start, header.uncompressedBytes, header.values, header.encoding, presence);
  }

  private Page readV2(Header header) throws ParquetException {
    int levels = header.definitionBytes + header.repetitionBytes;
    if (header.definitionBytes < 0
        || header.repetitionBytes < 0
        || levels > header.compressedBytes
        || levels > header.uncompressedBytes) {
      throw new ParquetException("a page's levels claim " + levels + " bytes");
    }
    reserve(header.uncompressedBytes);
    System.arraycopy(window, windowStart, data, 0, levels);
    int from = windowStart + levels;
    int fromLength = header.compressedBytes - levels;
    int toLength = header.uncompressedBytes - levels;
    if (header.isCompressed) {
      codec.decompress(window, from, fromLength, data, levels, toLength);
    } else if (fromLength == toLength) {
      System.arraycopy(window, from, data, levels, toLength);
    } else {
      throw new ParquetException(
          "a page has " + fromLength + " bytes, its header says " + toLength);
    }
    RunDecoder presence =
        isOptional ? new RunDecoder(data, header.repetitionBytes, levels, 1) : null;
    return new Page(
        data, levels, header.uncompressedBytes, header.values, header.encoding, presence);
  }

  private void reserve(int length) {
    if (data.length < length + Bytes.SLACK) {
      data = new byte[length + Bytes.SLACK];
    }
  }

  private static final class Header {
    int type = -1;
    int uncompressedBytes;
    int compressedBytes;
    int values;
    int encoding = -1;
    int definitionBytes;
    int repetitionBytes;
    boolean isCompressed = true;
  }

  private Header readHeader() throws IOException {
    for (int size = HEADER_BYTES; ; size *= 4) {
      int available = fill(size);
      CompactReader in = new CompactReader(window, windowStart, windowStart + available);
      try {
        Header header = readHeader(in);
        windowStart = in.position();
        check(header);
        return header;
      } catch (ParquetException e) {
        if (available < size || size >= MAX_HEADER_BYTES) {
          throw e;
        }
      }
    }
  }

  private static void check(Header header) throws ParquetException {
    if (header.compressedBytes < 0
        || header.uncompressedBytes < 0
        || header.values < 0
        || header.uncompressedBytes > MAX_PAGE_BYTES) {
      throw new ParquetException("a page header is damaged");
    }
  }

  private static Header readHeader(CompactReader in) throws ParquetException {
    Header header = new Header();
    for (int id = in.nextField(0); id >= 0; id = in.nextField(id)) {
      switch (id) {
        case 1 -> header.type = in.readI32();
        case 2 -> header.uncompressedBytes = in.readI32();
        case 3 -> header.compressedBytes = in.readI32();
        case 5, 7 -> readDataHeader(in, header);
        case 8 -> readDataHeaderV2(in, header);
        default -> in.skip(in.fieldType());
      }
    }
    return header;
  }

  private static void readDataHeader(CompactReader in, Header header) throws ParquetException {
    for (int id = in.nextField(0); id >= 0; id = in.nextField(id)) {
      switch (id) {
        case 1 -> header.values = in.readI32();
        case 2 -> header.encoding = in.readI32();
        default -> in.skip(in.fieldType());
      }
    }
  }

  private static void readDataHeaderV2(CompactReader in, Header header) throws ParquetException {
    for (int id = in.nextField(0); id >= 0; id = in.nextField(id)) {
      switch (id) {
        case 1 -> header.values = in.readI32();
        case 4 -> header.encoding = in.readI32();
        case 5 -> header.definitionBytes = in.readI32();
        case 6 -> header.repetitionBytes = in.readI32();
        case 7 -> header.isCompressed = in.fieldIsTrue();
        default -> in.skip(in.fieldType());
      }
    }
  }

  private void ensure(int length) throws IOException {
    if (fill(length) < length) {
      throw new ParquetException("a page claims " + length + " bytes, more than its column has");
    }
  }

  /** Has up to {@code wanted} bytes in the window; answers how many there are. */
  private int fill(int wanted) throws IOException {
    int available = windowEnd - windowStart;
    if (available >= wanted || fileLeft == 0) {
      return Math.min(available, wanted);
    }
    int size = (int) Math.min((long) available + fileLeft, Math.max(wanted, WINDOW_BYTES));
    if (window.length < size + Bytes.SLACK) {
      window = Arrays.copyOfRange(window, windowStart, windowStart + size + Bytes.SLACK);
    } else {
      System.arraycopy(window, windowStart, window, 0, available);
    }
    windowStart = 0;
    windowEnd = available;
    ByteBuffer buffer = ByteBuffer.wrap(window, available, size - available);
    while (buffer.hasRemaining()) {
      int n = channel.read(buffer, filePosition);
      if (n < 0) {
        throw new ParquetException(
            "it ends at byte " + filePosition + ", in the middle of a column");
      }
      filePosition += n;
      fileLeft -= n;
      windowEnd += n;
    }
    return Math.min(windowEnd - windowStart, wanted);
  }
}
