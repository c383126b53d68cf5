package io.weir.runtime.operator.sort;

import io.weir.runtime.error.UnknownRow;
import io.weir.runtime.operator.Operator;
import io.weir.runtime.operator.OperatorContext;
import io.weir.runtime.operator.Output;
import io.weir.runtime.plan.ChangelogKind;
import io.weir.runtime.plan.Forgetting;
import io.weir.runtime.state.OrderedMultiset;
import io.weir.runtime.state.TableSpec;
import io.weir.runtime.stream.Batch;
import io.weir.runtime.stream.RowKind;
import io.weir.runtime.type.Schema;
import io.weir.runtime.vector.Vectors;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;

/**
 * Runs a {@link SortNode}: keeps the rows in order, of inserts with a limit only as many as can be
 * emitted. At the end each row that is emitted or left out is removed, so what is there is what is
 * still to be done.
 */
final class SortOperator implements Operator {
  private static final byte[] NO_PREFIX = new byte[0];
  private static final List<String> COUNTERS = List.of("held", "left out", "emitted");
  private static final int HELD = 0;
  private static final int LEFT_OUT = 1;
  private static final int EMITTED = 2;

  private final SortNode node;
  private final BufferAllocator allocator;
  private final SortRowCodec codec;
  private final OrderedMultiset rows;
  private final Counters counters;

  /** Whether rows may leave that never came. */
  private final boolean isForgiving;

  private final long capacity;
  private long held;
  private byte[] last;

  SortOperator(SortNode node, OperatorContext context) {
    this.node = node;
    allocator = context.allocator();
    List<TableSpec> specs = specs(node);
    rows = context.state().orderedMultiset(specs.get(0));
    counters = new Counters(specs.get(1), context);
    codec = new SortRowCodec(node.properties().schema(), node.keys(), allocator);
    isForgiving = Forgetting.isPossible(node);
    capacity = capacity(node);
    held = counters.get(HELD);
  }

  private static long capacity(SortNode node) {
    boolean canLose = node.input().properties().changelog() != ChangelogKind.INSERT_ONLY;
    if (canLose || node.limit().isEmpty()) {
      return Long.MAX_VALUE;
    }
    long limit = node.limit().getAsLong();
    return limit > Long.MAX_VALUE - node.offset() ? Long.MAX_VALUE : limit + node.offset();
  }

  static List<TableSpec> specs(SortNode node) {
    Schema none = new Schema(List.of());
    return List.of(
        new TableSpec(
            "rows",
            1,
            TableSpec.Shape.ORDERED_MULTISET,
            false,
            none,
            List.of(),
            node.properties().schema(),
            0),
        Counters.spec("progress", COUNTERS));
  }

  @Override
  public boolean process(int input, Batch batch, Output out) {
    try (batch) {
      codec.bind(batch);
      long before = held;
      for (int i = 0; i < batch.size(); i++) {
        codec.encode(i);
        boolean adds =
            batch.rowKinds() == null
                || RowKind.isAdding(batch.rowKinds()[batch.selection().row(i)]);
        if (adds) {
          add();
        } else {
          remove();
        }
      }
      counters.add(HELD, held - before);
    }
    return true;
  }

  private void add() {
    if (held == capacity) {
      if (capacity == 0) {
        return;
      }
      if (last == null) {
        last = rows.last(NO_PREFIX);
      }
      if (codec.compare(last) >= 0) {
        return;
      }
      rows.add(NO_PREFIX, last, -1);
      last = null;
      held--;
    }
    rows.add(NO_PREFIX, codec.bytes(), 1);
    last = null;
    held++;
  }

  private void remove() {
    if (isForgiving && rows.add(NO_PREFIX, codec.bytes(), 0) == 0) {
      return;
    }
    long before = rows.add(NO_PREFIX, codec.bytes(), -1);
    if (before <= 0) {
      throw UnknownRow.leaves("a sort");
    }
    held--;
  }

  @Override
  public boolean endOfInput(int input, Output out) {
    leaveOut();
    long left = node.limit().orElse(Long.MAX_VALUE) - counters.get(EMITTED);
    while (left > 0) {
      if (out.isFull()) {
        return false;
      }
      int emitted = emit((int) Math.min(left, Batch.MAX_ROWS), out);
      if (emitted == 0) {
        return true;
      }
      counters.add(EMITTED, emitted);
      counters.add(HELD, -emitted);
      left -= emitted;
    }
    return true;
  }

  private void leaveOut() {
    long count = 0;
    long due = node.offset() - counters.get(LEFT_OUT);
    for (byte[] first; count < due && (first = rows.first(NO_PREFIX)) != null; count++) {
      rows.add(NO_PREFIX, first, -1);
    }
    counters.add(LEFT_OUT, count);
    counters.add(HELD, -count);
  }

  private int emit(int most, Output out) {
    byte[] first = rows.first(NO_PREFIX);
    if (first == null) {
      return 0;
    }
    Schema schema = node.properties().schema();
    List<FieldVector> vectors = Vectors.create(schema, allocator);
    int count = 0;
    while (first != null && count < most) {
      codec.decode(first, vectors, count++);
      rows.add(NO_PREFIX, first, -1);
      first = rows.first(NO_PREFIX);
    }
    for (FieldVector vector : vectors) {
      vector.setValueCount(count);
    }
    out.emit(Batch.ofInserts(schema, vectors, count));
    return count;
  }

  @Override
  public void close() {
    codec.close();
    counters.close();
  }
}
