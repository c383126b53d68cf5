package io.weir.runtime.parquet;

/** One decompressed data page of a flat column. */
final class Page {
  final byte[] bytes;
  final int values;
  final int encoding;
  final RunDecoder presence;
  final int start;
  final int end;

  /**
   * @param bytes holds the values at {@code [start, end)} with {@link Bytes#SLACK} behind
   * @param values how many, missing ones included
   * @param encoding of the values
   * @param presence 1 for a value that is there, 0 for one that is missing; null if all are there
   */
  Page(byte[] bytes, int start, int end, int values, int encoding, RunDecoder presence) {
    this.bytes = bytes;
    this.start = start;
    this.end = end;
    this.values = values;
    this.encoding = encoding;
    this.presence = presence;
  }
}
