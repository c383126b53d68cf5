package io.weir.runtime.parquet;

/**
 * Decodes the values of one page that fit 64 bits: integers as they are, floating-point numbers as
 * their bits, booleans as 0 and 1. Missing values are not among them.
 */
interface NumberDecoder {
  /** The next {@code count} values. */
  void read(long[] out, int count) throws ParquetException;

  /**
   * The decoder for a page. {@code dictionary} holds the values of the chunk's dictionary, or is
   * null.
   */
  static NumberDecoder of(Page page, PhysicalType type, long[] dictionary) throws ParquetException {
    int start = page.start;
    return switch (page.encoding) {
      case Encoding.PLAIN -> plain(page.bytes, start, page.end, type);
      case Encoding.PLAIN_DICTIONARY, Encoding.RLE_DICTIONARY -> {
        if (dictionary == null || start >= page.end) {
          throw new ParquetException("a page refers to a dictionary that is not there");
        }
        yield new Dictionary(
            new RunDecoder(page.bytes, start + 1, page.end, page.bytes[start] & 0xFF), dictionary);
      }
      case Encoding.RLE -> {
        if (type != PhysicalType.BOOLEAN) {
          throw unknown(page, type);
        }
        yield new Runs(new RunDecoder(page.bytes, start + 4, page.end, 1));
      }
      case Encoding.DELTA_BINARY_PACKED -> new DeltaDecoder(page.bytes, start, page.end);
      case Encoding.BYTE_STREAM_SPLIT -> new SplitStreams(page, width(type));
      default -> throw unknown(page, type);
    };
  }

  /** The decoder of plain values. */
  static NumberDecoder plain(byte[] bytes, int start, int end, PhysicalType type)
      throws ParquetException {
    return switch (type) {
      case BOOLEAN -> new PlainBits(bytes, start, end);
      case INT32, FLOAT -> new PlainInts(bytes, start, end);
      case INT64, DOUBLE -> new PlainLongs(bytes, start, end);
      default -> throw new ParquetException(type + " does not fit 64 bits");
    };
  }

  private static int width(PhysicalType type) {
    return type == PhysicalType.INT32 || type == PhysicalType.FLOAT ? 4 : 8;
  }

  private static ParquetException unknown(Page page, PhysicalType type) {
    return new ParquetException(
        "a page of " + type + " values has the unknown encoding " + page.encoding);
  }

  private static void check(int position, long length, int end) throws ParquetException {
    if (length > end - position) {
      throw new ParquetException("a page has fewer values than it claims");
    }
  }

  /** Eight bytes a value. */
  final class PlainLongs implements NumberDecoder {
    private final byte[] bytes;
    private final int end;
    private int position;

    PlainLongs(byte[] bytes, int start, int end) {
      this.bytes = bytes;
      this.position = start;
      this.end = end;
    }

    @Override
    public void read(long[] out, int count) throws ParquetException {
      check(position, 8L * count, end);
      for (int i = 0; i < count; i++) {
        out[i] = Bytes.getLong(bytes, position + (i << 3));
      }
      position += 8 * count;
    }
  }

  /** Four bytes a value. */
  final class PlainInts implements NumberDecoder {
    private final byte[] bytes;
    private final int end;
    private int position;

    PlainInts(byte[] bytes, int start, int end) {
      this.bytes = bytes;
      this.position = start;
      this.end = end;
    }

    @Override
    public void read(long[] out, int count) throws ParquetException {
      check(position, 4L * count, end);
      for (int i = 0; i < count; i++) {
        out[i] = Bytes.getInt(bytes, position + (i << 2));
      }
      position += 4 * count;
    }
  }

  /** One bit a value, lowest first. */
  final class PlainBits implements NumberDecoder {
    private final byte[] bytes;
    private final int start;
    private final int end;
    private int bit;

    PlainBits(byte[] bytes, int start, int end) {
      this.bytes = bytes;
      this.start = start;
      this.end = end;
    }

    @Override
    public void read(long[] out, int count) throws ParquetException {
      check(start, (bit + (long) count + 7) >>> 3, end);
      for (int i = 0; i < count; i++, bit++) {
        out[i] = (bytes[start + (bit >>> 3)] >>> (bit & 7)) & 1;
      }
    }
  }

  /** Booleans as runs. */
  final class Runs implements NumberDecoder {
    private final RunDecoder runs;
    private int[] scratch = new int[0];

    Runs(RunDecoder runs) {
      this.runs = runs;
    }

    @Override
    public void read(long[] out, int count) throws ParquetException {
      if (scratch.length < count) {
        scratch = new int[count];
      }
      runs.read(scratch, count);
      for (int i = 0; i < count; i++) {
        out[i] = scratch[i];
      }
    }
  }

  /** Indexes into a dictionary. */
  final class Dictionary implements NumberDecoder {
    private final RunDecoder indexes;
    private final long[] values;
    private int[] scratch = new int[0];

    Dictionary(RunDecoder indexes, long[] values) {
      this.indexes = indexes;
      this.values = values;
    }

    @Override
    public void read(long[] out, int count) throws ParquetException {
      if (scratch.length < count) {
        scratch = new int[count];
      }
      indexes.read(scratch, count);
      try {
        for (int i = 0; i < count; i++) {
          out[i] = values[scratch[i]];
        }
      } catch (ArrayIndexOutOfBoundsException e) {
        throw new ParquetException("a page refers to a value that its dictionary does not have", e);
      }
    }
  }

  /** The first bytes of all values, then the second bytes, and so on. */
  final class SplitStreams implements NumberDecoder {
    private final byte[] bytes;
    private final int start;
    private final int width;
    private final int total;
    private int next;

    SplitStreams(Page page, int width) {
      this.bytes = page.bytes;
      this.start = page.start;
      this.width = width;
      this.total = (page.end - page.start) / width;
    }

    @Override
    public void read(long[] out, int count) throws ParquetException {
      check(next, count, total);
      for (int i = 0; i < count; i++, next++) {
        long value = 0;
        for (int b = 0; b < width; b++) {
          value |= (bytes[start + b * total + next] & 0xFFL) << (8 * b);
        }
        out[i] = width == 4 ? (int) value : value;
      }
    }
  }
}
