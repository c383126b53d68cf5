package io.weir.runtime.parquet;

import io.airlift.compress.Decompressor;
import io.airlift.compress.MalformedInputException;
import io.airlift.compress.lz4.Lz4Decompressor;
import io.airlift.compress.snappy.SnappyDecompressor;
import io.airlift.compress.zstd.ZstdDecompressor;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Decompresses pages. One instance a column reader; not safe for several threads. */
final class Codec {
  private static final int UNCOMPRESSED = 0;
  private static final int SNAPPY = 1;
  private static final int GZIP = 2;
  private static final int ZSTD = 6;
  private static final int LZ4_RAW = 7;
  private static final int GZIP_HEADER_BYTES = 10;

  private final int code;
  private final Decompressor decompressor;

  private Codec(int code, Decompressor decompressor) {
    this.code = code;
    this.decompressor = decompressor;
  }

  static Codec of(int code) throws ParquetException {
    return switch (code) {
      case UNCOMPRESSED, GZIP -> new Codec(code, null);
      case SNAPPY -> new Codec(code, new SnappyDecompressor());
      case ZSTD -> new Codec(code, new ZstdDecompressor());
      case LZ4_RAW -> new Codec(code, new Lz4Decompressor());
      default ->
          throw new ParquetException(
              "it is compressed with "
                  + name(code)
                  + "; readable are SNAPPY, GZIP, ZSTD, LZ4_RAW and uncompressed");
    };
  }

  private static String name(int code) {
    return switch (code) {
      case 3 -> "LZO";
      case 4 -> "BROTLI";
      case 5 -> "LZ4 in the deprecated Hadoop framing";
      default -> "the unknown codec " + code;
    };
  }

  /** Fills {@code to[toOffset .. toOffset + toLength)}. */
  void decompress(
      byte[] from, int fromOffset, int fromLength, byte[] to, int toOffset, int toLength)
      throws ParquetException {
    int length;
    try {
      length =
          switch (code) {
            case UNCOMPRESSED -> {
              if (fromLength == toLength) {
                System.arraycopy(from, fromOffset, to, toOffset, toLength);
              }
              yield fromLength;
            }
            case GZIP -> inflate(from, fromOffset, fromLength, to, toOffset, toLength);
            default ->
                toLength == 0
                    ? 0
                    : decompressor.decompress(from, fromOffset, fromLength, to, toOffset, toLength);
          };
    } catch (MalformedInputException | DataFormatException | IllegalArgumentException e) {
      throw new ParquetException("a page does not decompress", e);
    }
    if (length != toLength) {
      throw new ParquetException(
          "a page decompresses to " + length + " bytes, its header says " + toLength);
    }
  }

  private static int inflate(
      byte[] from, int fromOffset, int fromLength, byte[] to, int toOffset, int toLength)
      throws DataFormatException, ParquetException {
    int header = gzipHeaderLength(from, fromOffset, fromLength);
    Inflater inflater = new Inflater(true);
    try {
      inflater.setInput(from, fromOffset + header, fromLength - header);
      int total = 0;
      while (total < toLength && !inflater.finished()) {
        int n = inflater.inflate(to, toOffset + total, toLength - total);
        if (n == 0 && (inflater.needsInput() || inflater.needsDictionary())) {
          break;
        }
        total += n;
      }
      return total;
    } finally {
      inflater.end();
    }
  }

  /** RFC 1952: ten bytes, then optional parts as the flags say. */
  private static int gzipHeaderLength(byte[] bytes, int offset, int length)
      throws ParquetException {
    if (length < GZIP_HEADER_BYTES
        || (bytes[offset] & 0xFF) != 0x1F
        || (bytes[offset + 1] & 0xFF) != 0x8B) {
      throw new ParquetException("a page does not start as GZIP");
    }
    int flags = bytes[offset + 3];
    int position = GZIP_HEADER_BYTES;
    if ((flags & 4) != 0 && position + 2 <= length) {
      position +=
          2 + (bytes[offset + position] & 0xFF) + ((bytes[offset + position + 1] & 0xFF) << 8);
    }
    for (int text = flags & 24; text != 0; text &= text - 1) {
      while (position < length && bytes[offset + position] != 0) {
        position++;
      }
      position++;
    }
    position += (flags & 2) != 0 ? 2 : 0;
    if (position > length) {
      throw new ParquetException("a page's GZIP header is cut off");
    }
    return position;
  }
}
