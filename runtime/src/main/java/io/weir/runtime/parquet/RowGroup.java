package io.weir.runtime.parquet;

import java.util.List;

/**
 * A horizontal part of a file.
 *
 * @param rows how many rows it has
 * @param chunks one a leaf column, in the order of the columns
 */
record RowGroup(long rows, List<Chunk> chunks) {
  /**
   * The pages of one column.
   *
   * @param codec how pages are compressed, a code of parquet.thrift
   * @param start byte of the first page's header, a dictionary's if there is one
   * @param compressedBytes the length of all pages with their headers
   * @param values how many values the pages hold, missing ones included
   */
  record Chunk(int codec, long start, long compressedBytes, long values) {}
}
