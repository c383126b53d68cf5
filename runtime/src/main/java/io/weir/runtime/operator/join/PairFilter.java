package io.weir.runtime.operator.join;

import io.weir.runtime.expression.ExpressionEvaluator;
import io.weir.runtime.function.EvaluationContext;
import io.weir.runtime.operator.OperatorContext;
import io.weir.runtime.stream.Batch;
import io.weir.runtime.stream.Selection;
import io.weir.runtime.type.Schema;
import io.weir.runtime.vector.Gather;
import io.weir.runtime.vector.Vectors;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;

/** Evaluates the condition of a join on pairs of rows, a batch at a time. */
final class PairFilter implements AutoCloseable {
  private final Schema pair;
  private final int leftSize;
  private final Set<Integer> columns;
  private final BufferAllocator allocator;
  private final ExpressionEvaluator evaluator;
  private final int[] ownRows = new int[Batch.MAX_ROWS];
  private final long[] otherRows = new long[Batch.MAX_ROWS];

  PairFilter(JoinNode node, OperatorContext context) {
    pair = node.pair();
    leftSize = node.left().properties().schema().size();
    columns = node.conditionColumns();
    allocator = context.allocator();
    evaluator =
        ExpressionEvaluator.ofCondition(
            node.condition().orElseThrow(), EvaluationContext.of(context, node.timeZone()));
  }

  /** Keeps of {@code matches}, from {@code from} on, the pairs that fulfil the condition. */
  void apply(Matches matches, Batch batch, JoinSide own, JoinSide other, int from) {
    int kept = from;
    int end = matches.count;
    for (int start = from; start < end; start += Batch.MAX_ROWS) {
      int count = Math.min(Batch.MAX_ROWS, end - start);
      for (int i = 0; i < count; i++) {
        ownRows[i] = matches.batchRow(start + i);
        otherRows[i] = other.table.address(matches.others[start + i]);
      }
      Selection passed = filter(batch, own, other, count);
      for (int i = 0; i < passed.count(); i++) {
        matches.move(start + passed.row(i), kept++);
      }
    }
    matches.count = kept;
  }

  private Selection filter(Batch batch, JoinSide own, JoinSide other, int count) {
    List<FieldVector> vectors = new ArrayList<>(pair.size());
    try {
      for (int c = 0; c < pair.size(); c++) {
        vectors.add(column(c, batch, own, other, count));
      }
      return evaluator.filter(Batch.ofInserts(pair, vectors, count));
    } finally {
      vectors.forEach(FieldVector::close);
    }
  }

  private FieldVector column(int c, Batch batch, JoinSide own, JoinSide other, int count) {
    if (!columns.contains(c)) {
      return Vectors.create(pair.name(c), pair.type(c), allocator);
    }
    boolean isOwn = (c < leftSize) == (own.number == 0);
    int column = c < leftSize ? c : c - leftSize;
    return isOwn
        ? Gather.copy(pair.type(c), batch.vector(column), ownRows, count, allocator)
        : other.decode(column, otherRows, count);
  }

  @Override
  public void close() {
    evaluator.close();
  }
}
