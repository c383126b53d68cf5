package io.weir.runtime.operator.calc;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.weir.runtime.stream.Batch;
import io.weir.runtime.stream.RowKind;
import io.weir.runtime.stream.Selection;
import io.weir.runtime.type.Field;
import io.weir.runtime.type.LogicalType;
import io.weir.runtime.type.Schema;
import io.weir.runtime.vector.Values;
import java.util.Arrays;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.FieldVector;
import org.junit.jupiter.api.Test;

class ChangelogFilterTest {
  private static final byte I = RowKind.INSERT;
  private static final byte B = RowKind.UPDATE_BEFORE;
  private static final byte U = RowKind.UPDATE_AFTER;
  private static final byte D = RowKind.DELETE;

  @Test
  void nothingChangesIfAllRowsStay() {
    byte[] kinds = {I, B, U};
    assertSame(kinds, SplitPairs.relabel(kinds, Selection.all(3), Selection.all(3)));
  }

  @Test
  void aPairThatStaysKeepsItsLabels() {
    byte[] kinds = {I, B, U};
    Selection kept = Selection.of(new int[] {1, 2}, 2);
    assertSame(kinds, SplitPairs.relabel(kinds, Selection.all(3), kept));
  }

  @Test
  void halvesOfSplitPairsAreRelabelled() {
    byte[] kinds = {B, U, B, U};
    Selection kept = Selection.of(new int[] {0, 3}, 2);
    assertArrayEquals(new byte[] {D, U, B, I}, SplitPairs.relabel(kinds, Selection.all(4), kept));
  }

  @Test
  void pairsMayLieApartInTheBatch() {
    byte[] kinds = {B, D, U};
    Selection before = Selection.of(new int[] {0, 2}, 2);
    Selection kept = Selection.of(new int[] {0}, 1);
    assertArrayEquals(new byte[] {D, D, U}, SplitPairs.relabel(kinds, before, kept));
  }

  @Test
  void updatesOfAnUpsertStreamThatFailDeleteTheirKeyAndDeletionsGoOn() {
    LogicalType bool = LogicalType.bool();
    try (BufferAllocator allocator = new RootAllocator();
        FieldVector condition =
            Values.vector(bool, Arrays.asList(true, false, false, true, null, null), allocator);
        FieldVector column =
            Values.vector(bool, Arrays.asList(true, true, true, true, true, true), allocator)) {
      Batch batch =
          new Batch(
              Schema.of(new Field("c", bool)),
              List.of(column),
              6,
              Selection.all(6),
              new byte[] {I, I, U, U, U, D},
              null);
      UpsertFilter filter = UpsertFilter.apply(batch, condition);
      assertEquals(5, filter.selection().count());
      int[] rows = new int[5];
      for (int i = 0; i < rows.length; i++) {
        rows[i] = filter.selection().row(i);
      }
      assertArrayEquals(new int[] {0, 2, 3, 4, 5}, rows);
      assertArrayEquals(new byte[] {I, I, D, U, D, D}, filter.rowKinds());
    }
  }
}
