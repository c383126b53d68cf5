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
    MultisetEntries entries = new MultisetEntries(numbers);
    double[] results = new double[fractions.size()];
    for (int i = 0; i < count; i++) {
      entries.open(groups[i], bytes);
      long total = 0;
      while (entries.next()) {
        total += entries.count();
      }
      if (total == 0) {
        out.setNull(from + i);
        continue;
      }
      for (int f = 0; f < results.length; f++) {
        entries.open(groups[i], bytes);
        results[f] = percentile(entries, total, fractions.get(f));
      }
      write(results, out, from + i);
    }
  }

  private void write(double[] results, FieldVector out, int row) {
    if (!isArray) {
      ((Float8Vector) out).setSafe(row, results[0]);
      return;
    }
    ListVector list = (ListVector) out;
    Float8Vector elements = (Float8Vector) list.getDataVector();
    int first = list.startNewValue(row);
    for (int f = 0; f < results.length; f++) {
      elements.setSafe(first + f, results[f]);
    }
    list.endValue(row, results.length);
  }

  private static double percentile(MultisetEntries entries, long total, double fraction) {
    double position = (total - 1) * fraction;
    long below = (long) Math.floor(position);
    long above = (long) Math.ceil(position);
    long seen = 0;
    while (seen <= below && entries.next()) {
      seen += entries.count();
    }
    double low = MultisetValues.Numbers.read(entries.value());
    if (seen <= above) {
      entries.next();
    }
    double high = MultisetValues.Numbers.read(entries.value());
    return low == high ? low : (above - position) * low + (position - below) * high;
  }
}
