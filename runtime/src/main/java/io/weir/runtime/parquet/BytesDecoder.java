package io.weir.runtime.parquet;

/** Decodes the byte strings of one page. Missing values are not among them. */
interface BytesDecoder {
  /**
   * Receives values one after the other; the bytes are valid during the call, with {@link
   * Bytes#SLACK} behind.
   */
  interface Target {
    void accept(byte[] bytes, int offset, int length);
  }

  /** Hands the next {@code count} values to {@code target}. */
  void read(Target target, int count) throws ParquetException;

  /** The decoder for a page. {@code dictionary} is the chunk's, or null. */
  static BytesDecoder of(Page page, ParquetColumn column, BytesDictionary dictionary)
      throws ParquetException {
    return switch (page.encoding) {
      case Encoding.PLAIN -> plain(page.bytes, page.start, page.end, column);
      case Encoding.PLAIN_DICTIONARY, Encoding.RLE_DICTIONARY -> {
        if (dictionary == null || page.start >= page.end) {
          throw new ParquetException("a page refers to a dictionary that is not there");
        }
        yield new Dictionary(
            new RunDecoder(page.bytes, page.start + 1, page.end, page.bytes[page.start] & 0xFF),
            dictionary);
      }
      case Encoding.DELTA_LENGTH_BYTE_ARRAY -> new DeltaLength(page);
      case Encoding.DELTA_BYTE_ARRAY -> new DeltaPrefix(page);
      default ->
          throw new ParquetException(
              "a page of "
                  + column.physical()
                  + " values has the unknown encoding "
                  + page.encoding);
    };
  }

  /** The decoder of plain values: with their lengths in front, or of a fixed length. */
  static BytesDecoder plain(byte[] bytes, int start, int end, ParquetColumn column) {
    return switch (column.physical()) {
      case BYTE_ARRAY -> new Plain(bytes, start, end);
      case INT96 -> new Fixed(bytes, start, end, 12);
      default -> new Fixed(bytes, start, end, column.fixedLength());
    };
  }

  private static void check(int position, int length, int end) throws ParquetException {
    if (length < 0 || length > end - position) {
      throw new ParquetException("a page has fewer values than it claims");
    }
  }

  /** Each value behind its length. */
  final class Plain implements BytesDecoder {
    private final byte[] bytes;
    private final int end;
    private int position;

    Plain(byte[] bytes, int start, int end) {
      this.bytes = bytes;
      this.position = start;
      this.end = end;
    }

    @Override
    public void read(Target target, int count) throws ParquetException {
      for (int i = 0; i < count; i++) {
        check(position, 4, end);
        int length = Bytes.getInt(bytes, position);
        position += 4;
        check(position, length, end);
        target.accept(bytes, position, length);
        position += length;
      }
    }
  }

  /** Values of one length. */
  final class Fixed implements BytesDecoder {
    private final byte[] bytes;
    private final int end;
    private final int length;
    private int position;

    Fixed(byte[] bytes, int start, int end, int length) {
      this.bytes = bytes;
      this.position = start;
      this.end = end;
      this.length = length;
    }

    @Override
    public void read(Target target, int count) throws ParquetException {
      for (int i = 0; i < count; i++) {
        check(position, length, end);
        target.accept(bytes, position, length);
        position += length;
      }
    }
  }

  /** Indexes into a dictionary. */
  final class Dictionary implements BytesDecoder {
    private final RunDecoder indexes;
    private final BytesDictionary dictionary;
    private int[] scratch = new int[0];

    Dictionary(RunDecoder indexes, BytesDictionary dictionary) {
      this.indexes = indexes;
      this.dictionary = dictionary;
    }

    @Override
    public void read(Target target, int count) throws ParquetException {
      if (scratch.length < count) {
        scratch = new int[count];
      }
      indexes.read(scratch, count);
      byte[] bytes = dictionary.bytes();
      int[] starts = dictionary.starts();
      int[] lengths = dictionary.lengths();
      try {
        for (int i = 0; i < count; i++) {
          int index = scratch[i];
          target.accept(bytes, starts[index], lengths[index]);
        }
      } catch (ArrayIndexOutOfBoundsException e) {
        throw new ParquetException("a page refers to a value that its dictionary does not have", e);
      }
    }
  }

  /** All lengths, then all bytes. */
  final class DeltaLength implements BytesDecoder {
    private final byte[] bytes;
    private final int end;
    private final long[] lengths;
    private int next;
    private int position;

    DeltaLength(Page page) throws ParquetException {
      DeltaDecoder decoder = new DeltaDecoder(page.bytes, page.start, page.end);
      lengths = new long[checkedTotal(decoder, page)];
      decoder.read(lengths, lengths.length);
      bytes = page.bytes;
      end = page.end;
      position = decoder.endOfValues();
    }

    @Override
    public void read(Target target, int count) throws ParquetException {
      check(next, count, lengths.length);
      for (int i = 0; i < count; i++) {
        int length = (int) lengths[next++];
        check(position, length, end);
        target.accept(bytes, position, length);
        position += length;
      }
    }
  }

  /** The length of what a value shares with the one before it, then the rest as delta lengths. */
  final class DeltaPrefix implements BytesDecoder {
    private final byte[] bytes;
    private final int end;
    private final long[] prefixes;
    private final long[] suffixes;
    private byte[] value = new byte[64];
    private int next;
    private int position;

    DeltaPrefix(Page page) throws ParquetException {
      DeltaDecoder prefixDecoder = new DeltaDecoder(page.bytes, page.start, page.end);
      prefixes = new long[checkedTotal(prefixDecoder, page)];
      prefixDecoder.read(prefixes, prefixes.length);
      DeltaDecoder suffixDecoder =
          new DeltaDecoder(page.bytes, prefixDecoder.endOfValues(), page.end);
      suffixes = new long[checkedTotal(suffixDecoder, page)];
      suffixDecoder.read(suffixes, suffixes.length);
      if (prefixes.length != suffixes.length) {
        throw new ParquetException("a delta-encoded page is damaged");
      }
      bytes = page.bytes;
      end = page.end;
      position = suffixDecoder.endOfValues();
    }

    @Override
    public void read(Target target, int count) throws ParquetException {
      check(next, count, prefixes.length);
      for (int i = 0; i < count; i++, next++) {
        int prefix = (int) prefixes[next];
        int suffix = (int) suffixes[next];
        check(position, suffix, end);
        if (prefix < 0 || prefix > value.length - Bytes.SLACK) {
          throw new ParquetException("a delta-encoded page is damaged");
        }
        if (prefix + suffix + Bytes.SLACK > value.length) {
          value = java.util.Arrays.copyOf(value, 2 * (prefix + suffix) + Bytes.SLACK);
        }
        System.arraycopy(bytes, position, value, prefix, suffix);
        position += suffix;
        target.accept(value, 0, prefix + suffix);
      }
    }
  }

  private static int checkedTotal(DeltaDecoder decoder, Page page) throws ParquetException {
    if (decoder.total() < 0 || decoder.total() > page.values) {
      throw new ParquetException("a delta-encoded page is damaged");
    }
    return decoder.total();
  }
}
