package io.weir.runtime.operator.aggregate;

import io.weir.runtime.vector.ValueCodec;
import org.apache.arrow.vector.FieldVector;

/** The first or last value of a list. */
record ListEdgeResult(ListAccumulator list, boolean isFirst) implements ResultWriter {
  @Override
  public void write(long[] groups, int count, BytesCells bytes, FieldVector out, int from) {
    ListEntries entries = new ListEntries(list);
    for (int i = 0; i < count; i++) {
      entries.open(groups[i], bytes);
      if (!(isFirst ? entries.next() : entries.last())) {
        out.setNull(from + i);
        continue;
      }
      long entry = entries.start();
      if (!isFirst) {
        for (long next = entry; next < entries.end(); next = ValueCodec.endOfEntry(next)) {
          entry = next;
        }
      }
      list.codec().readEntry(entry, out, from + i);
    }
  }
}
