package io.weir.runtime.operator.aggregate;

import org.apache.arrow.vector.FieldVector;

/** The result of FIRST_VALUE and LAST_VALUE where rows never leave. */
record EdgeResult(EdgeAccumulator edge) implements ResultWriter {
  @Override
  public void write(long[] groups, int count, BytesCells bytes, FieldVector out, int from) {
    int cell = edge.firstCell();
    for (int i = 0; i < count; i++) {
      int length = bytes.length(groups[i], cell);
      if (length < 0) {
        out.setNull(from + i);
      } else {
        edge.codec().read(bytes.address(groups[i], cell), length, out, from + i);
      }
    }
  }
}
