package io.weir.runtime.connector.format.avro;

import io.weir.runtime.connector.format.text.BadValue;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** The header and the blocks of an object container file. Used by one thread at a time. */
final class AvroBlocks implements AutoCloseable {
  /** The largest block that is read. */
  private static final int MAX_BLOCK_BYTES = 1 << 30;

  private final InputStream in;
  private final long lengthBytes;
  private final byte[] marker = new byte[AvroFileFormat.MARKER_BYTES];
  private long position;
  private AvroCodec codec = AvroCodec.NULL;
  private AvroType record;
  private long rows;
  private int size;

  /** {@code lengthBytes} is where the input ends, which may have more. */
  AvroBlocks(InputStream in, long lengthBytes) {
    this.in = in;
    this.lengthBytes = lengthBytes;
  }

  /** Reads what stands before the first block. */
  void readHeader() throws IOException {
    if (lengthBytes < AvroFileFormat.MAGIC.length
        || !Arrays.equals(bytes(AvroFileFormat.MAGIC.length), AvroFileFormat.MAGIC)) {
      throw new BadValue("it does not begin as an Avro file does", "is 'format' right?");
    }
    Map<String, byte[]> about = new HashMap<>();
    for (long count = number(); count != 0; count = number()) {
      if (count < 0) {
        number();
      }
      for (long i = 0; i < Math.abs(count); i++) {
        String key = new String(bytes(number()), StandardCharsets.UTF_8);
        about.put(key, bytes(number()));
      }
    }
    System.arraycopy(bytes(marker.length), 0, marker, 0, marker.length);
    byte[] name = about.getOrDefault("avro.codec", new byte[0]);
    String codecName = name.length == 0 ? "null" : new String(name, StandardCharsets.UTF_8);
    codec = AvroCodec.named(codecName);
    if (codec == null) {
      throw new BadValue(
          "its blocks are compressed by \"" + codecName + "\", which is not supported",
          "write it with one of: " + String.join(", ", AvroCodec.names()));
    }
    if (!about.containsKey("avro.schema")) {
      throw new BadValue("it has no schema");
    }
    record = AvroSchemaParser.parse(new String(about.get("avro.schema"), StandardCharsets.UTF_8));
    if (record.kind() != AvroType.Kind.RECORD) {
      throw new BadValue("it holds values of " + record + ", and rows must be records");
    }
  }

  /** What the file's rows are. */
  AvroType record() {
    return record;
  }

  /** How many bytes have been read. */
  long position() {
    return position;
  }

  boolean isAtEnd() {
    return position >= lengthBytes;
  }

  /** Goes to the next block, whose content is then loaded or skipped; false at the end. */
  boolean next() throws IOException {
    if (isAtEnd()) {
      return false;
    }
    rows = number();
    long bytes = number();
    if (rows < 0 || bytes < 0 || bytes > MAX_BLOCK_BYTES) {
      throw new EOFException("a block has " + rows + " rows in " + bytes + " bytes");
    }
    size = (int) bytes;
    return true;
  }

  /** How many rows the block has. */
  long rows() {
    return rows;
  }

  /** The rows of the block. */
  byte[] load() throws IOException {
    byte[] block = bytes(size);
    checkMarker();
    try {
      return codec.uncompress(block);
    } catch (IOException e) {
      EOFException damage = new EOFException("a block cannot be uncompressed: " + e.getMessage());
      damage.initCause(e);
      throw damage;
    }
  }

  /** Passes over the block. */
  void skip() throws IOException {
    require(size);
    in.skipNBytes(size);
    position += size;
    checkMarker();
  }

  private void checkMarker() throws IOException {
    if (!Arrays.equals(bytes(marker.length), marker)) {
      throw new EOFException("a block before byte " + position + " does not end as it should");
    }
  }

  private void require(long count) throws IOException {
    if (count < 0 || count > lengthBytes - position) {
      throw new EOFException("it ends at byte " + lengthBytes + ", in the middle of a block");
    }
  }

  private byte[] bytes(long count) throws IOException {
    require(count);
    byte[] bytes = in.readNBytes((int) count);
    position += bytes.length;
    if (bytes.length < count) {
      throw new EOFException("it ends at byte " + position + ", in the middle of a block");
    }
    return bytes;
  }

  private long number() throws IOException {
    long value = 0;
    for (int shift = 0; shift < Long.SIZE; shift += 7) {
      byte next = bytes(1)[0];
      value |= (long) (next & 0x7F) << shift;
      if (next >= 0) {
        return value >>> 1 ^ -(value & 1);
      }
    }
    throw new EOFException("a number has more than ten bytes before byte " + position);
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
