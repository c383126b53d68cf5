package io.weir.runtime.operator.join;

import io.weir.runtime.operator.OperatorContext;
import io.weir.runtime.state.CountedMultiset;
import io.weir.runtime.state.EncodedKeys;
import io.weir.runtime.state.EncodedRows;
import io.weir.runtime.state.KeyEncoder;
import io.weir.runtime.state.RowDecoder;
import io.weir.runtime.state.RowEncoder;
import io.weir.runtime.stream.Batch;
import io.weir.runtime.stream.Selection;
import io.weir.runtime.type.Schema;
import io.weir.runtime.vector.Column;
import java.util.List;
import org.apache.arrow.vector.FieldVector;

/** One input of a join: its rows, and how those of a batch are encoded. */
final class JoinSide implements AutoCloseable {
  final int number;
  final Schema schema;
  final CountedMultiset table;

  /** Whether it matters to the output if a row of this side has a match. */
  final boolean asksForMatch;

  /** Whether each row counts its matches, because its key alone does not tell. */
  final boolean countsMatches;

  private final List<JoinKey> keys;
  private final KeyEncoder keyEncoder;
  private final RowEncoder rowEncoder;
  private final RowEncoder withoutKeyEncoder;
  private final RowDecoder rowDecoder;
  private final List<Integer> storedColumns;

  JoinSide(JoinNode node, int number, OperatorContext context) {
    this.number = number;
    keys = node.keys();
    schema = node.inputs().get(number).properties().schema();
    table = context.state().countedMultiset(node.table(number));
    asksForMatch = node.kind().asksForMatch(number);
    countsMatches = node.countsMatches(number);
    storedColumns = node.storedColumns(number);
    keyEncoder = new KeyEncoder(schema, node.keyColumns(number), context.allocator());
    rowEncoder = new RowEncoder(schema, storedColumns, context.allocator());
    withoutKeyEncoder = new RowEncoder(schema, storedColumns, context.allocator());
    rowDecoder = new RowDecoder(schema.project(storedColumns), context.allocator());
  }

  EncodedKeys encodeKeys(Batch batch) {
    return keyEncoder.encode(batch);
  }

  EncodedRows encodeRows(Batch batch) {
    return rowEncoder.encode(batch);
  }

  /** The stored columns of rows by their addresses. */
  List<FieldVector> decode(long[] addresses, int count) {
    return rowDecoder.decode(addresses, count);
  }

  /** One vector for a column of this side, which must be a stored one. */
  FieldVector decode(int column, long[] addresses, int count) {
    return rowDecoder.decode(storedColumns.indexOf(column), addresses, count);
  }

  /** For rows with NULL in a key, while others are encoded. */
  RowsWithoutKey rowsWithoutKey() {
    return new RowsWithoutKey(withoutKeyEncoder);
  }

  /**
   * Which live rows have a NULL in a key by which NULL equals nothing: true by position, or null if
   * none has.
   */
  boolean[] withoutKey(Batch batch) {
    boolean[] without = null;
    Selection rows = batch.selection();
    for (JoinKey key : keys) {
      Column column = Column.of(batch.vector(key.column(number)));
      if (key.isNullSafe() || !column.hasNulls()) {
        continue;
      }
      for (int i = 0; i < rows.count(); i++) {
        if (column.isNull(rows.row(i))) {
          without = without == null ? new boolean[rows.count()] : without;
          without[i] = true;
        }
      }
    }
    return without;
  }

  @Override
  public void close() {
    keyEncoder.close();
    rowEncoder.close();
    withoutKeyEncoder.close();
  }
}
