package io.weir.runtime.operator.aggregate;

import io.weir.runtime.type.LogicalType;
import io.weir.runtime.vector.ValueCodec;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.StructVector;

/** The values of a multiset with their counts, as a MULTISET. */
record MultisetResult(MultisetAccumulator values, LogicalType type) implements ResultWriter {
  @Override
  public void write(long[] groups, int count, BytesCells bytes, FieldVector out, int from) {
    ListVector to = (ListVector) out;
    StructVector entries = (StructVector) to.getDataVector();
    FieldVector keys = (FieldVector) entries.getChildByOrdinal(0);
    IntVector counts = (IntVector) entries.getChildByOrdinal(1);
    ValueCodec codec = ValueCodec.of(type);
    MultisetEntries all = new MultisetEntries(values);
    for (int i = 0; i < count; i++) {
      int start = to.startNewValue(from + i);
      int slot = start;
      all.open(groups[i], bytes);
      while (all.next()) {
        entries.setIndexDefined(slot);
        codec.read(all.value(), all.valueLength(), keys, slot);
        counts.setSafe(slot++, (int) Math.min(Integer.MAX_VALUE, all.count()));
      }
      to.endValue(from + i, slot - start);
    }
  }
}
