package io.weir.runtime.operator.aggregate;

import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.complex.ListVector;

/** A list as an ARRAY, NULL where it is empty. */
record ArrayResult(ListAccumulator list) implements ResultWriter {
  @Override
  public void write(long[] groups, int count, BytesCells bytes, FieldVector out, int from) {
    ListVector to = (ListVector) out;
    ListEntries entries = new ListEntries(list);
    for (int i = 0; i < count; i++) {
      entries.open(groups[i], bytes);
      if (!entries.next()) {
        to.setNull(from + i);
        continue;
      }
      int start = to.startNewValue(from + i);
      int elements = 0;
      do {
        for (long entry = entries.start(); entry < entries.end(); elements++) {
          entry = list.codec().readEntry(entry, to.getDataVector(), start + elements);
        }
      } while (entries.next());
      to.endValue(from + i, elements);
    }
  }
}
