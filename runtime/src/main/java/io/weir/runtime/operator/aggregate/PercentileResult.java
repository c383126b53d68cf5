package io.weir.runtime.operator.aggregate;

import java.util.List;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.complex.ListVector;

/** Percentiles of a multiset of numbers, interpolated between the two nearest ranks. */
record PercentileResult(MultisetAccumulator numbers, List<Double> fractions, boolean isArray)
    implements ResultWriter {
  @Override
  public void write(long[] groups, int count, BytesCells bytes, FieldVector out, int from) {
    for (int i = 0; i < count; i++) {
      long start = numbers.start(groups[i], bytes);
      long end = numbers.end(groups[i], bytes);
      long total = 0;
      for (long entry = start; entry < end; entry = MultisetAccumulator.next(entry)) {
        total += MultisetAccumulator.count(entry);
      }
      if (total == 0) {
        out.setNull(from + i);
      } else if (isArray) {
        ListVector list = (ListVector) out;
        Float8Vector elements = (Float8Vector) list.getDataVector();
        int first = list.startNewValue(from + i);
        for (int f = 0; f < fractions.size(); f++) {
          elements.setSafe(first + f, percentile(start, total, fractions.get(f)));
        }
        list.endValue(from + i, fractions.size());
      } else {
        ((Float8Vector) out).setSafe(from + i, percentile(start, total, fractions.get(0)));
      }
    }
  }

  private static double percentile(long start, long total, double fraction) {
    double position = (total - 1) * fraction;
    long below = (long) Math.floor(position);
    long above = (long) Math.ceil(position);
    long entry = start;
    long seen = MultisetAccumulator.count(entry);
    while (seen <= below) {
      entry = MultisetAccumulator.next(entry);
      seen += MultisetAccumulator.count(entry);
    }
    double low = MultisetValues.Numbers.read(MultisetAccumulator.value(entry));
    if (above == below) {
      return low;
    }
    if (seen <= above) {
      entry = MultisetAccumulator.next(entry);
    }
    double high = MultisetValues.Numbers.read(MultisetAccumulator.value(entry));
    return low == high ? low : (above - position) * low + (position - below) * high;
  }
}
