package io.weir.runtime.parquet;

import java.io.IOException;

/** Writes pages, each with its header, and knows where in the file they lie. */
final class PageOutput {
  private static final int DATA_PAGE = 0;
  private static final int DICTIONARY_PAGE = 2;

  private final ParquetWriter.Output out;
  private final ByteBuilder compressed = new ByteBuilder(1 << 10);
  private final ByteBuilder header = new ByteBuilder(64);
  private long position;
  private long uncompressedBytes;

  PageOutput(ParquetWriter.Output out) {
    this.out = out;
  }

  long position() {
    return position;
  }

  /** The bytes of all pages and headers before compression. */
  long uncompressedBytes() {
    return uncompressedBytes;
  }

  void write(ByteBuilder bytes) throws IOException {
    out.write(bytes.bytes(), 0, bytes.length());
    position += bytes.length();
  }

  void dataPage(ByteBuilder page, int values, int encoding, Compressor compressor)
      throws IOException {
    CompactWriter thrift = begin(DATA_PAGE, page, compressor);
    thrift.beginStruct(5);
    thrift.int32(1, values);
    thrift.int32(2, encoding);
    thrift.int32(3, Encoding.RLE);
    thrift.int32(4, Encoding.RLE);
    thrift.endStruct();
    end(thrift, page);
  }

  void dictionaryPage(ByteBuilder page, int values, Compressor compressor) throws IOException {
    CompactWriter thrift = begin(DICTIONARY_PAGE, page, compressor);
    thrift.beginStruct(7);
    thrift.int32(1, values);
    thrift.int32(2, Encoding.PLAIN);
    thrift.endStruct();
    end(thrift, page);
  }

  private CompactWriter begin(int type, ByteBuilder page, Compressor compressor)
      throws IOException {
    compressed.clear();
    compressor.compress(page, compressed);
    header.clear();
    CompactWriter thrift = new CompactWriter(header);
    thrift.beginElement();
    thrift.int32(1, type);
    thrift.int32(2, page.length());
    thrift.int32(3, compressed.length());
    return thrift;
  }

  private void end(CompactWriter thrift, ByteBuilder page) throws IOException {
    thrift.endStruct();
    uncompressedBytes += header.length() + page.length();
    write(header);
    write(compressed);
  }
}
