package io.weir.runtime.operator.aggregate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.weir.runtime.vector.Column;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BitVector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Rows whose filter is TRUE are kept in their order, whether or not rows are known to be dense. */
class FoldFilterTest {
  private final BufferAllocator allocator = new RootAllocator();

  @AfterEach
  void nothingLeaks() {
    allocator.close();
  }

  @Test
  void denseRowsAreFilteredAsOthers() {
    Random random = new Random(5);
    FoldFilter filter = new FoldFilter(new RowCondition(List.of(), OptionalInt.of(0), List.of()));
    for (int round = 0; round < 500; round++) {
      int start = random.nextInt(70);
      int count = random.nextInt(300);
      try (BitVector vector = new BitVector("filter", allocator)) {
        vector.allocateNew(start + count);
        fill(vector, start + count, random.nextInt(3), random);
        Fold all = fold(vector, start, count);
        all.isDense = true;
        Fold kept = filter.apply(all);
        int[] rows = Arrays.copyOf(kept.rows, kept.count);
        long[] groups = Arrays.copyOf(kept.groups, kept.count);
        all.isDense = false;
        Fold expected = filter.apply(all);
        assertArrayEquals(Arrays.copyOf(expected.rows, expected.count), rows);
        assertArrayEquals(Arrays.copyOf(expected.groups, expected.count), groups);
        assertEquals(trueRows(vector, start, count), rows.length);
      }
    }
  }

  private static void fill(BitVector vector, int rows, int nullsOfFour, Random random) {
    for (int row = 0; row < rows; row++) {
      if (random.nextInt(4) < nullsOfFour) {
        vector.setNull(row);
      } else {
        vector.set(row, random.nextInt(2));
      }
    }
    vector.setValueCount(rows);
  }

  private static Fold fold(BitVector vector, int start, int count) {
    Fold all = new Fold();
    all.columns = new Column[] {Column.of(vector)};
    all.rows = new int[count];
    all.groups = new long[count];
    all.count = count;
    for (int i = 0; i < count; i++) {
      all.rows[i] = start + i;
      all.groups[i] = 1_000L + i;
    }
    return all;
  }

  private static int trueRows(BitVector vector, int start, int count) {
    int rows = 0;
    for (int row = start; row < start + count; row++) {
      rows += !vector.isNull(row) && vector.get(row) == 1 ? 1 : 0;
    }
    return rows;
  }
}
