package io.weir.runtime.state.view;

import io.weir.runtime.state.CellView;
import io.weir.runtime.state.StatePart;
import io.weir.runtime.state.StateSnapshot.TableDeclaration;
import io.weir.runtime.state.StoredCells;
import io.weir.runtime.state.StoredState;
import io.weir.runtime.state.TableSpec;
import io.weir.runtime.state.TableSpec.Cell;
import io.weir.runtime.stream.Batch;
import io.weir.runtime.type.Schema;
import io.weir.runtime.vector.Column;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;

/** Reads a table of an opened state from beginning to end, some rows at a time. */
public final class StateRows implements AutoCloseable {
  private final StoredState state;
  private final TableDeclaration table;
  private final StateColumns columns;
  private final List<Integer> wanted;
  private final Schema schema;
  private final BufferAllocator allocator;
  private final EntryBatch entries = new EntryBatch();
  private final PartReader keys;
  private final List<PartReader> order;
  private final List<PartReader> value;
  private byte[] last;
  private boolean isFinished;

  /**
   * @param columns those of the table
   * @param wanted positions in their schema, of which rows are made
   */
  public StateRows(
      StoredState state,
      TableDeclaration table,
      StateColumns columns,
      List<Integer> wanted,
      BufferAllocator allocator) {
    this.state = state;
    this.table = table;
    this.columns = columns;
    this.wanted = List.copyOf(wanted);
    this.schema = columns.schema().project(wanted);
    this.allocator = allocator;
    keys = PartReader.of(StatePart.of(StatePart.Kind.KEY, table.spec().key()));
    order = columns.layout().order().stream().map(PartReader::of).toList();
    value = columns.layout().value().stream().map(PartReader::of).toList();
  }

  /** Passes over rows. */
  public void skip(long rows) {
    for (long left = rows; left > 0 && !isFinished; ) {
      int some = (int) Math.min(left, Batch.MAX_ROWS);
      last = state.scan(table, last, some, (n, key, keyLength, v, valueLength) -> {});
      isFinished = last == null;
      left -= some;
    }
  }

  /** The next rows; null at the end. */
  public Batch read() {
    if (isFinished) {
      return null;
    }
    entries.clear();
    last = state.scan(table, last, Batch.MAX_ROWS, entries::add);
    isFinished = last == null;
    return entries.count() == 0 ? null : rows();
  }

  /** Whether all rows have been read. */
  public boolean isFinished() {
    return isFinished;
  }

  private Batch rows() {
    List<FieldVector> vectors = new ArrayList<>();
    try {
      readAll(vectors);
      return Batch.ofInserts(schema, take(vectors), entries.count());
    } finally {
      vectors.forEach(FieldVector::close);
    }
  }

  /** Reads a vector for each slot of the columns. */
  private void readAll(List<FieldVector> vectors) {
    TableSpec spec = table.spec();
    if (spec.windowed() && columns.layout().namespace().isPresent()) {
      vectors.add(namespaces());
    }
    long[] at = entries.keys();
    long[] keyEnds = entries.values();
    vectors.addAll(keys.read(at, keyEnds, allocator));
    for (PartReader part : order) {
      vectors.addAll(part.read(at, keyEnds, allocator));
    }
    long[] inValue = entries.values();
    for (PartReader part : value) {
      vectors.addAll(part.read(inValue, entries.ends(), allocator));
    }
    if (spec.shape() == TableSpec.Shape.AGGREGATE) {
      readCells(vectors);
    }
  }

  private FieldVector namespaces() {
    var field = columns.layout().namespace().orElseThrow();
    FieldVector vector = NewVectors.of(field.name(), field.type(), entries.count(), allocator);
    Column to = Column.forWriting(vector);
    for (int i = 0; i < entries.count(); i++) {
      to.setValid(i);
      to.putLong(i, entries.namespace(i) * PartReader.MILLI_MICROS);
    }
    vector.setValueCount(entries.count());
    return vector;
  }

  private void readCells(List<FieldVector> vectors) {
    StoredCells stored = new StoredCells(table.spec());
    stored.read(entries.values(), entries.count());
    List<Cell> cells = table.spec().cells();
    for (int cell = 0; cell < cells.size(); cell++) {
      if (cells.get(cell).view().isPresent()) {
        CellView view = cells.get(cell).view().get();
        if (view.form() == CellView.Form.PARTS) {
          readParts(view, stored, cell, vectors);
        } else if (view.form() != CellView.Form.HIDDEN) {
          vectors.add(
              new CellReader(
                      cells.get(cell).name(), view, cells.get(cell).kind(), cell, counter(view))
                  .read(stored, entries.count(), allocator));
        }
      }
    }
  }

  private int counter(CellView view) {
    List<String> names = table.spec().cells().stream().map(Cell::name).toList();
    return view.counter().isEmpty() ? -1 : names.indexOf(view.counter());
  }

  private void readParts(CellView view, StoredCells stored, int cell, List<FieldVector> vectors) {
    long[] at = new long[entries.count()];
    long[] ends = new long[entries.count()];
    for (int row = 0; row < at.length; row++) {
      at[row] = stored.address(cell, row);
      ends[row] = at[row] + Math.max(0, stored.length(cell, row));
    }
    for (StatePart part : view.parts()) {
      vectors.addAll(PartReader.of(part).read(at, ends, allocator));
    }
  }

  /** Takes the wanted ones of the shown vectors out of the list. */
  private List<FieldVector> take(List<FieldVector> vectors) {
    List<FieldVector> shown = new ArrayList<>();
    for (int i = 0; i < vectors.size(); i++) {
      if (columns.slots().get(i).isShown()) {
        shown.add(vectors.get(i));
      }
    }
    List<FieldVector> taken = wanted.stream().map(shown::get).toList();
    vectors.removeIf(vector -> taken.stream().anyMatch(one -> one == vector));
    return taken;
  }

  @Override
  public void close() {
    entries.close();
  }
}
