package io.weir.parser.statement;

import io.weir.parser.source.Span;
import java.util.List;
import java.util.Optional;

/**
 * {@code INSERT INTO | OVERWRITE target [hints] [PARTITION (…)] [(columns)] query [ON CONFLICT DO
 * DEDUPLICATE]}.
 *
 * @param overwrite whether the target is replaced instead of added to
 * @param hintOptions options of an {@code OPTIONS} hint after the target; empty without one
 * @param partition the static partition as key and value in the order written; empty without one
 * @param columns the target columns in the order written; empty means all of them
 * @param onConflict where it says what happens to rows of one key of the target: the one that came
 *     last and is still there counts, as without it
 */
public record Insert(
    QualifiedName target,
    boolean overwrite,
    Options hintOptions,
    List<PartitionValue> partition,
    List<Identifier> columns,
    QueryText query,
    Optional<Span> onConflict,
    Span span)
    implements Statement {
  public Insert {
    partition = List.copyOf(partition);
    columns = List.copyOf(columns);
  }

  @Override
  public <R> R accept(StatementVisitor<R> visitor) {
    return visitor.visitInsert(this);
  }
}
