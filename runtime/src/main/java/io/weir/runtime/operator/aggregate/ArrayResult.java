package io.weir.runtime.operator.aggregate;

import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.complex.ListVector;

/** A list as an ARRAY, NULL where it is empty. */
record ArrayResult(ListAccumulator list) implements ResultWriter {
  @Override
  public void write(long[] groups, int count, BytesCells bytes, FieldVector out, int from) {
    ListVector to = (ListVector) out;
    for (int i = 0; i < count; i++) {
      int length = list.length(groups[i], bytes);
      if (length == 0) {
        to.setNull(from + i);
        continue;
      }
      int start = to.startNewValue(from + i);
      int elements = 0;
      long entry = list.address(groups[i], bytes);
      for (long end = entry + length; entry < end; elements++) {
        entry = list.codec().readEntry(entry, to.getDataVector(), start + elements);
      }
      to.endValue(from + i, elements);
    }
  }
}
