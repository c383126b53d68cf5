package io.weir.parser.statement;

import io.weir.parser.source.Span;
import java.util.List;

/**
 * {@code CREATE [TEMPORARY [SYSTEM]] FUNCTION [IF NOT EXISTS] name(parameter type, …) RETURNS type
 * [LANGUAGE SQL] RETURN expression}: a function that is an expression over its parameters.
 *
 * @param system whether the function belongs to no catalog and database
 * @param returns the type of its value
 * @param body the expression
 */
public record CreateSqlFunction(
    QualifiedName name,
    boolean temporary,
    boolean system,
    boolean ifNotExists,
    List<Parameter> parameters,
    TypeText returns,
    ExpressionText body,
    Span span)
    implements Statement {
  public CreateSqlFunction {
    parameters = List.copyOf(parameters);
  }

  /** A parameter. */
  public record Parameter(Identifier name, TypeText type) {}

  @Override
  public <R> R accept(StatementVisitor<R> visitor) {
    return visitor.visitCreateSqlFunction(this);
  }
}
