package io.weir.runtime.expression;

import io.weir.runtime.type.LogicalType;
import java.util.List;

/**
 * A resolved scalar expression over the columns of one input: a tree, immutable, without evaluation
 * state. Prints itself as SQL with column names.
 */
public sealed interface Expression
    permits ColumnReference,
        RowWatermark,
        Literal,
        Call,
        Case,
        Coalesce,
        Cast,
        FieldAccess,
        In,
        And,
        Or {
  /** The type of its value. */
  LogicalType type();

  /** The expressions that it is computed from, in the order in which they are written. */
  List<Expression> operands();

  /**
   * Whether evaluating it can fail for some input (a division, a CAST): such a part must not be
   * evaluated for rows that do not reach it.
   */
  default boolean canFail() {
    return operands().stream().anyMatch(Expression::canFail);
  }

  /** Whether it has the same value whenever its columns have. */
  default boolean isDeterministic() {
    return operands().stream().allMatch(Expression::isDeterministic);
  }

  /** Calls the visitor's method for this kind of expression. */
  <R> R accept(Visitor<R> visitor);

  /** One method for each kind of expression. */
  interface Visitor<R> {
    R visitColumn(ColumnReference column);

    R visitRowWatermark(RowWatermark watermark);

    R visitLiteral(Literal literal);

    R visitCall(Call call);

    R visitCase(Case choice);

    R visitCoalesce(Coalesce coalesce);

    R visitCast(Cast cast);

    R visitField(FieldAccess access);

    R visitIn(In in);

    R visitAnd(And and);

    R visitOr(Or or);
  }
}
