package io.weir.runtime.expression;

import io.weir.runtime.type.LogicalType;
import io.weir.runtime.vector.Column;
import io.weir.runtime.vector.ValueHash;
import io.weir.runtime.vector.ValueOrder;
import io.weir.runtime.vector.Values;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;

/** A set of constants: an open-addressing table from hash to position in a vector of them. */
final class HashedList implements AutoCloseable {
  private final LogicalType type;
  private final FieldVector vector;
  private final Column column;
  private final int[] table;

  HashedList(LogicalType type, List<?> values, BufferAllocator allocator) {
    this.type = type;
    vector = Values.vector(type, values, allocator);
    column = Column.of(vector);
    table = new int[Integer.highestOneBit(Math.max(4, values.size() * 2)) << 1];
    ValueHash hash = ValueHash.of(type, column);
    for (int i = 0; i < values.size(); i++) {
      int at = hash.hash(i) & (table.length - 1);
      while (table[at] != 0) {
        at = (at + 1) & (table.length - 1);
      }
      table[at] = i + 1;
    }
  }

  /** Looks up the values of one column. */
  Probe probe(Column argument) {
    return new Probe(ValueHash.of(type, argument), ValueOrder.of(type, argument, column));
  }

  /** Look-ups of one column's values. */
  final class Probe {
    private final ValueHash hash;
    private final ValueOrder order;

    private Probe(ValueHash hash, ValueOrder order) {
      this.hash = hash;
      this.order = order;
    }

    boolean contains(int slot) {
      int at = hash.hash(slot) & (table.length - 1);
      while (table[at] != 0) {
        if (order.compare(slot, table[at] - 1) == 0) {
          return true;
        }
        at = (at + 1) & (table.length - 1);
      }
      return false;
    }
  }

  @Override
  public void close() {
    vector.close();
  }
}
