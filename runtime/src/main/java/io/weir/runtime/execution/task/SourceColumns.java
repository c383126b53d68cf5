package io.weir.runtime.execution.task;

import io.weir.runtime.expression.ColumnReference;
import io.weir.runtime.expression.Expression;
import io.weir.runtime.expression.ExpressionEvaluator;
import io.weir.runtime.function.EvaluationContext;
import io.weir.runtime.plan.SourceNode;
import io.weir.runtime.stream.Batch;
import io.weir.runtime.type.Schema;
import io.weir.runtime.vector.Vectors;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;

/** Computes what a source's table declares, a batch at a time. Used by one thread at a time. */
public final class SourceColumns implements AutoCloseable {
  private final Schema schema;
  private final int tableColumns;
  private final BufferAllocator allocator;
  private final Optional<ExpressionEvaluator> columns;
  private final Optional<ExpressionEvaluator> watermark;

  /** Compiles the expressions of a source. */
  public SourceColumns(SourceNode node, EvaluationContext context) {
    this.schema = node.properties().schema();
    this.tableColumns = node.columns().size();
    this.allocator = context.allocator();
    this.columns =
        isIdentity(node)
            ? Optional.empty()
            : Optional.of(ExpressionEvaluator.of(node.columns(), context));
    this.watermark =
        node.watermark().map(spec -> ExpressionEvaluator.of(List.of(spec.watermark()), context));
  }

  private static boolean isIdentity(SourceNode node) {
    List<Expression> columns = node.columns();
    if (columns.size() != node.source().schema().size()) {
      return false;
    }
    for (int i = 0; i < columns.size(); i++) {
      if (!(columns.get(i) instanceof ColumnReference reference) || reference.index() != i) {
        return false;
      }
    }
    return true;
  }

  /** The table's columns from those that the reader has read; takes ownership of {@code read}. */
  Batch columns(Batch read) {
    if (columns.isEmpty()) {
      return read.withColumns(schema, withoutFaults(read.vectors(), read.rowCount()));
    }
    try (read) {
      return read.withColumns(schema, withoutFaults(columns.get().evaluate(read), read.rowCount()));
    }
  }

  private List<FieldVector> withoutFaults(List<FieldVector> table, int rows) {
    if (schema.size() == tableColumns) {
      return table;
    }
    List<FieldVector> all = new ArrayList<>(table);
    all.addAll(nulls(tableColumns, schema.size(), rows));
    return all;
  }

  /** Records that could not be read; takes ownership. */
  Batch faults(Batch records) {
    List<FieldVector> all = nulls(0, tableColumns, records.rowCount());
    all.addAll(records.vectors());
    return records.withColumns(schema, all);
  }

  private List<FieldVector> nulls(int from, int to, int rows) {
    List<FieldVector> nulls = new ArrayList<>();
    for (int column = from; column < to; column++) {
      FieldVector vector = Vectors.create(schema.name(column), schema.type(column), allocator);
      vector.allocateNew();
      vector.setValueCount(rows);
      nulls.add(vector);
    }
    return nulls;
  }

  /**
   * The watermark that each row of the table stands for, as microseconds; the caller closes it.
   * Called only for tables that declare a watermark.
   */
  FieldVector watermarks(Batch table) {
    return watermark.orElseThrow().evaluate(table).get(0);
  }

  @Override
  public void close() {
    columns.ifPresent(ExpressionEvaluator::close);
    watermark.ifPresent(ExpressionEvaluator::close);
  }
}
