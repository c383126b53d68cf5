package io.weir.runtime.operator.join;

import io.weir.runtime.operator.OperatorContext;
import io.weir.runtime.operator.Output;
import io.weir.runtime.plan.ChangelogKind;
import io.weir.runtime.state.RowDecoder;
import io.weir.runtime.stream.Batch;
import io.weir.runtime.stream.RowKind;
import io.weir.runtime.stream.Selection;
import io.weir.runtime.type.LogicalType;
import io.weir.runtime.type.Schema;
import io.weir.runtime.vector.Column;
import io.weir.runtime.vector.Gather;
import io.weir.runtime.vector.Vectors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.FieldVector;

/**
 * Puts output rows together as batches. A row names a row of the batch that is worked off, and the
 * address of a row of the other side; either may be missing, and is NULLs then.
 */
final class JoinEmitter {
  private final JoinNode node;
  private final JoinSide[] sides;
  private final Schema schema;
  private final BufferAllocator allocator;
  private final boolean isInsertOnly;
  private final int[] ownRows = new int[Batch.MAX_ROWS];
  private final long[] otherRows = new long[Batch.MAX_ROWS];
  private final byte[] kinds = new byte[Batch.MAX_ROWS];
  private final boolean[] marks = new boolean[Batch.MAX_ROWS];
  private int count;
  private Batch batch;
  private JoinSide own;
  private Output out;

  JoinEmitter(JoinNode node, JoinSide[] sides, OperatorContext context) {
    this.node = node;
    this.sides = sides;
    this.schema = node.properties().schema();
    this.allocator = context.allocator();
    this.isInsertOnly = node.properties().changelog() == ChangelogKind.INSERT_ONLY;
  }

  /** Begins a batch of a side. */
  void begin(JoinSide own, Batch batch, Output out) {
    this.own = own;
    this.batch = batch;
    this.out = out;
  }

  /** Emits a pair some times. */
  void pair(boolean isAdded, int ownRow, long otherRow, long times) {
    byte kind = isAdded ? RowKind.INSERT : RowKind.DELETE;
    for (long i = 0; i < times; i++) {
      add(kind, ownRow, otherRow, false);
    }
  }

  /** Emits a row of the batch by itself, if a row with or without a match is shown so. */
  void ownAlone(boolean isAdded, int ownRow, boolean hasMatch, long times) {
    alone(isAdded, ownRow, RowDecoder.NULL_ROW, hasMatch, times);
  }

  /** Emits a row of the other side by itself, if a row with or without a match is shown so. */
  void otherAlone(boolean isAdded, long otherRow, boolean hasMatch, long times) {
    alone(isAdded, Gather.NULL_SLOT, otherRow, hasMatch, times);
  }

  private void alone(boolean isAdded, int ownRow, long otherRow, boolean hasMatch, long times) {
    if (node.kind().showsAlone(hasMatch)) {
      byte kind = isAdded ? RowKind.INSERT : RowKind.DELETE;
      for (long i = 0; i < times; i++) {
        add(kind, ownRow, otherRow, hasMatch);
      }
    }
  }

  private void add(byte kind, int ownRow, long otherRow, boolean mark) {
    if (count == Batch.MAX_ROWS) {
      flush();
    }
    kinds[count] = kind;
    ownRows[count] = ownRow;
    otherRows[count] = otherRow;
    marks[count++] = mark;
  }

  /** Sends what is there; to be called before rows of the other side move. */
  void flush() {
    if (count == 0) {
      return;
    }
    List<FieldVector> vectors = new ArrayList<>(schema.size());
    try {
      for (JoinSide side : sides) {
        if (side.number == 0 || node.kind().hasPairs()) {
          columns(side, vectors);
        }
      }
      if (node.kind() == JoinKind.MARK) {
        vectors.add(markVector());
      }
    } catch (RuntimeException | Error e) {
      vectors.forEach(FieldVector::close);
      throw e;
    }
    byte[] rowKinds = isInsertOnly ? null : Arrays.copyOf(kinds, count);
    Batch made = new Batch(schema, vectors, count, Selection.all(count), rowKinds, null);
    count = 0;
    out.emit(made);
  }

  private void columns(JoinSide side, List<FieldVector> vectors) {
    if (side != own) {
      vectors.addAll(side.decode(otherRows, count));
      return;
    }
    for (int c = 0; c < side.schema.size(); c++) {
      LogicalType type = side.schema.type(c);
      vectors.add(Gather.copy(type, batch.vector(c), ownRows, count, allocator));
    }
  }

  private FieldVector markVector() {
    LogicalType type = schema.type(schema.size() - 1);
    BitVector vector = (BitVector) Vectors.create("mark", type, allocator);
    vector.allocateNew(count);
    Column column = Column.forWriting(vector);
    for (int i = 0; i < count; i++) {
      column.setValid(i);
      column.putBoolean(i, marks[i]);
    }
    vector.setValueCount(count);
    return vector;
  }
}
