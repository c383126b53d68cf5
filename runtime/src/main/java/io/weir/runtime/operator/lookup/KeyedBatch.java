package io.weir.runtime.operator.lookup;

import io.weir.runtime.operator.OperatorContext;
import io.weir.runtime.operator.timejoin.JoinKeys;
import io.weir.runtime.state.EncodedKeys;
import io.weir.runtime.state.KeyEncoder;
import io.weir.runtime.stream.Batch;
import io.weir.runtime.type.Schema;
import io.weir.runtime.vector.Column;
import java.util.Arrays;
import java.util.List;

/** The encoded keys of a batch, by position of the live row. */
final class KeyedBatch implements AutoCloseable {
  private final JoinKeys joinKeys;
  private final List<Integer> columns;
  private final KeyEncoder encoder;
  private EncodedKeys keys;
  private boolean[] nullKeys = new boolean[Batch.MAX_ROWS];

  KeyedBatch(Schema schema, JoinKeys joinKeys, int side, OperatorContext context) {
    this.joinKeys = joinKeys;
    this.columns = joinKeys.of(side);
    this.encoder = new KeyEncoder(schema, columns, context.allocator());
  }

  /** Encodes the live rows of a batch; what was encoded before is gone. */
  void encode(Batch batch) {
    keys = encoder.encode(batch);
    int count = batch.size();
    if (nullKeys.length < count) {
      nullKeys = new boolean[count];
    }
    Arrays.fill(nullKeys, 0, count, false);
    for (int k = 0; k < columns.size(); k++) {
      Column column = Column.of(batch.vector(columns.get(k)));
      if (column.hasNulls() && !joinKeys.nullSafe().get(k)) {
        for (int i = 0; i < count; i++) {
          nullKeys[i] |= column.isNull(batch.selection().row(i));
        }
      }
    }
  }

  /** Whether a row can match nothing because a key is NULL. */
  boolean hasNullKey(int i) {
    return nullKeys[i];
  }

  int find(RowsByKey rows, int i) {
    return rows.find(keys.address(i), keys.length(i), keys.hash(i));
  }

  int add(RowsByKey rows, int i) {
    return rows.add(keys.address(i), keys.length(i), keys.hash(i));
  }

  long find(PartialCache cache, int i, long nowMillis) {
    return cache.find(keys.address(i), keys.length(i), keys.hash(i), nowMillis);
  }

  @Override
  public void close() {
    encoder.close();
  }
}
