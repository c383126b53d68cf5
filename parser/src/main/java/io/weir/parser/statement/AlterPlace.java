package io.weir.parser.statement;

import io.weir.parser.source.Span;
import java.util.List;
import java.util.Optional;

/**
 * {@code ALTER CATALOG name} or {@code ALTER DATABASE [catalog.]name}, and {@code SET (…)}, {@code
 * RESET ('key', …)} or {@code COMMENT '…'}.
 *
 * @param kind CATALOG or DATABASE
 * @param set options that get a value
 * @param reset keys of options that are taken away
 */
public record AlterPlace(
    ObjectKind kind,
    QualifiedName name,
    Options set,
    List<StringLiteral> reset,
    Optional<String> comment,
    Span span)
    implements Statement {
  public AlterPlace {
    reset = List.copyOf(reset);
  }

  @Override
  public <R> R accept(StatementVisitor<R> visitor) {
    return visitor.visitAlterPlace(this);
  }
}
