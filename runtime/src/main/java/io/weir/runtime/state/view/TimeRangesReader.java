package io.weir.runtime.state.view;

import io.weir.runtime.type.Schema;
import io.weir.runtime.vector.Memory;
import io.weir.runtime.vector.Values;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;

/** Reads pairs of times in milliseconds, each with a number behind it, as an ARRAY of ROWs. */
record TimeRangesReader(Schema columns) implements PartReader {
  private static final int RANGE_BYTES = 3 * Long.BYTES;

  @Override
  public List<FieldVector> read(long[] at, long[] ends, BufferAllocator allocator) {
    List<Object> lists = new ArrayList<>();
    for (int i = 0; i < at.length; i++) {
      List<Object> ranges = new ArrayList<>();
      for (long range = at[i]; range < ends[i]; range += RANGE_BYTES) {
        ranges.add(
            List.of(
                Memory.getLong(range) * MILLI_MICROS,
                Memory.getLong(range + Long.BYTES) * MILLI_MICROS));
      }
      lists.add(ranges);
    }
    return List.of(Values.vector(columns.type(0), lists, allocator));
  }
}
