package io.weir.runtime.execution.task;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.weir.runtime.error.WeirException;
import io.weir.runtime.stream.Batch;
import io.weir.runtime.stream.Selection;
import io.weir.runtime.stream.Watermark;
import io.weir.runtime.type.Field;
import io.weir.runtime.type.LogicalType;
import io.weir.runtime.type.Schema;
import io.weir.runtime.vector.Values;
import java.util.Arrays;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.FieldVector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WatermarkAssignerTest {
  private static final Schema SCHEMA = Schema.of(new Field("ts", LogicalType.timestamp(3)));
  private static final WatermarkAssigner.Location LOCATION =
      new WatermarkAssigner.Location("file.csv", 100);

  private final BufferAllocator allocator = new RootAllocator();
  private final WatermarkAssigner assigner = new WatermarkAssigner("t", 0, false);

  @AfterEach
  void nothingLeaks() {
    allocator.close();
  }

  private FieldVector millis(Long... values) {
    List<Long> micros =
        Arrays.stream(values).map(value -> value == null ? null : value * 1000).toList();
    return Values.vector(LogicalType.timestamp(3), micros, allocator);
  }

  private WatermarkAssigner.Assigned assign(long before, FieldVector times, FieldVector marks) {
    Batch batch = Batch.ofInserts(SCHEMA, List.of(times), times.getValueCount());
    try (batch;
        marks) {
      return assigner.assign(batch, marks, before, LOCATION);
    }
  }

  @Test
  void rowsAboveTheirWatermarkCarryNothing() {
    WatermarkAssigner.Assigned assigned =
        assign(Watermark.NONE, millis(10L, 12L, 11L), millis(5L, 7L, 6L));
    assertNull(assigned.batch().rowWatermarks());
    assertEquals(6, assigned.watermark());
  }

  @Test
  void aRowAtTheLargestValueBeforeItIsNotLate() {
    WatermarkAssigner.Assigned assigned = assign(3, millis(10L, 25L, 25L), millis(10L, 25L, 25L));
    assertNull(assigned.batch().rowWatermarks());
    assertEquals(24, assigned.watermark());
  }

  @Test
  void aRowBelowMakesAllCarryTheOneBeforeThem() {
    WatermarkAssigner.Assigned assigned =
        assign(3, millis(10L, 25L, 24L, 30L), millis(10L, 25L, null, 30L));
    assertArrayEquals(new long[] {3, 9, 24, 24}, assigned.batch().rowWatermarks());
    assertEquals(29, assigned.watermark());
  }

  @Test
  void timesBeforeTheEpochRoundDown() {
    FieldVector times = Values.vector(LogicalType.timestamp(3), List.of(-1L), allocator);
    FieldVector marks = Values.vector(LogicalType.timestamp(3), List.of(-1L), allocator);
    assertEquals(-2, assign(Watermark.NONE, times, marks).watermark());
  }

  @Test
  void rowsThatAreNotSelectedAreNotLookedAt() {
    FieldVector times = millis(10L, null, 30L);
    FieldVector marks = millis(10L, 99L, 30L);
    Batch batch =
        new Batch(SCHEMA, List.of(times), 3, Selection.of(new int[] {0, 2}, 2), null, null);
    try (batch;
        marks) {
      assertEquals(29, assigner.assign(batch, marks, 0, LOCATION).watermark());
    }
  }

  @Test
  void aNullTimeFailsWithItsPlace() {
    WeirException failure =
        assertThrows(WeirException.class, () -> assign(0, millis(10L, null), millis(10L, null)));
    assertEquals(
        "column 'ts' of table 't' is NULL in record 102 of file.csv, but it is the table's rowtime",
        failure.getMessage());
  }
}
