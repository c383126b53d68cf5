package io.weir.parser.statement;

import io.weir.parser.source.Span;
import java.util.Optional;

/** {@code RESET ['key']}: back to the default of one setting, or of all. */
public record ResetOption(Optional<StringLiteral> key, Span span) implements Statement {
  @Override
  public <R> R accept(StatementVisitor<R> visitor) {
    return visitor.visitResetOption(this);
  }
}
