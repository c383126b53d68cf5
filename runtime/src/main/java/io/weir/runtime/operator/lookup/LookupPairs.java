package io.weir.runtime.operator.lookup;

import io.weir.runtime.expression.ExpressionEvaluator;
import io.weir.runtime.function.EvaluationContext;
import io.weir.runtime.operator.OperatorContext;
import io.weir.runtime.operator.Output;
import io.weir.runtime.operator.timejoin.JoinKind;
import io.weir.runtime.state.RowDecoder;
import io.weir.runtime.stream.Batch;
import io.weir.runtime.stream.Selection;
import io.weir.runtime.type.Schema;
import io.weir.runtime.vector.Gather;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;

/**
 * Pairs of a row of a batch and the address of a row that was found for it, in the order of the
 * batch, with the condition that must be TRUE for both.
 */
final class LookupPairs implements AutoCloseable {
  private final Schema schema;
  private final boolean isOuter;
  private final BufferAllocator allocator;
  private final RowDecoder decoder;
  private final ExpressionEvaluator condition;
  private int[] lefts = new int[Batch.MAX_ROWS];
  private long[] rights = new long[Batch.MAX_ROWS];
  private int count;

  LookupPairs(LookupJoinNode node, OperatorContext context) {
    schema = node.properties().schema();
    isOuter = node.kind() == JoinKind.LEFT;
    allocator = context.allocator();
    decoder = new RowDecoder(node.table().schema(), allocator);
    EvaluationContext evaluation = EvaluationContext.of(context, node.timeZone());
    condition =
        node.condition().map(c -> ExpressionEvaluator.ofCondition(c, evaluation)).orElse(null);
  }

  /** How many pairs there are. */
  int count() {
    return count;
  }

  /** Adds the pairs of a row with all rows of a list. */
  void add(int left, long first) {
    long row = first;
    if (row == RowsByKey.NO_ROW && isOuter) {
      add(left, count, RowDecoder.NULL_ROW);
    }
    for (; row != RowsByKey.NO_ROW; row = RowsByKey.next(row)) {
      add(left, count, row);
    }
  }

  private void add(int left, int at, long right) {
    if (at == lefts.length) {
      lefts = Arrays.copyOf(lefts, 2 * at);
      rights = Arrays.copyOf(rights, 2 * at);
    }
    lefts[at] = left;
    rights[at] = right;
    count = at + 1;
  }

  /** Emits the pairs that fulfil the condition, and those that stay alone. */
  void emit(Batch batch, Output out) {
    if (condition != null) {
      keep(batch);
    }
    for (int from = 0; from < count; from += Batch.MAX_ROWS) {
      out.emit(joined(batch, from, Math.min(Batch.MAX_ROWS, count - from)));
    }
    count = 0;
  }

  private void keep(Batch batch) {
    boolean[] isKept = new boolean[count];
    for (int from = 0; from < count; from += Batch.MAX_ROWS) {
      int length = Math.min(Batch.MAX_ROWS, count - from);
      try (Batch candidates = joined(batch, from, length)) {
        Selection selected = condition.filter(candidates);
        for (int i = 0; i < selected.count(); i++) {
          isKept[from + selected.row(i)] = true;
        }
      }
    }
    int pairs = count;
    count = 0;
    for (int i = 0; i < pairs; ) {
      int left = lefts[i];
      int before = count;
      for (; i < pairs && lefts[i] == left; i++) {
        if (isKept[i] && rights[i] != RowDecoder.NULL_ROW) {
          add(left, count, rights[i]);
        }
      }
      if (isOuter && count == before) {
        add(left, count, RowDecoder.NULL_ROW);
      }
    }
  }

  private Batch joined(Batch batch, int from, int length) {
    int[] rows = Arrays.copyOfRange(lefts, from, from + length);
    long[] addresses = Arrays.copyOfRange(rights, from, from + length);
    List<FieldVector> vectors = new ArrayList<>(schema.size());
    try {
      for (int column = 0; column < batch.vectors().size(); column++) {
        vectors.add(
            Gather.copy(schema.type(column), batch.vector(column), rows, length, allocator));
      }
      vectors.addAll(decoder.decode(addresses, length));
    } catch (RuntimeException | Error e) {
      vectors.forEach(FieldVector::close);
      throw e;
    }
    byte[] kinds = batch.rowKinds() == null ? null : new byte[length];
    long[] watermarks = batch.rowWatermarks() == null ? null : new long[length];
    for (int i = 0; i < length; i++) {
      if (kinds != null) {
        kinds[i] = batch.rowKinds()[rows[i]];
      }
      if (watermarks != null) {
        watermarks[i] = batch.rowWatermarks()[rows[i]];
      }
    }
    return new Batch(schema, vectors, length, Selection.all(length), kinds, watermarks);
  }

  @Override
  public void close() {
    if (condition != null) {
      condition.close();
    }
  }
}
