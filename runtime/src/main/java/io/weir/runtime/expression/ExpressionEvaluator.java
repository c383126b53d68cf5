package io.weir.runtime.expression;

import io.weir.runtime.function.EvaluationContext;
import io.weir.runtime.stream.Batch;
import io.weir.runtime.stream.Selection;
import io.weir.runtime.type.LogicalType;
import io.weir.runtime.type.TypeKind;
import io.weir.runtime.vector.Gather;
import io.weir.runtime.vector.Values;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.util.TransferPair;

/**
 * Evaluates a condition and a list of expressions over batches. Compiled once for an operator
 * instance; called by one thread at a time; closed with the operator. No method closes or changes
 * the batch it is given.
 *
 * <p>A common deterministic subexpression, also one of the condition and a value, is computed once
 * a batch. An expression is evaluated only for rows that reach it: see the package documentation.
 */
public final class ExpressionEvaluator implements AutoCloseable {
  private final List<LogicalType> types;
  private final EvaluationContext context;
  private final Step condition;
  private final List<Step> steps;
  private final List<Runnable> resources;
  private final int sharedCount;

  private ExpressionEvaluator(
      Optional<Expression> condition, List<Expression> expressions, EvaluationContext context) {
    this.context = context;
    this.types = expressions.stream().map(Expression::type).toList();
    List<Expression> all = new ArrayList<>();
    condition.ifPresent(all::add);
    all.addAll(expressions);
    ExpressionCompiler compiler = new ExpressionCompiler(context);
    List<Step> compiled = compiler.compile(all);
    this.condition = condition.isPresent() ? compiled.get(0) : null;
    this.steps = compiled.subList(condition.isPresent() ? 1 : 0, compiled.size());
    this.resources = compiler.resources();
    this.sharedCount = compiler.sharedCount();
  }

  /** An evaluator of {@code expressions}, for {@link #evaluate}. */
  public static ExpressionEvaluator of(List<Expression> expressions, EvaluationContext context) {
    return new ExpressionEvaluator(Optional.empty(), expressions, context);
  }

  /** An evaluator of one BOOLEAN, for {@link #filter}. */
  public static ExpressionEvaluator ofCondition(Expression condition, EvaluationContext context) {
    return of(condition, List.of(), context);
  }

  /** An evaluator of a condition and of values for the rows that fulfil it, for {@link #calc}. */
  public static ExpressionEvaluator of(
      Expression condition, List<Expression> expressions, EvaluationContext context) {
    if (condition.type().kind() != TypeKind.BOOLEAN) {
      throw new IllegalArgumentException(condition + " is no condition: " + condition.type());
    }
    return new ExpressionEvaluator(Optional.of(condition), expressions, context);
  }

  /** The value of an expression without columns, in the form of {@link Values}. */
  public static Object constant(Expression expression, EvaluationContext context) {
    Batch oneRow = Batch.ofInserts(new io.weir.runtime.type.Schema(List.of()), List.of(), 1);
    try (ExpressionEvaluator evaluator = of(List.of(expression), context)) {
      try (FieldVector vector = evaluator.evaluate(oneRow).get(0)) {
        return Values.read(expression.type(), vector, 0);
      }
    }
  }

  /**
   * The value of each expression: a vector of {@code batch.rowCount()} slots with values at the
   * live rows. A column is not copied but shares its buffers with the batch. The caller owns the
   * vectors; their Arrow field names mean nothing.
   */
  public List<FieldVector> evaluate(Batch batch) {
    context.beginBatch();
    try (Frame frame = new Frame(batch, sharedCount, context.allocator())) {
      return evaluate(frame, batch.selection());
    }
  }

  /** The live rows for which the condition is TRUE. */
  public Selection filter(Batch batch) {
    context.beginBatch();
    try (Frame frame = new Frame(batch, sharedCount, context.allocator())) {
      return filter(frame);
    }
  }

  /** {@link #filter} and then {@link #evaluate} for the rows it leaves, in one go. */
  public Calculated calc(Batch batch) {
    context.beginBatch();
    try (Frame frame = new Frame(batch, sharedCount, context.allocator())) {
      Selection selected = condition == null ? batch.selection() : filter(frame);
      return new Calculated(selected, evaluate(frame, selected));
    }
  }

  /**
   * What {@link #calc} has found.
   *
   * @param selection the rows for which the condition is TRUE
   * @param vectors the values, owned by the caller
   */
  public record Calculated(Selection selection, List<FieldVector> vectors) {}

  private Selection filter(Frame frame) {
    return frame.live().count() == 0 ? frame.live() : condition.filter(frame, frame.live());
  }

  private List<FieldVector> evaluate(Frame frame, Selection rows) {
    List<FieldVector> vectors = new ArrayList<>(steps.size());
    try {
      for (int i = 0; i < steps.size(); i++) {
        vectors.add(
            rows.count() == 0
                ? nulls(types.get(i), frame)
                : handOver(steps.get(i).evaluate(frame, rows), types.get(i), frame));
      }
    } catch (RuntimeException | Error e) {
      vectors.forEach(FieldVector::close);
      throw e;
    }
    return vectors;
  }

  private static FieldVector nulls(LogicalType type, Frame frame) {
    return Values.vector(type, Collections.nCopies(frame.rowCount(), null), frame.allocator());
  }

  private static FieldVector handOver(Value value, LogicalType type, Frame frame) {
    if (value.isTransferable()) {
      return frame.take(value);
    }
    FieldVector vector =
        value.operand().isConstant()
            ? Gather.copy(
                type,
                value.vector(),
                new int[frame.rowCount()],
                frame.rowCount(),
                frame.allocator())
            : share(value.vector(), frame);
    frame.release(value);
    return vector;
  }

  private static FieldVector share(FieldVector vector, Frame frame) {
    TransferPair pair = vector.getTransferPair(vector.getField(), frame.allocator());
    pair.splitAndTransfer(0, frame.rowCount());
    return (FieldVector) pair.getTo();
  }

  @Override
  public void close() {
    resources.forEach(Runnable::run);
  }
}
