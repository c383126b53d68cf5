package io.weir.runtime.parquet;

/**
 * Decodes the hybrid of run-length and bit-packed numbers (Encodings.md, RLE = 3) of up to 32 bits.
 */
final class RunDecoder {
  private final byte[] bytes;
  private final int end;
  private final int width;
  private final long mask;
  private int position;
  private int left;
  private boolean isPacked;
  private int repeated;
  private long bit;

  /** Decodes {@code bytes[start .. end)}, behind which {@link Bytes#SLACK} bytes can be read. */
  RunDecoder(byte[] bytes, int start, int end, int width) throws ParquetException {
    if (width < 0 || width > 32) {
      throw new ParquetException("a page has numbers of " + width + " bits");
    }
    this.bytes = bytes;
    this.position = start;
    this.end = end;
    this.width = width;
    this.mask = (1L << width) - 1;
  }

  /** The next {@code count} numbers. */
  void read(int[] out, int count) throws ParquetException {
    int done = 0;
    while (done < count) {
      if (left == 0) {
        nextRun();
      }
      int n = Math.min(left, count - done);
      if (isPacked) {
        unpack(out, done, n);
      } else {
        java.util.Arrays.fill(out, done, done + n, repeated);
      }
      done += n;
      left -= n;
    }
  }

  /**
   * The length of the run of equal numbers that comes next, at most {@code most}, with the number
   * in {@link #runValue}. Takes the run.
   */
  int takeRun(int most) throws ParquetException {
    if (left == 0) {
      nextRun();
    }
    int n = Math.min(left, most);
    if (!isPacked) {
      left -= n;
      return n;
    }
    repeated = packed();
    int length = 1;
    bit += width;
    while (length < n && packed() == repeated) {
      length++;
      bit += width;
    }
    left -= length;
    return length;
  }

  /** The number of the run that {@link #takeRun} took. */
  int runValue() {
    return repeated;
  }

  private void unpack(int[] out, int from, int count) {
    long at = bit;
    for (int i = from; i < from + count; i++) {
      out[i] = (int) ((Bytes.getLong(bytes, (int) (at >>> 3)) >>> (at & 7)) & mask);
      at += width;
    }
    bit = at;
  }

  private int packed() {
    return (int) ((Bytes.getLong(bytes, (int) (bit >>> 3)) >>> (bit & 7)) & mask);
  }

  private void nextRun() throws ParquetException {
    int header = varint();
    int count = header >>> 1;
    isPacked = (header & 1) != 0;
    if (count == 0) {
      throw damaged();
    }
    if (isPacked) {
      bit = 8L * position;
      long groups = Math.min(count, (end - position) / Math.max(1, width) + 1);
      long length = (long) count * width;
      left = (int) Math.min(Integer.MAX_VALUE, groups * 8);
      position = (int) Math.min(end, position + length);
      return;
    }
    left = count;
    int size = (width + 7) >>> 3;
    if (size > end - position) {
      throw damaged();
    }
    repeated = (int) (Bytes.getLong(bytes, position) & ((1L << (8 * size)) - 1));
    position += size;
  }

  private int varint() throws ParquetException {
    int value = 0;
    for (int shift = 0; shift < 32; shift += 7) {
      if (position >= end) {
        throw damaged();
      }
      int b = bytes[position++];
      value |= (b & 0x7F) << shift;
      if (b >= 0) {
        return value;
      }
    }
    throw damaged();
  }

  private static ParquetException damaged() {
    return new ParquetException("a page has fewer numbers than it claims");
  }
}
