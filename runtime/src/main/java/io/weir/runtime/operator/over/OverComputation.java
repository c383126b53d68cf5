package io.weir.runtime.operator.over;

import io.weir.runtime.operator.OperatorContext;
import io.weir.runtime.operator.Output;
import io.weir.runtime.state.EncodedKeys;
import io.weir.runtime.state.TableSpec;
import io.weir.runtime.stream.Batch;
import io.weir.runtime.stream.RowKind;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.vector.FieldVector;

/**
 * Computes and emits rows that are due: some calls from the rows of their segments, others with
 * what is accumulated of all rows before.
 */
final class OverComputation implements AutoCloseable {
  private final OverNode node;
  private final OverAccumulators accumulators;
  private final OverEvaluator evaluator;
  private final OverResults results;

  OverComputation(OverNode node, OperatorContext context) {
    this.node = node;
    accumulators = OverAccumulators.isNeeded(node) ? new OverAccumulators(node, context) : null;
    List<OverCall> computed =
        node.calls().stream().filter(call -> !OverAccumulators.takes(call, node.frame())).toList();
    evaluator = new OverEvaluator(node, computed, context.allocator());
    results = new OverResults(node.properties().schema(), context.allocator());
  }

  /** The tables that it opens. */
  static List<TableSpec> specs(OverNode node) {
    return OverAccumulators.isNeeded(node) ? OverAccumulators.specs(node) : List.of();
  }

  /**
   * Emits the rows that are wanted.
   *
   * @param partitions the key of each segment
   */
  void emit(OverRows rows, EncodedKeys partitions, Output out) {
    rows.findPeers();
    if (accumulators != null) {
      accumulators.count(partitions, rows);
    }
    try (Batch batch = rows.decode()) {
      List<FieldVector> byFrame = evaluator.evaluate(rows, batch);
      List<FieldVector> byAccumulator =
          accumulators == null ? List.of() : accumulators.fold(partitions, rows, batch);
      try {
        for (int row = 0; row < rows.count(); row++) {
          if (rows.isWanted(row)) {
            results.add(RowKind.INSERT, row, row);
          }
        }
        results.send(batch, inOrder(byFrame, byAccumulator), false, out);
      } finally {
        byFrame.forEach(FieldVector::close);
        byAccumulator.forEach(FieldVector::close);
      }
    }
  }

  private List<FieldVector> inOrder(List<FieldVector> byFrame, List<FieldVector> byAccumulator) {
    List<FieldVector> all = new ArrayList<>();
    int frames = 0;
    int accumulated = 0;
    for (OverCall call : node.calls()) {
      all.add(
          OverAccumulators.takes(call, node.frame())
              ? byAccumulator.get(accumulated++)
              : byFrame.get(frames++));
    }
    return all;
  }

  /** Checks what must hold at a barrier. */
  void checkAtRest() {
    if (accumulators != null) {
      accumulators.checkAtRest();
    }
  }

  @Override
  public void close() {
    evaluator.close();
    if (accumulators != null) {
      accumulators.close();
    }
  }
}
