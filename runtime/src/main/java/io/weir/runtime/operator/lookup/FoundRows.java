package io.weir.runtime.operator.lookup;

import io.weir.runtime.expression.ColumnReference;
import io.weir.runtime.expression.Expression;
import io.weir.runtime.expression.ExpressionEvaluator;
import io.weir.runtime.function.EvaluationContext;
import io.weir.runtime.operator.Operator;
import io.weir.runtime.operator.OperatorContext;
import io.weir.runtime.operator.Output;
import io.weir.runtime.operator.calc.CalcNode;
import io.weir.runtime.plan.SourceNode;
import io.weir.runtime.state.EncodedRows;
import io.weir.runtime.state.RowEncoder;
import io.weir.runtime.stream.Batch;
import io.weir.runtime.type.Schema;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.arrow.vector.FieldVector;

/** Computes the table's columns from rows that were read, and keeps them by key. */
final class FoundRows implements AutoCloseable {
  private static final int ALL = -1;

  private final LookupTable table;
  private final Optional<ExpressionEvaluator> columns;
  private final List<Operator> calcs = new ArrayList<>();
  private final KeyedBatch keys;
  private final RowEncoder encoder;

  FoundRows(LookupJoinNode node, OperatorContext context) {
    this.table = node.table();
    EvaluationContext evaluation = EvaluationContext.of(context, node.timeZone());
    SourceNode source = table.source();
    this.columns =
        isIdentity(source)
            ? Optional.empty()
            : Optional.of(ExpressionEvaluator.of(source.columns(), evaluation));
    for (CalcNode calc : table.calcs()) {
      calcs.add(calc.create(context));
    }
    Schema schema = table.schema();
    keys = new KeyedBatch(schema, node.keys(), 1, context);
    encoder =
        new RowEncoder(
            schema, IntStream.range(0, schema.size()).boxed().toList(), context.allocator());
  }

  private static boolean isIdentity(SourceNode source) {
    List<Expression> columns = source.columns();
    boolean isSame = columns.size() == source.source().schema().size();
    for (int i = 0; i < columns.size() && isSame; i++) {
      isSame = columns.get(i) instanceof ColumnReference reference && reference.index() == i;
    }
    return isSame;
  }

  /** Keeps all rows; takes the batch. */
  void keepAll(Batch read, RowsByKey rows) {
    keep(read, ALL, ALL, rows);
  }

  /**
   * Keeps the rows of keys that are there already; takes the batch.
   *
   * @param from the first entry of {@code rows} that was asked for
   * @param to behind the last one
   */
  void keep(Batch read, int from, int to, RowsByKey rows) {
    Deque<Batch> batches = new ArrayDeque<>();
    batches.add(computed(read));
    for (Operator calc : calcs) {
      Deque<Batch> next = new ArrayDeque<>();
      Collecting collecting = new Collecting(next);
      while (!batches.isEmpty()) {
        calc.process(0, batches.remove(), collecting);
      }
      batches = next;
    }
    while (!batches.isEmpty()) {
      try (Batch batch = batches.remove()) {
        store(batch, from, to, rows);
      }
    }
  }

  private Batch computed(Batch read) {
    Schema schema = table.source().properties().schema();
    if (columns.isEmpty()) {
      return read.withColumns(schema, read.vectors());
    }
    try (read) {
      List<FieldVector> computed = columns.get().evaluate(read);
      return read.withColumns(schema, computed);
    }
  }

  private void store(Batch batch, int from, int to, RowsByKey rows) {
    if (batch.size() == 0) {
      return;
    }
    keys.encode(batch);
    EncodedRows encoded = encoder.encode(batch);
    for (int i = 0; i < batch.size(); i++) {
      if (keys.hasNullKey(i)) {
        continue;
      }
      int entry = keys.find(rows, i);
      if (entry == RowsByKey.ABSENT && to == ALL) {
        entry = keys.add(rows, i);
      }
      if (to == ALL || entry >= from && entry < to) {
        rows.append(entry, encoded.address(i), encoded.length(i));
      }
    }
  }

  @Override
  public void close() {
    columns.ifPresent(ExpressionEvaluator::close);
    calcs.forEach(Operator::close);
    keys.close();
    encoder.close();
  }

  private record Collecting(Deque<Batch> batches) implements Output {
    @Override
    public void emit(Batch batch) {
      batches.add(batch);
    }

    @Override
    public boolean isFull() {
      return false;
    }
  }
}
