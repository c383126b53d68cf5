package io.weir.runtime.operator.calc;

import io.weir.runtime.expression.Case;
import io.weir.runtime.expression.Expression;
import io.weir.runtime.expression.ExpressionEvaluator;
import io.weir.runtime.expression.Literal;
import io.weir.runtime.function.EvaluationContext;
import io.weir.runtime.operator.Operator;
import io.weir.runtime.operator.OperatorContext;
import io.weir.runtime.operator.Output;
import io.weir.runtime.stream.Batch;
import io.weir.runtime.stream.Selection;
import io.weir.runtime.type.LogicalType;
import io.weir.runtime.type.Schema;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.vector.FieldVector;

/** Runs a {@link CalcNode}: a selection for the condition, shared buffers for plain columns. */
final class CalcOperator implements Operator {
  private final Schema schema;
  private final ExpressionEvaluator evaluator;
  private final ChangelogFilter changelogFilter;

  CalcOperator(CalcNode node, OperatorContext context) {
    schema = node.properties().schema();
    EvaluationContext evaluation = EvaluationContext.of(context, node.timeZone());
    if (node.condition().isEmpty()) {
      changelogFilter = ChangelogFilter.NONE;
      evaluator = ExpressionEvaluator.of(node.projections(), evaluation);
    } else if (node.deletesFailingUpdates()) {
      changelogFilter = ChangelogFilter.UPSERT;
      evaluator = ExpressionEvaluator.of(withCondition(node), evaluation);
    } else {
      changelogFilter = ChangelogFilter.RETRACT;
      evaluator =
          ExpressionEvaluator.of(node.condition().orElseThrow(), node.projections(), evaluation);
    }
  }

  /**
   * The condition as a first value, and the projections, of which those outside of the key are NULL
   * where the condition is not TRUE: a row that only deletes its key has no other columns, and
   * computing them could fail.
   */
  private static List<Expression> withCondition(CalcNode node) {
    Expression condition = node.condition().orElseThrow();
    List<Expression> expressions = new ArrayList<>();
    expressions.add(condition);
    for (int i = 0; i < node.projections().size(); i++) {
      Expression projection = node.projections().get(i);
      expressions.add(
          node.properties().upsertKey().contains(i) ? projection : onlyIf(condition, projection));
    }
    return expressions;
  }

  private static Expression onlyIf(Expression condition, Expression projection) {
    LogicalType type = projection.type().withNullable(true);
    return new Case(List.of(new Case.Branch(condition, projection)), Literal.nullOf(type), type);
  }

  @Override
  public boolean process(int input, Batch batch, Output out) {
    try (batch) {
      if (changelogFilter == ChangelogFilter.UPSERT) {
        emitUpserts(batch, out);
      } else {
        ExpressionEvaluator.Calculated calculated = evaluator.calc(batch);
        Selection selected = calculated.selection();
        byte[] kinds = batch.rowKinds();
        if (kinds != null && changelogFilter == ChangelogFilter.RETRACT) {
          kinds = SplitPairs.relabel(kinds, batch.selection(), selected);
        }
        emit(batch, calculated.vectors(), selected, kinds, out);
      }
    }
    return true;
  }

  private void emitUpserts(Batch batch, Output out) {
    List<FieldVector> vectors = new ArrayList<>(evaluator.evaluate(batch));
    try (FieldVector condition = vectors.remove(0)) {
      UpsertFilter filter = UpsertFilter.apply(batch, condition);
      emit(batch, vectors, filter.selection(), filter.rowKinds(), out);
    }
  }

  private void emit(
      Batch batch, List<FieldVector> vectors, Selection selected, byte[] kinds, Output out) {
    out.emit(new Batch(schema, vectors, batch.rowCount(), selected, kinds, batch.rowWatermarks()));
  }

  @Override
  public void close() {
    evaluator.close();
  }
}
