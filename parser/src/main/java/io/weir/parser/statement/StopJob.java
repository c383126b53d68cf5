package io.weir.parser.statement;

import io.weir.parser.source.Span;
import java.util.Optional;

/**
 * {@code STOP JOB 'job' [WITH SAVEPOINT ['directory']] [WITH DRAIN]}.
 *
 * @param savepoint whether a savepoint is written before the job stops
 * @param savepointDirectory where to; empty means the configured place
 * @param drain whether the job sees the end of its inputs, so that every open window closes
 */
public record StopJob(
    StringLiteral job,
    boolean savepoint,
    Optional<StringLiteral> savepointDirectory,
    boolean drain,
    Span span)
    implements Statement {
  @Override
  public <R> R accept(StatementVisitor<R> visitor) {
    return visitor.visitStopJob(this);
  }
}
