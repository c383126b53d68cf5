package io.weir.runtime.operator.window;

import io.weir.runtime.error.WeirException;
import io.weir.runtime.operator.Operator;
import io.weir.runtime.operator.OperatorContext;
import io.weir.runtime.operator.Output;
import io.weir.runtime.stream.Batch;
import io.weir.runtime.stream.Selection;
import io.weir.runtime.type.Field;
import io.weir.runtime.type.Schema;
import io.weir.runtime.vector.Column;
import io.weir.runtime.vector.Gather;
import io.weir.runtime.vector.Memory;
import io.weir.runtime.vector.Vectors;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;

/**
 * Runs a {@link WindowAssignNode}. Tumbling windows are added beside the columns that came; for the
 * others rows are copied, once for each of their windows.
 */
final class WindowAssignOperator implements Operator {
  private static final long MILLI_MICROS = 1_000;
  private static final byte ALL_VALID = (byte) 0xFF;

  private final WindowAssignNode node;
  private final WindowGrid grid;
  private final WindowZone zone;
  private final BufferAllocator allocator;
  private final Schema schema;
  private final int[] sourceRows = new int[Batch.MAX_ROWS];
  private final long[] windowEnds = new long[Batch.MAX_ROWS];
  private int count;

  WindowAssignOperator(WindowAssignNode node, OperatorContext context) {
    this.node = node;
    grid = new WindowGrid(node.window());
    zone = new WindowZone(node.window().zone());
    allocator = context.allocator();
    schema = node.properties().schema();
  }

  @Override
  public boolean process(int input, Batch batch, Output out) {
    Column time = Column.of(batch.vector(node.timeColumn()));
    if (time.hasNulls()) {
      checkNotNull(time, batch.selection());
    }
    if (node.window().kind() == WindowSpec.Kind.TUMBLE) {
      out.emit(withWindows(batch, time));
      return true;
    }
    while (batch.size() > 0) {
      if (out.isFull()) {
        return false;
      }
      batch.skip(copyRows(batch, time, out));
    }
    batch.close();
    return true;
  }

  @Override
  public void close() {}

  private Batch withWindows(Batch batch, Column time) {
    Selection selection = batch.selection();
    List<FieldVector> added = windowVectors(batch.rowCount());
    Column[] columns = windowColumns(added, batch.rowCount());
    for (int i = 0; i < selection.count(); i++) {
      int row = selection.row(i);
      write(columns, row, grid.sliceEnd(localMillis(time, row)));
    }
    List<FieldVector> vectors = new ArrayList<>(batch.vectors());
    vectors.addAll(added);
    return batch.withColumns(schema, vectors);
  }

  /** Emits the windows of as many rows as fill a batch; returns how many rows are done. */
  private int copyRows(Batch batch, Column time, Output out) {
    Selection selection = batch.selection();
    count = 0;
    for (int i = 0; i < selection.count(); i++) {
      int row = selection.row(i);
      long slice = grid.sliceEnd(localMillis(time, row));
      long last = grid.lastWindowEnd(slice);
      long windows = windowsUpTo(last, slice);
      if (count > 0 && count + windows > Batch.MAX_ROWS) {
        flush(batch, out);
        return i;
      }
      for (long end = grid.firstWindowEnd(slice); end <= last; end = grid.nextEnd(end)) {
        if (count == Batch.MAX_ROWS) {
          flush(batch, out);
        }
        sourceRows[count] = row;
        windowEnds[count++] = end;
      }
    }
    flush(batch, out);
    return selection.count();
  }

  private long windowsUpTo(long last, long slice) {
    long first = grid.firstWindowEnd(slice);
    return first > last ? 0 : (last - first) / node.window().slideMillis() + 1;
  }

  private void flush(Batch batch, Output out) {
    if (count == 0) {
      return;
    }
    List<FieldVector> vectors = new ArrayList<>(schema.size());
    for (int c = 0; c < batch.vectors().size(); c++) {
      vectors.add(Gather.copy(schema.type(c), batch.vector(c), sourceRows, count, allocator));
    }
    List<FieldVector> added = windowVectors(count);
    Column[] columns = windowColumns(added, count);
    byte[] kinds = batch.rowKinds() == null ? null : new byte[count];
    long[] watermarks = batch.rowWatermarks() == null ? null : new long[count];
    for (int i = 0; i < count; i++) {
      write(columns, i, windowEnds[i]);
      if (kinds != null) {
        kinds[i] = batch.rowKinds()[sourceRows[i]];
      }
      if (watermarks != null) {
        watermarks[i] = batch.rowWatermarks()[sourceRows[i]];
      }
    }
    vectors.addAll(added);
    out.emit(new Batch(schema, vectors, count, Selection.all(count), kinds, watermarks));
    count = 0;
  }

  private void checkNotNull(Column time, Selection selection) {
    for (int i = 0; i < selection.count(); i++) {
      if (time.isNull(selection.row(i))) {
        String name = node.input().properties().schema().name(node.timeColumn());
        throw WeirException.permanent(
            "the time attribute \"" + name + "\" is NULL in a row that goes to a window",
            "filter such rows out with WHERE " + name + " IS NOT NULL");
      }
    }
  }

  private long localMillis(Column time, int row) {
    long millis = Math.floorDiv(time.getLong(row), MILLI_MICROS);
    return millis + zone.shiftAt(millis);
  }

  private List<FieldVector> windowVectors(int rows) {
    List<FieldVector> vectors = new ArrayList<>();
    for (WindowColumn column : WindowColumn.values()) {
      Field field = WindowTypes.field(column, node.window());
      FieldVector vector = Vectors.create(field.name(), field.type(), allocator);
      vector.setInitialCapacity(rows);
      vector.allocateNew();
      vector.setValueCount(rows);
      vectors.add(vector);
    }
    return vectors;
  }

  private static Column[] windowColumns(List<FieldVector> vectors, int rows) {
    Column[] columns = new Column[vectors.size()];
    for (int k = 0; k < columns.length; k++) {
      columns[k] = Column.forWriting(vectors.get(k));
      Memory.fill(columns[k].validityAddress(), (rows + 7) >>> 3, ALL_VALID);
    }
    return columns;
  }

  private void write(Column[] columns, int row, long end) {
    columns[WindowColumn.WINDOW_START.ordinal()].putLong(row, grid.start(end) * MILLI_MICROS);
    columns[WindowColumn.WINDOW_END.ordinal()].putLong(row, end * MILLI_MICROS);
    columns[WindowColumn.WINDOW_TIME.ordinal()].putLong(
        row, (zone.instantOfEnd(end) - 1) * MILLI_MICROS);
  }
}
