package io.weir.runtime.parquet;

/**
 * A column of a row group that has been written.
 *
 * @param leaf the column
 * @param values how many, missing ones included
 * @param missing how many of them are missing
 * @param dictionaryStart where its dictionary lies in the file, negative if it has none
 * @param dataStart where its first page of values lies
 * @param bytes of all its pages with their headers
 * @param uncompressedBytes what they would be without compression
 */
record ColumnChunk(
    ParquetLeaf leaf,
    int values,
    int missing,
    long dictionaryStart,
    long dataStart,
    long bytes,
    long uncompressedBytes) {
  /** Where its first page lies. */
  long start() {
    return dictionaryStart >= 0 ? dictionaryStart : dataStart;
  }
}
