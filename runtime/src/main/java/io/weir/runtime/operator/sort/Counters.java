package io.weir.runtime.operator.sort;

import io.weir.runtime.operator.OperatorContext;
import io.weir.runtime.state.AggregateTable;
import io.weir.runtime.state.CellView;
import io.weir.runtime.state.KeyCollector;
import io.weir.runtime.state.TableSpec;
import io.weir.runtime.state.TableSpec.Cell;
import io.weir.runtime.type.Schema;
import io.weir.runtime.vector.Memory;
import java.util.List;

/** A few numbers in state: the one row of a table without keys. */
final class Counters implements AutoCloseable {
  private final AggregateTable table;
  private final KeyCollector key;
  private final long[] row = new long[1];

  Counters(TableSpec spec, OperatorContext context) {
    table = context.state().aggregate(spec);
    key = new KeyCollector(context.allocator());
    key.addEmpty();
  }

  static TableSpec spec(String name, List<String> counters) {
    return TableSpec.aggregate(
        name,
        1,
        false,
        new Schema(List.of()),
        counters.stream()
            .map(counter -> new Cell(counter, Cell.Kind.LONG, CellView.number()))
            .toList());
  }

  long get(int counter) {
    table.find(AggregateTable.NO_NAMESPACE, key.keys(), row);
    return row[0] == 0 ? 0 : Memory.getLong(row[0] + table.cellOffset(counter));
  }

  void add(int counter, long delta) {
    if (delta != 0) {
      table.findOrCreate(AggregateTable.NO_NAMESPACE, key.keys(), row);
      long cell = row[0] + table.cellOffset(counter);
      Memory.putLong(cell, Memory.getLong(cell) + delta);
    }
  }

  @Override
  public void close() {
    key.close();
  }
}
