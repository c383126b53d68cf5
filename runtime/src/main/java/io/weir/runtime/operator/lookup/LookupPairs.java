package io.weir.runtime.operator.lookup;

import io.weir.runtime.expression.ExpressionEvaluator;
import io.weir.runtime.function.EvaluationContext;
import io.weir.runtime.operator.OperatorContext;
import io.weir.runtime.operator.Output;
import io.weir.runtime.operator.rank.RowBytes;
import io.weir.runtime.operator.timejoin.JoinKind;
import io.weir.runtime.state.RowDecoder;
import io.weir.runtime.stream.Batch;
import io.weir.runtime.stream.Selection;
import io.weir.runtime.type.Schema;
import io.weir.runtime.vector.Column;
import io.weir.runtime.vector.Gather;
import io.weir.runtime.vector.Memory;
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
  private final List<Integer> timeColumns;
  private int[] lefts = new int[Batch.MAX_ROWS];
  private long[] rights = new long[Batch.MAX_ROWS];

  /** For each pair, what the processing times are; none where they are those of the batch. */
  private long[] times = new long[0];

  private int count;

  LookupPairs(LookupJoinNode node, OperatorContext context) {
    schema = node.properties().schema();
    isOuter = node.kind() == JoinKind.LEFT;
    allocator = context.allocator();
    decoder = new RowDecoder(node.table().schema(), allocator);
    EvaluationContext evaluation = EvaluationContext.of(context, node.timeZone());
    condition =
        node.condition().map(c -> ExpressionEvaluator.ofCondition(c, evaluation)).orElse(null);
    timeColumns = node.memory().map(LookupMemory::times).orElse(List.of());
  }

  /** How many pairs there are. */
  int count() {
    return count;
  }

  /** The row of the batch in a pair. */
  int left(int pair) {
    return lefts[pair];
  }

  /** The address of the row that was found in a pair, or that of NULLs. */
  long right(int pair) {
    return rights[pair];
  }

  void clear() {
    count = 0;
  }

  /**
   * Adds a pair of which the processing times are known.
   *
   * @param timesAddress where they lie
   */
  void addSent(int left, long right, long timesAddress) {
    int size = timeColumns.size();
    if (times.length < (count + 1) * size) {
      times = Arrays.copyOf(times, Math.max(Batch.MAX_ROWS * size, 2 * times.length));
    }
    for (int t = 0; t < size; t++) {
      times[count * size + t] = Memory.getLong(timesAddress + (long) t * Long.BYTES);
    }
    add(left, count, right);
  }

  /** The same of a row that is a copy, and has an address when it is {@linkplain #resolve told}. */
  void addCopy(int left, long start, long timesAddress) {
    addSent(left, ~start, timesAddress);
  }

  /** Tells where copies lie. */
  void resolve(RowBytes copies) {
    for (int i = 0; i < count; i++) {
      if (rights[i] < 0) {
        rights[i] = copies.address(~rights[i]);
      }
    }
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

  /**
   * Emits all pairs.
   *
   * @param rowKinds by row of the batch; null if all are inserts
   */
  void emit(Batch batch, byte[] rowKinds, Output out) {
    for (int from = 0; from < count; from += Batch.MAX_ROWS) {
      int length = Math.min(Batch.MAX_ROWS, count - from);
      Batch joined = joined(batch, rowKinds, from, length);
      setTimes(joined, from);
      out.emit(joined);
    }
    count = 0;
  }

  /** Sets the processing times of pairs that are sent again, or are one more of the same. */
  private void setTimes(Batch joined, int from) {
    int size = timeColumns.size();
    for (int t = 0; t < size; t++) {
      Column column = Column.forWriting(joined.vector(timeColumns.get(t)));
      for (int i = 0; i < joined.rowCount(); i++) {
        column.putLong(i, times[(from + i) * size + t]);
      }
    }
  }

  /** Keeps the pairs that fulfil the condition, and those that stay alone. */
  void filter(Batch batch) {
    if (condition != null) {
      keep(batch);
    }
  }

  private void keep(Batch batch) {
    boolean[] isKept = new boolean[count];
    for (int from = 0; from < count; from += Batch.MAX_ROWS) {
      int length = Math.min(Batch.MAX_ROWS, count - from);
      try (Batch candidates = joined(batch, batch.rowKinds(), from, length)) {
        candidates.select(complete(from, length));
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
        if (isKept[i]) {
          add(left, count, rights[i]);
        }
      }
      if (isOuter && count == before) {
        add(left, count, RowDecoder.NULL_ROW);
      }
    }
  }

  /** Which of the pairs from {@code from} on have a row that was found, counted from there. */
  private Selection complete(int from, int length) {
    int[] complete = new int[length];
    int found = 0;
    for (int i = 0; i < length; i++) {
      if (rights[from + i] != RowDecoder.NULL_ROW) {
        complete[found++] = i;
      }
    }
    return found == length ? Selection.all(length) : Selection.of(complete, found);
  }

  private Batch joined(Batch batch, byte[] rowKinds, int from, int length) {
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
    byte[] kinds = rowKinds == null ? null : new byte[length];
    long[] watermarks = batch.rowWatermarks() == null ? null : new long[length];
    for (int i = 0; i < length; i++) {
      if (kinds != null) {
        kinds[i] = rowKinds[rows[i]];
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
