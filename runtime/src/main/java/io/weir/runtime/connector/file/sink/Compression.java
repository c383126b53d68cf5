package io.weir.runtime.connector.file.sink;

import io.airlift.compress.zstd.ZstdCompressor;
import io.weir.runtime.connector.format.WriteFormat;
import io.weir.runtime.text.Utf8Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.GZIPOutputStream;

/**
 * How files of text are compressed. What is written at once becomes a gzip member or Zstandard
 * frame of its own: a file that is cut where a checkpoint found it is a whole file again.
 */
enum Compression implements WriteFormat.Framing {
  NONE(""),
  GZIP(".gz"),
  ZSTD(".zst");

  private final String extension;

  Compression(String extension) {
    this.extension = extension;
  }

  /** What names of files end with. */
  String extension() {
    return extension;
  }

  @Override
  public void frame(Utf8Buffer from, Utf8Buffer out) {
    switch (this) {
      case NONE -> out.append(from.bytes(), 0, from.length());
      case GZIP -> out.append(gzip(from));
      case ZSTD -> {
        ZstdCompressor compressor = new ZstdCompressor();
        int most = compressor.maxCompressedLength(from.length());
        out.ensureRoom(most);
        out.advance(
            compressor.compress(from.bytes(), 0, from.length(), out.bytes(), out.length(), most));
      }
    }
  }

  private static byte[] gzip(Utf8Buffer from) {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream(from.length() / 4 + 64);
    try (GZIPOutputStream member = new GZIPOutputStream(compressed)) {
      member.write(from.bytes(), 0, from.length());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return compressed.toByteArray();
  }
}
