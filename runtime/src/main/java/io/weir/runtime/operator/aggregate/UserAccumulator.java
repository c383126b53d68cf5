package io.weir.runtime.operator.aggregate;

import io.weir.runtime.error.WeirException;
import io.weir.runtime.function.EvaluationException;
import io.weir.runtime.function.user.UserAggregation;
import io.weir.runtime.state.CellView;
import io.weir.runtime.state.TableSpec.Cell;
import io.weir.runtime.stream.RowKind;
import io.weir.runtime.type.LogicalType;
import io.weir.runtime.vector.Column;
import io.weir.runtime.vector.Memory;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The accumulator of an aggregate function of a user: the bytes of a Java object, which is made of
 * them once a batch for each group that has rows in it.
 */
final class UserAccumulator extends Accumulator {
  private final UserAggregateFunction call;
  private final List<Integer> columns;
  private final List<LogicalType> types;
  private final Map<Long, Object> open = new LinkedHashMap<>();
  private UserAggregation aggregation;

  UserAccumulator(
      String name, UserAggregateFunction call, List<Integer> columns, List<LogicalType> types) {
    super(List.of(new Cell(name, Cell.Kind.BYTES)));
    this.call = call;
    this.columns = columns;
    this.types = types;
  }

  /** The user's object, opened when it is needed first: a plan is made without. */
  private UserAggregation aggregation() {
    if (aggregation == null) {
      aggregation = call.function().open(types);
    }
    return aggregation;
  }

  @Override
  CellView view() {
    return CellView.of(CellView.Form.BYTES, LogicalType.bytes());
  }

  @Override
  void add(Fold fold) {
    try {
      List<Column> arguments = columns.stream().map(column -> fold.columns[column]).toList();
      for (int i = 0; i < fold.count; i++) {
        int row = fold.rows[i];
        Object state = open.get(fold.groups[i]);
        if (state == null) {
          state = read(fold.groups[i], fold.bytes);
          open.put(fold.groups[i], state);
        }
        boolean isAdding = fold.kinds == null || RowKind.isAdding(fold.kinds[row]);
        aggregation().fold(state, isAdding, arguments, row);
      }
      open.forEach((group, state) -> write(group, fold.bytes, state));
    } catch (EvaluationException e) {
      throw placed(e);
    } finally {
      open.clear();
    }
  }

  @Override
  void merge(
      long[] targets, BytesCells targetBytes, long[] sources, BytesCells sourceBytes, int count) {
    try {
      for (int i = 0; i < count; i++) {
        if (sourceBytes.length(sources[i], firstCell()) >= 0) {
          Object other = read(sources[i], sourceBytes);
          boolean isEmpty = targetBytes.length(targets[i], firstCell()) < 0;
          Object state = other;
          if (!isEmpty) {
            state = read(targets[i], targetBytes);
            aggregation().merge(state, other);
          }
          write(targets[i], targetBytes, state);
        }
      }
    } catch (EvaluationException e) {
      throw placed(e);
    }
  }

  /** The value of a group in the form of {@link io.weir.runtime.vector.Values}. */
  Object value(long group, BytesCells bytes) {
    try {
      return aggregation().value(read(group, bytes));
    } catch (EvaluationException e) {
      throw placed(e);
    }
  }

  private Object read(long group, BytesCells bytes) {
    int length = bytes.length(group, firstCell());
    if (length < 0) {
      return aggregation().create();
    }
    byte[] copy = new byte[length];
    Memory.copyToArray(bytes.address(group, firstCell()), copy, 0, length);
    return aggregation().read(copy);
  }

  private void write(long group, BytesCells bytes, Object state) {
    byte[] written = aggregation().write(state);
    long address = Memory.allocate(Math.max(1, written.length));
    try {
      Memory.copyFromArray(written, 0, address, written.length);
      bytes.put(group, firstCell(), address, written.length);
    } finally {
      Memory.free(address);
    }
  }

  private WeirException placed(EvaluationException e) {
    return WeirException.permanent(call.position().prefix() + e.getMessage(), e.hint(), e);
  }

  @Override
  void close() {
    if (aggregation != null) {
      aggregation.close();
      aggregation = null;
    }
  }
}
