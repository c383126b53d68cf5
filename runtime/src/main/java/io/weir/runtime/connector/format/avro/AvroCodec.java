package io.weir.runtime.connector.format.avro;

import io.airlift.compress.bzip2.BZip2HadoopStreams;
import io.airlift.compress.snappy.SnappyCompressor;
import io.airlift.compress.snappy.SnappyDecompressor;
import io.airlift.compress.zstd.ZstdCompressor;
import io.airlift.compress.zstd.ZstdInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/** How blocks of files are compressed. */
enum AvroCodec {
  NULL,
  DEFLATE,
  SNAPPY,
  BZIP2,
  ZSTANDARD;

  private static final int CHECKSUM_BYTES = 4;

  /** The names, as files and options have them. */
  static List<String> names() {
    return Arrays.stream(values()).map(AvroCodec::word).toList();
  }

  /** The codec of a name; null if there is none. */
  static AvroCodec named(String name) {
    return Arrays.stream(values()).filter(c -> c.word().equals(name)).findFirst().orElse(null);
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The first bytes of a block, compressed. */
  byte[] compress(byte[] block, int length) {
    return switch (this) {
      case NULL -> Arrays.copyOf(block, length);
      case DEFLATE -> deflate(block, length);
      case SNAPPY -> snappy(block, length);
      case BZIP2 -> bzip2(block, length);
      case ZSTANDARD -> {
        ZstdCompressor compressor = new ZstdCompressor();
        byte[] out = new byte[compressor.maxCompressedLength(length)];
        yield Arrays.copyOf(out, compressor.compress(block, 0, length, out, 0, out.length));
      }
    };
  }

  private static byte[] deflate(byte[] block, int length) {
    Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
    ByteArrayOutputStream out = new ByteArrayOutputStream(length / 2 + 64);
    try (OutputStream compressed = new DeflaterOutputStream(out, deflater)) {
      compressed.write(block, 0, length);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      deflater.end();
    }
    return out.toByteArray();
  }

  /** Snappy's block, and a checksum of what is in it, the highest byte first. */
  private static byte[] snappy(byte[] block, int length) {
    SnappyCompressor compressor = new SnappyCompressor();
    byte[] out = new byte[compressor.maxCompressedLength(length) + CHECKSUM_BYTES];
    int size = compressor.compress(block, 0, length, out, 0, out.length - CHECKSUM_BYTES);
    long checksum = checksum(block, length);
    for (int i = 0; i < CHECKSUM_BYTES; i++) {
      out[size + i] = (byte) (checksum >>> 8 * (CHECKSUM_BYTES - 1 - i));
    }
    return Arrays.copyOf(out, size + CHECKSUM_BYTES);
  }

  private static byte[] bzip2(byte[] block, int length) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(length / 2 + 64);
    try (OutputStream compressed = new BZip2HadoopStreams().createOutputStream(out)) {
      compressed.write(block, 0, length);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static long checksum(byte[] bytes, int length) {
    CRC32 checksum = new CRC32();
    checksum.update(bytes, 0, length);
    return checksum.getValue();
  }

  /**
   * What {@link #compress} was given.
   *
   * @throws IOException if the block is damaged
   * @throws RuntimeException if it is, too
   */
  byte[] uncompress(byte[] block) throws IOException {
    return switch (this) {
      case NULL -> block;
      case DEFLATE -> inflate(block);
      case SNAPPY -> unsnappy(block);
      case BZIP2 ->
          new BZip2HadoopStreams()
              .createInputStream(new ByteArrayInputStream(block))
              .readAllBytes();
      case ZSTANDARD -> new ZstdInputStream(new ByteArrayInputStream(block)).readAllBytes();
    };
  }

  private static byte[] inflate(byte[] block) throws IOException {
    Inflater inflater = new Inflater(true);
    try (InflaterInputStream in =
        new InflaterInputStream(new ByteArrayInputStream(block), inflater)) {
      return in.readAllBytes();
    } finally {
      inflater.end();
    }
  }

  private static byte[] unsnappy(byte[] block) throws IOException {
    int length = block.length - CHECKSUM_BYTES;
    if (length < 1) {
      throw new IOException("a block of " + block.length + " bytes is no snappy block");
    }
    byte[] out = new byte[SnappyDecompressor.getUncompressedLength(block, 0)];
    int size = new SnappyDecompressor().decompress(block, 0, length, out, 0, out.length);
    long stored = 0;
    for (int i = length; i < block.length; i++) {
      stored = stored << 8 | block[i] & 0xFF;
    }
    if (stored != checksum(out, size)) {
      throw new IOException("the checksum of a block is wrong");
    }
    return Arrays.copyOf(out, size);
  }
}
