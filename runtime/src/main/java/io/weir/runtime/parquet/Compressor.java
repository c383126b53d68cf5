package io.weir.runtime.parquet;

import io.airlift.compress.snappy.SnappyCompressor;
import io.airlift.compress.zstd.ZstdCompressor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.zip.GZIPOutputStream;

/** How the pages of a file that is written are compressed, with the codes of parquet.thrift. */
public enum Compressor {
  UNCOMPRESSED(0),
  SNAPPY(1),
  GZIP(2),
  ZSTD(6);

  private final int code;

  Compressor(int code) {
    this.code = code;
  }

  int code() {
    return code;
  }

  /** Appends {@code from}, compressed. */
  void compress(ByteBuilder from, ByteBuilder to) throws IOException {
    byte[] bytes = from.bytes();
    int length = from.length();
    switch (this) {
      case UNCOMPRESSED -> to.put(bytes, 0, length);
      case SNAPPY -> {
        SnappyCompressor compressor = new SnappyCompressor();
        int most = compressor.maxCompressedLength(length);
        to.ensureRoom(most);
        to.advance(compressor.compress(bytes, 0, length, to.bytes(), to.length(), most));
      }
      case ZSTD -> {
        ZstdCompressor compressor = new ZstdCompressor();
        int most = compressor.maxCompressedLength(length);
        to.ensureRoom(most);
        to.advance(compressor.compress(bytes, 0, length, to.bytes(), to.length(), most));
      }
      case GZIP -> {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream(length / 4 + 64);
        try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
          gzip.write(bytes, 0, length);
        }
        to.put(compressed.toByteArray(), 0, compressed.size());
      }
    }
  }
}
