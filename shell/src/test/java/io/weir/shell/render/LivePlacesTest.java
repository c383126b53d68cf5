package io.weir.shell.render;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.weir.runtime.stream.Batch;
import io.weir.runtime.stream.RowKind;
import io.weir.runtime.stream.Selection;
import io.weir.runtime.text.TimestampStyle;
import io.weir.runtime.time.Clock;
import io.weir.runtime.type.Field;
import io.weir.runtime.type.LogicalType;
import io.weir.runtime.type.Schema;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.ZoneOffset;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.junit.jupiter.api.Test;

class LivePlacesTest {
  private static final Schema SCHEMA =
      Schema.of(new Field("k", LogicalType.bigint()), new Field("c", LogicalType.bigint()));

  private final TimestampStyle style = TimestampStyle.cast(ZoneOffset.UTC);

  private FinalRowsPrinter printer() {
    RowLines lines = RowLines.cells(new ByteArrayOutputStream(), SCHEMA, style, CellStyle.table());
    return new FinalRowsPrinter(lines, SCHEMA, style, false, List.of());
  }

  /** The rows that are left, in order, as {@code k=c}. */
  private static List<String> left(FinalRowsPrinter printer, byte[] kinds, long[] k, long[] c)
      throws IOException {
    print(printer, kinds, k, c);
    return printer.lines(10).stream().map(line -> String.join("=", (String[]) line)).toList();
  }

  private static void print(ResultPrinter printer, byte[] kinds, long[] k, long[] c)
      throws IOException {
    try (BufferAllocator allocator = new RootAllocator();
        BigIntVector keys = new BigIntVector("k", allocator);
        BigIntVector counts = new BigIntVector("c", allocator)) {
      for (int i = 0; i < k.length; i++) {
        keys.setSafe(i, k[i]);
        counts.setSafe(i, c[i]);
      }
      keys.setValueCount(k.length);
      counts.setValueCount(k.length);
      printer.print(
          new Batch(SCHEMA, List.of(keys, counts), k.length, Selection.all(k.length), kinds, null));
    }
  }

  @Test
  void aRowThatReplacesAnotherTakesItsPlace() throws IOException {
    byte[] kinds = {
      RowKind.INSERT,
      RowKind.INSERT,
      RowKind.INSERT,
      RowKind.UPDATE_BEFORE,
      RowKind.UPDATE_AFTER,
      RowKind.DELETE,
      RowKind.INSERT
    };
    long[] keys = {1, 2, 3, 1, 1, 2, 4};
    long[] counts = {1, 1, 1, 1, 2, 1, 1};
    assertEquals(List.of("1=2", "3=1", "4=1"), left(printer().keepPlaces(), kinds, keys, counts));
    assertEquals(List.of("3=1", "1=2", "4=1"), left(printer(), kinds, keys, counts));
  }

  /** A clock that a test sets, and a screen that counts. */
  private static final class Moment implements Clock, LiveScreen {
    long nanos;
    int shown;

    @Override
    public long wallMillis() {
      return 0;
    }

    @Override
    public long monotonicNanos() {
      return nanos;
    }

    @Override
    public int rows() {
      return 20;
    }

    @Override
    public int columns() {
      return 80;
    }

    @Override
    public void show(List<String> lines) {
      shown++;
    }

    @Override
    public void clear() {}
  }

  @Test
  void whatComesFirstIsShownThoughNothingFollows() throws IOException {
    Moment moment = new Moment();
    boolean[] flags = new boolean[SCHEMA.size()];
    LiveTablePrinter live =
        new LiveTablePrinter(
            printer(), SCHEMA.names(), flags, flags, moment::columns, moment, moment);
    print(live, new byte[] {RowKind.INSERT}, new long[] {1}, new long[] {1});
    live.quiet();
    assertEquals(0, moment.shown, "a short query shows its rows once");
    moment.nanos = 400_000_000;
    live.quiet();
    live.quiet();
    assertEquals(1, moment.shown);
  }
}
