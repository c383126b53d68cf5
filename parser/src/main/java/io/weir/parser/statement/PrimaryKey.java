package io.weir.parser.statement;

import io.weir.parser.source.Span;
import java.util.List;
import java.util.Optional;

/** {@code [CONSTRAINT name] PRIMARY KEY (columns) NOT ENFORCED}. */
public record PrimaryKey(Optional<Identifier> name, List<Identifier> columns, Span span) {
  public PrimaryKey {
    columns = List.copyOf(columns);
  }
}
