package io.weir.runtime.operator.correlate;

import io.weir.runtime.error.WeirException;
import io.weir.runtime.expression.ExpressionEvaluator;
import io.weir.runtime.function.EvaluationContext;
import io.weir.runtime.function.EvaluationException;
import io.weir.runtime.function.table.TableKernel;
import io.weir.runtime.function.table.TableRows;
import io.weir.runtime.operator.Operator;
import io.weir.runtime.operator.OperatorContext;
import io.weir.runtime.operator.Output;
import io.weir.runtime.stream.Batch;
import io.weir.runtime.stream.RowKind;
import io.weir.runtime.stream.Selection;
import io.weir.runtime.type.Schema;
import io.weir.runtime.vector.Gather;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;

/**
 * Runs a {@link CorrelateNode}: some calls at a time, whose rows it lists as (row that called, row
 * of the function), and copies both sides by that list.
 */
final class CorrelateOperator implements Operator {
  private final CorrelateNode node;
  private final Schema schema;
  private final BufferAllocator allocator;
  private final ExpressionEvaluator arguments;
  private final ExpressionEvaluator condition;
  private final TableKernel kernel;
  private int[] callers = new int[Batch.MAX_ROWS];
  private int[] slots = new int[Batch.MAX_ROWS];
  private int count;

  CorrelateOperator(CorrelateNode node, OperatorContext context) {
    this.node = node;
    schema = node.properties().schema();
    allocator = context.allocator();
    EvaluationContext evaluation = EvaluationContext.of(context, node.timeZone());
    arguments = ExpressionEvaluator.of(node.call().arguments(), evaluation);
    condition =
        node.condition().map(c -> ExpressionEvaluator.ofCondition(c, evaluation)).orElse(null);
    kernel = node.call().binding().kernels().create(evaluation);
  }

  @Override
  public boolean process(int input, Batch batch, Output out) {
    if (batch.size() > 0) {
      List<FieldVector> values = arguments.evaluate(batch);
      try {
        while (batch.size() > 0) {
          if (out.isFull()) {
            return false;
          }
          batch.skip(call(batch, values, out));
        }
      } finally {
        values.forEach(FieldVector::close);
      }
    }
    batch.close();
    return true;
  }

  /** Emits what the first calls give; returns how many calls are done. */
  private int call(Batch batch, List<FieldVector> values, Output out) {
    Selection calls = batch.selection();
    try (TableRows rows = evaluate(values, calls)) {
      list(rows, calls, condition == null ? null : keptRows(batch, rows));
      for (int from = 0; from < count; from += Batch.MAX_ROWS) {
        out.emit(joined(batch, rows, from, Math.min(Batch.MAX_ROWS, count - from)));
      }
      return rows.calls();
    }
  }

  private TableRows evaluate(List<FieldVector> values, Selection calls) {
    try {
      return kernel.evaluate(values, calls, Batch.MAX_ROWS);
    } catch (EvaluationException e) {
      throw WeirException.permanent(
          node.call().position().prefix() + e.getMessage() + ", in " + node.call(), e.hint(), e);
    }
  }

  /** Which of the function's rows fulfil the condition. */
  private boolean[] keptRows(Batch batch, TableRows rows) {
    boolean[] kept = new boolean[rows.count()];
    reserve(rows.count());
    System.arraycopy(rows.callOf(), 0, callers, 0, rows.count());
    for (int i = 0; i < rows.count(); i++) {
      slots[i] = i;
    }
    for (int from = 0; from < rows.count(); from += Batch.MAX_ROWS) {
      int length = Math.min(Batch.MAX_ROWS, rows.count() - from);
      try (Batch candidates = joined(batch, rows, from, length)) {
        Selection selected = condition.filter(candidates);
        for (int i = 0; i < selected.count(); i++) {
          kept[from + selected.row(i)] = true;
        }
      }
    }
    return kept;
  }

  /** Lists the output's rows: those that are kept, and callers that stay alone. */
  private void list(TableRows rows, Selection calls, boolean[] kept) {
    count = 0;
    reserve(rows.count() + rows.calls());
    int next = 0;
    for (int i = 0; i < rows.calls(); i++) {
      int caller = calls.row(i);
      int before = count;
      for (; next < rows.count() && rows.callOf()[next] == caller; next++) {
        if (kept == null || kept[next]) {
          callers[count] = caller;
          slots[count++] = next;
        }
      }
      if (node.isOuter() && count == before) {
        callers[count] = caller;
        slots[count++] = Gather.NULL_SLOT;
      }
    }
  }

  private void reserve(int rows) {
    if (rows > slots.length) {
      slots = new int[rows];
      callers = new int[rows];
    }
  }

  private Batch joined(Batch batch, TableRows rows, int from, int length) {
    int[] callerRows = Arrays.copyOfRange(callers, from, from + length);
    int[] functionRows = Arrays.copyOfRange(slots, from, from + length);
    List<FieldVector> vectors = new ArrayList<>(schema.size());
    try {
      for (int column : node.kept()) {
        vectors.add(
            Gather.copy(
                schema.type(vectors.size()), batch.vector(column), callerRows, length, allocator));
      }
      for (FieldVector column : rows.columns()) {
        vectors.add(
            Gather.copy(schema.type(vectors.size()), column, functionRows, length, allocator));
      }
    } catch (RuntimeException | Error e) {
      vectors.forEach(FieldVector::close);
      throw e;
    }
    byte[] kinds = batch.rowKinds() == null ? null : new byte[length];
    long[] watermarks = batch.rowWatermarks() == null ? null : new long[length];
    for (int i = 0; i < length; i++) {
      if (kinds != null) {
        kinds[i] = unpaired(batch.rowKinds()[callerRows[i]]);
      }
      if (watermarks != null) {
        watermarks[i] = batch.rowWatermarks()[callerRows[i]];
      }
    }
    return new Batch(schema, vectors, length, Selection.all(length), kinds, watermarks);
  }

  /** An update may give more rows than it takes back, so no row is half of a pair. */
  private static byte unpaired(byte kind) {
    return RowKind.isAdding(kind) ? RowKind.INSERT : RowKind.DELETE;
  }

  @Override
  public void close() {
    arguments.close();
    if (condition != null) {
      condition.close();
    }
    kernel.close();
  }
}
