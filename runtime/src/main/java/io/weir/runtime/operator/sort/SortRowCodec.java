package io.weir.runtime.operator.sort;

import io.weir.runtime.state.EncodedKeys;
import io.weir.runtime.state.KeyDecoder;
import io.weir.runtime.state.KeyEncoder;
import io.weir.runtime.stream.Batch;
import io.weir.runtime.type.Schema;
import io.weir.runtime.vector.Memory;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;

/**
 * Rows as bytes whose order is that of a sort: the sort keys, each a marker for NULL and its
 * encoding, inverted where it descends; then all columns, which break ties and hold the row; then
 * the length of the sort keys, so that the row can be found again.
 */
final class SortRowCodec implements AutoCloseable {
  private static final byte NULL_FIRST = 0;
  private static final byte VALUE = 1;
  private static final byte NULL_LAST = 2;
  private static final int LENGTH_BYTES = Integer.BYTES;
  private static final int SLACK_BYTES = 16;

  private final List<SortKey> keys;
  private final KeyEncoder[] keyEncoders;
  private final EncodedKeys[] encodedKeys;
  private final KeyEncoder rowEncoder;
  private final KeyDecoder rowDecoder;
  private final BufferAllocator allocator;
  private EncodedKeys rows;
  private byte[] bytes = new byte[64];
  private int length;
  private ArrowBuf decodeBuffer;

  SortRowCodec(Schema schema, List<SortKey> keys, BufferAllocator allocator) {
    this.keys = keys;
    this.allocator = allocator;
    keyEncoders =
        keys.stream()
            .map(key -> new KeyEncoder(schema, List.of(key.column()), allocator))
            .toArray(KeyEncoder[]::new);
    encodedKeys = new EncodedKeys[keyEncoders.length];
    rowEncoder =
        new KeyEncoder(schema, IntStream.range(0, schema.size()).boxed().toList(), allocator);
    rowDecoder = new KeyDecoder(schema);
  }

  /** Makes {@code batch} the one whose live rows are encoded. */
  void bind(Batch batch) {
    for (int k = 0; k < keyEncoders.length; k++) {
      encodedKeys[k] = keyEncoders[k].encode(batch);
    }
    rows = rowEncoder.encode(batch);
  }

  /** Encodes live row {@code i}; {@link #compare} and {@link #bytes} then speak about it. */
  void encode(int i) {
    length = 0;
    for (int k = 0; k < encodedKeys.length; k++) {
      appendKey(keys.get(k), encodedKeys[k].address(i), encodedKeys[k].length(i));
    }
    int keyLength = length;
    int rowLength = rows.length(i);
    reserve(rowLength + LENGTH_BYTES);
    Memory.copyToArray(rows.address(i), bytes, length, rowLength);
    length += rowLength;
    for (int shift = 24; shift >= 0; shift -= 8) {
      bytes[length++] = (byte) (keyLength >>> shift);
    }
  }

  private void appendKey(SortKey key, long address, int keyLength) {
    reserve(keyLength);
    if (Memory.getByte(address) == 0) {
      bytes[length++] = key.nullsFirst() ? NULL_FIRST : NULL_LAST;
      return;
    }
    bytes[length] = VALUE;
    Memory.copyToArray(address + 1, bytes, length + 1, keyLength - 1);
    if (key.descending()) {
      for (int b = length + 1; b < length + keyLength; b++) {
        bytes[b] = (byte) ~bytes[b];
      }
    }
    length += keyLength;
  }

  private void reserve(int more) {
    if (bytes.length < length + more) {
      bytes = Arrays.copyOf(bytes, 2 * (length + more));
    }
  }

  /** Compares the encoded row with another. */
  int compare(byte[] other) {
    return Arrays.compareUnsigned(bytes, 0, length, other, 0, other.length);
  }

  /** A copy of the encoded row. */
  byte[] bytes() {
    return Arrays.copyOf(bytes, length);
  }

  /** Writes an encoded row to row {@code row} of {@code targets}. */
  void decode(byte[] encoded, List<FieldVector> targets, int row) {
    int end = encoded.length - LENGTH_BYTES;
    int start = 0;
    for (int b = end; b < encoded.length; b++) {
      start = start << 8 | (encoded[b] & 0xff);
    }
    if (decodeBuffer == null || decodeBuffer.capacity() < encoded.length + SLACK_BYTES) {
      closeDecodeBuffer();
      decodeBuffer = allocator.buffer(2L * encoded.length + SLACK_BYTES);
    }
    Memory.copyFromArray(encoded, start, decodeBuffer.memoryAddress(), end - start);
    rowDecoder.decode(decodeBuffer.memoryAddress(), targets, row);
  }

  private void closeDecodeBuffer() {
    if (decodeBuffer != null) {
      decodeBuffer.close();
      decodeBuffer = null;
    }
  }

  @Override
  public void close() {
    for (KeyEncoder encoder : keyEncoders) {
      encoder.close();
    }
    rowEncoder.close();
    closeDecodeBuffer();
  }
}
