package io.weir.parser.statement;

import io.weir.parser.source.Span;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A name of one or more parts, such as {@code catalog.database.table}.
 *
 * @param parts at least one, outermost first
 */
public record QualifiedName(List<Identifier> parts, Span span) {
  public QualifiedName {
    parts = List.copyOf(parts);
    if (parts.isEmpty()) {
      throw new IllegalArgumentException("a qualified name has at least one part");
    }
  }

  /** The last part: the object's own name. */
  public Identifier last() {
    return parts.get(parts.size() - 1);
  }

  /** The parts as plain strings, outermost first. */
  public List<String> names() {
    return parts.stream().map(Identifier::name).toList();
  }

  /** The name as SQL, with backticks where they are needed. */
  @Override
  public String toString() {
    return parts.stream().map(Identifier::toString).collect(Collectors.joining("."));
  }
}
