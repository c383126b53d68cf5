package io.weir.runtime.operator.aggregate;

import io.weir.runtime.vector.Column;
import org.apache.arrow.vector.FieldVector;

/** The result of COUNT. */
record CountResult(CountAccumulator counter) implements ResultWriter {
  @Override
  public void write(long[] groups, int count, BytesCells bytes, FieldVector out, int from) {
    Column to = Column.forWriting(out);
    for (int i = 0; i < count; i++) {
      to.setValid(from + i);
      to.putLong(from + i, counter.get(groups[i]));
    }
  }
}
