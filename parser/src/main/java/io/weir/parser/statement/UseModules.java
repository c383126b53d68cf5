package io.weir.parser.statement;

import io.weir.parser.source.Span;
import java.util.List;

/** {@code USE MODULES name, …}. */
public record UseModules(List<Identifier> names, Span span) implements Statement {
  public UseModules {
    names = List.copyOf(names);
  }

  @Override
  public <R> R accept(StatementVisitor<R> visitor) {
    return visitor.visitUseModules(this);
  }
}
