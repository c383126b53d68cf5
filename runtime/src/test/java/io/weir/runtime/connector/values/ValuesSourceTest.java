package io.weir.runtime.connector.values;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weir.runtime.connector.Split;
import io.weir.runtime.connector.SplitPosition;
import io.weir.runtime.connector.SplitReader;
import io.weir.runtime.connector.format.RowText;
import io.weir.runtime.connector.format.TypeText;
import io.weir.runtime.error.WeirException;
import io.weir.runtime.stream.Batch;
import io.weir.runtime.type.Schema;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.junit.jupiter.api.Test;

class ValuesSourceTest {
  @Test
  void rowsComeInOrderFromAnyPosition() throws IOException {
    ValuesSource source =
        new ValuesSource(
            TypeText.schema("a INT, b STRING"),
            List.of(Arrays.asList(1L, "x"), Arrays.asList(null, null), Arrays.asList(3L, "z")));
    assertEquals(List.of("1 | x", "NULL | NULL", "3 | z"), read(source, null));
    assertEquals(List.of("3 | z"), read(source, new SplitPosition(2, 2)));
    assertEquals(List.of(), read(source, new SplitPosition(3, 3)));
  }

  @Test
  void selectWithoutFromHasOneRow() throws IOException {
    assertEquals(
        List.of("()"), read(new ValuesSource(new Schema(List.of()), List.of(List.of())), null));
  }

  @Test
  void manyRowsAreSeveralBatches() throws IOException {
    List<List<Object>> rows = new ArrayList<>();
    for (long i = 0; i < Batch.MAX_ROWS + 1; i++) {
      rows.add(List.of(i));
    }
    assertEquals(
        Batch.MAX_ROWS + 1, read(new ValuesSource(TypeText.schema("a BIGINT"), rows), null).size());
  }

  @Test
  void anotherNumberOfRowsIsNoticed() {
    List<Split> splits = new ValuesSource(TypeText.schema("a INT"), List.of()).discover();
    WeirException e =
        assertThrows(
            WeirException.class,
            () -> new ValuesSource(TypeText.schema("a INT"), List.of(List.of(1L))).verify(splits));
    assertEquals("the query had 0 literal rows when the job started, and has 1", e.getMessage());
  }

  private static List<String> read(ValuesSource source, SplitPosition position) throws IOException {
    List<String> rows = new ArrayList<>();
    try (BufferAllocator allocator = new RootAllocator();
        SplitReader reader = source.open(source.discover().get(0), position, allocator)) {
      while (!reader.isFinished()) {
        try (Batch batch = reader.read()) {
          assertTrue(batch.rowCount() <= Batch.MAX_ROWS);
          rows.addAll(RowText.of(batch));
        }
      }
      assertEquals(source.rows().size(), reader.position().records());
    }
    return rows;
  }
}
