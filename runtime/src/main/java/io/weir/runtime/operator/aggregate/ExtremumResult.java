package io.weir.runtime.operator.aggregate;

import org.apache.arrow.vector.FieldVector;

/** The result of MIN or MAX. */
record ExtremumResult(ExtremumAccumulator extremum, CountAccumulator counter)
    implements ResultWriter {
  @Override
  public void write(long[] groups, int count, BytesCells bytes, FieldVector out, int from) {
    extremum.write(groups, count, counter, out, from, bytes);
  }
}
