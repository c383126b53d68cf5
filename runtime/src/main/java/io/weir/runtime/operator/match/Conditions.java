package io.weir.runtime.operator.match;

import io.weir.runtime.expression.ExpressionEvaluator;
import io.weir.runtime.function.EvaluationContext;
import io.weir.runtime.operator.OperatorContext;
import io.weir.runtime.stream.Batch;
import io.weir.runtime.stream.Selection;
import io.weir.runtime.type.Schema;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.arrow.vector.FieldVector;

/**
 * Finds out which conditions rows fulfil. Conditions on the row alone are evaluated for all rows
 * that are due at once. Others depend on what a run has matched before: they are evaluated for one
 * row of each partition, of all runs for which they matter, variable after variable.
 */
final class Conditions implements AutoCloseable {
  private final Condition[] conditions;
  private final long always;
  private final Matches supposed;
  private int[] slots = new int[64];

  /** A condition, ready to be evaluated. */
  private record Condition(
      Schema columns, MatchValues values, ExpressionEvaluator evaluator, boolean isOfRow) {}

  Conditions(MatchNode node, OperatorContext context) {
    conditions = new Condition[node.pattern().size()];
    supposed = new Matches(conditions.length);
    Schema rows = node.input().properties().schema();
    long bits = 0;
    for (int variable = 0; variable < conditions.length; variable++) {
      Optional<Definition> definition = node.definitions().get(variable);
      if (definition.isEmpty()) {
        bits |= 1L << variable;
        continue;
      }
      EvaluationContext evaluation = EvaluationContext.of(context, node.timeZone());
      MatchView view = definition.get().view();
      conditions[variable] =
          new Condition(
              view.schema(node.pattern(), rows),
              new MatchValues(view, rows, evaluation),
              ExpressionEvaluator.ofCondition(definition.get().condition(), evaluation),
              definition.get().isOfRow(variable));
    }
    always = bits;
  }

  /** The variables whose condition every row fulfils. */
  long always() {
    return always;
  }

  /** Evaluates the conditions on single rows for all rows that are due. */
  void evaluateRows(List<FiredPartition> partitions, MatchRows rows) {
    for (int variable = 0; variable < conditions.length; variable++) {
      Condition condition = conditions[variable];
      if (condition == null || !condition.isOfRow()) {
        continue;
      }
      supposed.clear();
      for (FiredPartition partition : partitions) {
        for (int place = 0; place < partition.due(); place++) {
          supposed.addRow(partition.number(), partition.firstDue() + place, variable);
        }
      }
      int bit = variable;
      evaluate(
          condition,
          rows,
          match -> {
            FiredPartition partition = partitions.get(supposed.partition(match));
            partition.fulfil((int) (supposed.start(match) - partition.firstDue()), bit);
          });
    }
  }

  /**
   * Evaluates the other conditions for one row of each partition that has so many.
   *
   * @param place the place of the row among those that are due
   */
  void evaluateRuns(List<FiredPartition> partitions, int place, MatchRows rows) {
    for (int variable = 0; variable < conditions.length; variable++) {
      Condition condition = conditions[variable];
      if (condition == null || condition.isOfRow()) {
        continue;
      }
      supposed.clear();
      for (FiredPartition partition : partitions) {
        if (place < partition.due()) {
          suppose(partition, variable, partition.firstDue() + place);
        }
      }
      int bit = variable;
      evaluate(
          condition,
          rows,
          match -> partitions.get(supposed.partition(match)).runs().fulfil(slots[match], bit));
    }
  }

  private void suppose(FiredPartition partition, int variable, long row) {
    Runs runs = partition.runs();
    for (int at = 0; at < runs.count(); at++) {
      int slot = runs.run(at);
      if (runs.needs(slot, variable)) {
        if (slots.length == supposed.count()) {
          slots = Arrays.copyOf(slots, slots.length * 2);
        }
        slots[supposed.count()] = slot;
        runs.suppose(slot, variable, row, partition.number(), supposed);
      }
    }
  }

  /** Tells which of the supposed matches fulfil a condition. */
  private void evaluate(Condition condition, MatchRows rows, Fulfilled fulfilled) {
    for (int from = 0; from < supposed.count(); from += Batch.MAX_ROWS) {
      int count = Math.min(Batch.MAX_ROWS, supposed.count() - from);
      List<FieldVector> columns =
          new ArrayList<>(condition.values().compute(supposed, from, count, rows));
      try (Batch batch = Batch.ofInserts(condition.columns(), columns, count)) {
        Selection selection = condition.evaluator().filter(batch);
        for (int i = 0; i < selection.count(); i++) {
          fulfilled.accept(from + selection.row(i));
        }
      }
    }
  }

  /** Gets the numbers of matches that fulfil a condition. */
  private interface Fulfilled {
    void accept(int match);
  }

  @Override
  public void close() {
    for (Condition condition : conditions) {
      if (condition != null) {
        condition.values().close();
        condition.evaluator().close();
      }
    }
  }
}
