package io.weir.parser.statement;

import io.weir.parser.source.Span;
import java.util.List;
import java.util.Optional;

/**
 * {@code CREATE [TEMPORARY] VIEW [IF NOT EXISTS] name [(columns)] [COMMENT '…'] AS query}.
 *
 * @param columns names given to the query's columns; empty means those of the query
 */
public record CreateView(
    QualifiedName name,
    boolean temporary,
    boolean ifNotExists,
    List<Identifier> columns,
    Optional<String> comment,
    QueryText query,
    Span span)
    implements Statement {
  public CreateView {
    columns = List.copyOf(columns);
  }

  @Override
  public <R> R accept(StatementVisitor<R> visitor) {
    return visitor.visitCreateView(this);
  }
}
