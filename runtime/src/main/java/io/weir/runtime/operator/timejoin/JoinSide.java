package io.weir.runtime.operator.timejoin;

import io.weir.runtime.operator.OperatorContext;
import io.weir.runtime.state.EncodedKeys;
import io.weir.runtime.state.EncodedRows;
import io.weir.runtime.state.KeyEncoder;
import io.weir.runtime.state.RowEncoder;
import io.weir.runtime.stream.Batch;
import io.weir.runtime.stream.RowKind;
import io.weir.runtime.stream.Selection;
import io.weir.runtime.type.Schema;
import io.weir.runtime.vector.Column;
import java.util.List;
import java.util.stream.IntStream;

/** One input of a join: its batches as encoded keys and rows, by position of the live row. */
final class JoinSide implements AutoCloseable {
  private final JoinKeys joinKeys;
  private final List<Integer> keyColumns;
  private final KeyEncoder keyEncoder;
  private final RowEncoder rowEncoder;
  private EncodedKeys keys;
  private EncodedRows rows;
  private boolean[] nullKeys = new boolean[Batch.MAX_ROWS];
  private byte[] kinds;
  private Selection selection;

  private JoinSide(Schema schema, JoinKeys joinKeys, int side, OperatorContext context) {
    this.joinKeys = joinKeys;
    this.keyColumns = joinKeys.of(side);
    keyEncoder = new KeyEncoder(schema, keyColumns, context.allocator());
    List<Integer> all = IntStream.range(0, schema.size()).boxed().toList();
    rowEncoder = new RowEncoder(schema, all, context.allocator());
  }

  /** Both inputs of a join. */
  static JoinSide[] both(TimeJoinNode node, OperatorContext context) {
    JoinSide[] sides = new JoinSide[2];
    for (int side = 0; side < 2; side++) {
      Schema schema = node.inputs().get(side).properties().schema();
      sides[side] = new JoinSide(schema, node.keys(), side, context);
    }
    return sides;
  }

  /** Encodes the live rows of a batch; what was encoded before is gone. */
  void encode(Batch batch) {
    keys = keyEncoder.encode(batch);
    rows = rowEncoder.encode(batch);
    kinds = batch.rowKinds();
    selection = batch.selection();
    int count = batch.size();
    if (nullKeys.length < count) {
      nullKeys = new boolean[count];
    }
    java.util.Arrays.fill(nullKeys, 0, count, false);
    for (int k = 0; k < keyColumns.size(); k++) {
      Column column = Column.of(batch.vector(keyColumns.get(k)));
      if (column.hasNulls() && !joinKeys.nullSafe().get(k)) {
        for (int i = 0; i < count; i++) {
          nullKeys[i] |= column.isNull(batch.selection().row(i));
        }
      }
    }
  }

  EncodedKeys keys() {
    return keys;
  }

  /** Whether the row can match nothing because a key is NULL. */
  boolean hasNullKey(int i) {
    return nullKeys[i];
  }

  /** What the row does to the input. */
  byte kind(int i) {
    return kinds == null ? RowKind.INSERT : kinds[selection.row(i)];
  }

  long address(int i) {
    return rows.address(i);
  }

  int length(int i) {
    return rows.length(i);
  }

  @Override
  public void close() {
    keyEncoder.close();
    rowEncoder.close();
  }
}
