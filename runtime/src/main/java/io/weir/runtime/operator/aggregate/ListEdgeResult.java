package io.weir.runtime.operator.aggregate;

import io.weir.runtime.vector.ValueCodec;
import org.apache.arrow.vector.FieldVector;

/** The first or last value of a list. */
record ListEdgeResult(ListAccumulator list, boolean isFirst) implements ResultWriter {
  @Override
  public void write(long[] groups, int count, BytesCells bytes, FieldVector out, int from) {
    for (int i = 0; i < count; i++) {
      int length = list.length(groups[i], bytes);
      if (length == 0) {
        out.setNull(from + i);
        continue;
      }
      long entry = list.address(groups[i], bytes);
      if (!isFirst) {
        long end = entry + length;
        for (long next = entry; next < end; next = ValueCodec.endOfEntry(next)) {
          entry = next;
        }
      }
      list.codec().readEntry(entry, out, from + i);
    }
  }
}
