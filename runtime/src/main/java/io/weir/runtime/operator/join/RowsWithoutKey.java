package io.weir.runtime.operator.join;

import io.weir.runtime.state.EncodedRows;
import io.weir.runtime.state.RowEncoder;
import io.weir.runtime.stream.Batch;
import io.weir.runtime.stream.RowKind;
import io.weir.runtime.stream.Selection;
import io.weir.runtime.vector.Memory;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;

/**
 * Rows that match nothing because a key is NULL: they pass by themselves. Those that are added and
 * taken away again in one piece of a batch do not pass at all, as with other rows.
 */
final class RowsWithoutKey {
  private final RowEncoder encoder;

  RowsWithoutKey(RowEncoder encoder) {
    this.encoder = encoder;
  }

  /** Marks as keyed, in {@code withoutKey}, the rows of a piece that cancel each other. */
  void cancel(Batch batch, boolean[] withoutKey, int from, int to) {
    int[] positions = new int[to - from];
    int[] rows = new int[to - from];
    int count = 0;
    for (int i = from; i < to; i++) {
      if (withoutKey[i]) {
        positions[count] = i;
        rows[count++] = batch.selection().row(i);
      }
    }
    if (batch.rowKinds() == null || count < 2) {
      return;
    }
    Batch view =
        new Batch(
            batch.schema(),
            batch.vectors(),
            batch.rowCount(),
            Selection.of(rows, count),
            batch.rowKinds(),
            null);
    EncodedRows encoded = encoder.encode(view);
    Map<ByteBuffer, ArrayDeque<Integer>> added = new HashMap<>();
    for (int i = 0; i < count; i++) {
      byte[] bytes = new byte[encoded.length(i)];
      Memory.copyToArray(encoded.address(i), bytes, 0, bytes.length);
      ArrayDeque<Integer> same =
          added.computeIfAbsent(ByteBuffer.wrap(bytes), b -> new ArrayDeque<>());
      if (RowKind.isAdding(batch.rowKinds()[rows[i]])) {
        same.add(positions[i]);
      } else if (!same.isEmpty()) {
        withoutKey[same.poll()] = false;
        withoutKey[positions[i]] = false;
      }
    }
  }
}
