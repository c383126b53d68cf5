package io.weir.runtime.parquet;

/** Decodes DELTA_BINARY_PACKED integers (Encodings.md; after Lemire and Boytsov, 2012). */
final class DeltaDecoder implements NumberDecoder {
  private final byte[] bytes;
  private final int end;
  private final int miniBlockValues;
  private final int miniBlocks;
  private final int total;
  private final int[] widths;
  private int position;
  private int read;
  private long previous;
  private long minDelta;
  private int miniBlock;
  private int leftInMiniBlock;
  private long bit;

  DeltaDecoder(byte[] bytes, int start, int end) throws ParquetException {
    this.bytes = bytes;
    this.position = start;
    this.end = end;
    int blockValues = (int) varint();
    miniBlocks = (int) varint();
    total = (int) varint();
    previous = zigZag();
    if (blockValues <= 0 || miniBlocks <= 0 || blockValues % miniBlocks != 0 || miniBlocks > 4096) {
      throw new ParquetException("a delta-encoded page has a damaged header");
    }
    miniBlockValues = blockValues / miniBlocks;
    widths = new int[miniBlocks];
    miniBlock = miniBlocks;
  }

  /** How many values there are. */
  int total() {
    return total;
  }

  /** Where the bytes behind the last value start; all values must have been read. */
  int endOfValues() {
    return position;
  }

  @Override
  public void read(long[] out, int count) throws ParquetException {
    if (count > total - read) {
      throw new ParquetException("a page has fewer values than it claims");
    }
    for (int i = 0; i < count; i++) {
      if (read > 0) {
        previous += nextDelta();
      }
      out[i] = previous;
      read++;
    }
  }

  private long nextDelta() throws ParquetException {
    if (leftInMiniBlock == 0) {
      nextMiniBlock();
    }
    int width = widths[miniBlock];
    long delta = minDelta + bits(width);
    bit += width;
    leftInMiniBlock--;
    return delta;
  }

  private void nextMiniBlock() throws ParquetException {
    miniBlock++;
    if (miniBlock >= miniBlocks) {
      minDelta = zigZag();
      if (miniBlocks > end - position) {
        throw damaged();
      }
      for (int i = 0; i < miniBlocks; i++) {
        widths[i] = bytes[position++] & 0xFF;
        if (widths[i] > 64) {
          throw damaged();
        }
      }
      miniBlock = 0;
    }
    long length = ((long) miniBlockValues * widths[miniBlock]) >>> 3;
    bit = 8L * position;
    leftInMiniBlock = miniBlockValues;
    position = (int) Math.min(end, position + length);
  }

  private long bits(int width) throws ParquetException {
    if (width == 0) {
      return 0;
    }
    int at = (int) (bit >>> 3);
    int shift = (int) (bit & 7);
    if (at + ((shift + width + 7) >>> 3) > end) {
      throw damaged();
    }
    long low = Bytes.getLong(bytes, at) >>> shift;
    if (shift + width > 64) {
      low |= (bytes[at + 8] & 0xFFL) << (64 - shift);
    }
    return width == 64 ? low : low & ((1L << width) - 1);
  }

  private long zigZag() throws ParquetException {
    long value = varint();
    return (value >>> 1) ^ -(value & 1);
  }

  private long varint() throws ParquetException {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      if (position >= end) {
        throw damaged();
      }
      int b = bytes[position++];
      value |= (long) (b & 0x7F) << shift;
      if (b >= 0) {
        return value;
      }
    }
    throw damaged();
  }

  private static ParquetException damaged() {
    return new ParquetException("a delta-encoded page is damaged");
  }
}
