package io.weir.runtime.stream;

import io.weir.runtime.type.Schema;
import java.util.List;
import org.apache.arrow.vector.FieldVector;

/**
 * Up to {@link #MAX_ROWS} rows as Arrow vectors, with a selection of the rows that are live, a kind
 * per row where the stream is a changelog, and a watermark per row where a row may be late.
 *
 * <p>A batch has one owner, which closes it or passes it on. Everything indexed "by row" is indexed
 * by physical row, also where the selection skips rows; slots of unselected rows hold garbage and
 * must not be interpreted.
 */
public final class Batch implements StreamElement, AutoCloseable {
  /** The most rows in a batch. */
  public static final int MAX_ROWS = 4096;

  private final Schema schema;
  private final List<FieldVector> vectors;
  private final int rowCount;
  private Selection selection;
  private final byte[] rowKinds;
  private final long[] rowWatermarks;

  /**
   * @param schema the columns
   * @param vectors one vector a column, each with at least {@code rowCount} values
   * @param rowCount the number of physical rows
   * @param selection the live rows
   * @param rowKinds a {@link RowKind} by row, or null if all rows are inserts
   * @param rowWatermarks see {@link #rowWatermarks()}
   */
  public Batch(
      Schema schema,
      List<? extends FieldVector> vectors,
      int rowCount,
      Selection selection,
      byte[] rowKinds,
      long[] rowWatermarks) {
    if (vectors.size() != schema.size()) {
      throw new IllegalArgumentException(
          "a batch of " + schema.size() + " columns got " + vectors.size() + " vectors");
    }
    this.schema = schema;
    this.vectors = List.copyOf(vectors);
    this.rowCount = rowCount;
    this.selection = selection;
    this.rowKinds = rowKinds;
    this.rowWatermarks = rowWatermarks;
  }

  /** A batch of inserts, none of them late, all rows live. */
  public static Batch ofInserts(Schema schema, List<? extends FieldVector> vectors, int rowCount) {
    return new Batch(schema, vectors, rowCount, Selection.all(rowCount), null, null);
  }

  public Schema schema() {
    return schema;
  }

  public List<FieldVector> vectors() {
    return vectors;
  }

  public FieldVector vector(int column) {
    return vectors.get(column);
  }

  /** The number of physical rows, live or not. */
  public int rowCount() {
    return rowCount;
  }

  /** The live rows. */
  public Selection selection() {
    return selection;
  }

  /** The number of live rows. */
  public int size() {
    return selection.count();
  }

  /** The {@link RowKind} by row, or null if all rows are inserts. */
  public byte[] rowKinds() {
    return rowKinds;
  }

  /**
   * The watermark, in milliseconds, of each row's own split before that row, by row, or null if
   * every row lies above its own. A row at or below its value may be late: it is dropped if all its
   * windows ended at or before that value.
   */
  public long[] rowWatermarks() {
    return rowWatermarks;
  }

  /** The memory that the values of all physical rows take, in bytes. */
  public long bytes() {
    long bytes = 0;
    for (FieldVector vector : vectors) {
      bytes += vector.getBufferSize();
    }
    return bytes;
  }

  /** Marks the first {@code n} live rows as done: they are no longer selected. */
  public void skip(int n) {
    selection = selection.skip(n);
  }

  /** Narrows the live rows; {@code selection} must be a subset of the present one. */
  public void select(Selection selection) {
    this.selection = selection;
  }

  /**
   * A batch over other columns with this batch's rows, kinds, watermarks and selection. The vectors
   * of this batch are not closed: the caller closes those that are not among {@code vectors} and
   * forgets this batch.
   */
  public Batch withColumns(Schema schema, List<? extends FieldVector> vectors) {
    return new Batch(schema, vectors, rowCount, selection, rowKinds, rowWatermarks);
  }

  @Override
  public void close() {
    for (FieldVector vector : vectors) {
      vector.close();
    }
  }
}
