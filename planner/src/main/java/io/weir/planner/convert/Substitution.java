package io.weir.planner.convert;

import io.weir.runtime.expression.And;
import io.weir.runtime.expression.Call;
import io.weir.runtime.expression.Case;
import io.weir.runtime.expression.Cast;
import io.weir.runtime.expression.Coalesce;
import io.weir.runtime.expression.ColumnReference;
import io.weir.runtime.expression.Expression;
import io.weir.runtime.expression.FieldAccess;
import io.weir.runtime.expression.In;
import io.weir.runtime.expression.Literal;
import io.weir.runtime.expression.Or;
import io.weir.runtime.expression.RowWatermark;
import java.util.List;

/** Puts expressions in the place of columns. */
final class Substitution implements Expression.Visitor<Expression> {
  private final List<Expression> columns;

  /**
   * @param columns what each column stands for, by position
   */
  Substitution(List<Expression> columns) {
    this.columns = columns;
  }

  Expression apply(Expression expression) {
    return expression.accept(this);
  }

  private List<Expression> applyAll(List<Expression> expressions) {
    return expressions.stream().map(this::apply).toList();
  }

  @Override
  public Expression visitColumn(ColumnReference column) {
    return columns.get(column.index());
  }

  @Override
  public Expression visitRowWatermark(RowWatermark watermark) {
    return watermark;
  }

  @Override
  public Expression visitLiteral(Literal literal) {
    return literal;
  }

  @Override
  public Expression visitCall(Call call) {
    return new Call(call.function(), call.binding(), applyAll(call.operands()), call.position());
  }

  @Override
  public Expression visitCase(Case choice) {
    List<Case.Branch> branches =
        choice.branches().stream()
            .map(branch -> new Case.Branch(apply(branch.condition()), apply(branch.result())))
            .toList();
    return new Case(branches, apply(choice.otherwise()), choice.type());
  }

  @Override
  public Expression visitCoalesce(Coalesce coalesce) {
    return new Coalesce(applyAll(coalesce.operands()), coalesce.type());
  }

  @Override
  public Expression visitCast(Cast cast) {
    return new Cast(apply(cast.argument()), cast.type(), cast.isTry(), cast.position());
  }

  @Override
  public Expression visitField(FieldAccess access) {
    return new FieldAccess(apply(access.argument()), access.index());
  }

  @Override
  public Expression visitIn(In in) {
    return new In(apply(in.argument()), in.candidates());
  }

  @Override
  public Expression visitAnd(And and) {
    return new And(applyAll(and.operands()));
  }

  @Override
  public Expression visitOr(Or or) {
    return new Or(applyAll(or.operands()));
  }
}
