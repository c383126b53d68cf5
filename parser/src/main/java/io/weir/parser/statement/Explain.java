package io.weir.parser.statement;

import io.weir.parser.source.Span;
import java.util.Set;

/**
 * {@code EXPLAIN [details | PLAN FOR | GUARANTEE | PORTABILITY] statement}.
 *
 * @param topic what is asked about the statement
 * @param details additions to the plan; empty unless the topic is PLAN
 * @param statement a {@link Query}, {@link Insert}, {@link StatementSet}, or a {@link CreateTable}
 *     with a query
 */
public record Explain(
    ExplainTopic topic, Set<ExplainDetail> details, Statement statement, Span span)
    implements Statement {
  public Explain {
    details = Set.copyOf(details);
  }

  @Override
  public <R> R accept(StatementVisitor<R> visitor) {
    return visitor.visitExplain(this);
  }
}
