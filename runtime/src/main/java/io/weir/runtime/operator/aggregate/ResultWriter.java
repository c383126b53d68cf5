package io.weir.runtime.operator.aggregate;

import org.apache.arrow.vector.FieldVector;

/** Writes the results of one call for many groups. */
interface ResultWriter {
  /**
   * Writes the result of the group at {@code groups[i]} to row {@code from + i} of {@code out},
   * which has room for it. Vectors of strings are appended to.
   *
   * @param bytes the bytes cells of the groups
   */
  void write(long[] groups, int count, BytesCells bytes, FieldVector out, int from);
}
