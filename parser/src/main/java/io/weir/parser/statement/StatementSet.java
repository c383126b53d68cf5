package io.weir.parser.statement;

import io.weir.parser.source.Span;
import java.util.List;

/** Several INSERTs that run as one job: {@code EXECUTE STATEMENT SET BEGIN …; END}. */
public record StatementSet(List<Insert> inserts, Span span) implements Statement {
  public StatementSet {
    inserts = List.copyOf(inserts);
  }

  @Override
  public <R> R accept(StatementVisitor<R> visitor) {
    return visitor.visitStatementSet(this);
  }
}
