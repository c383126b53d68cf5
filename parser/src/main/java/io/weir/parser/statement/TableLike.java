package io.weir.parser.statement;

import io.weir.parser.source.Span;
import java.util.List;

/** {@code LIKE source (INCLUDING …, …)} at the end of CREATE TABLE. */
public record TableLike(QualifiedName source, List<Rule> rules, Span span) {

  /** What happens to a feature of the source table. */
  public enum Merge {
    /** Taken over; a clash with the new table is an error. */
    INCLUDING,
    /** Left out. */
    EXCLUDING,
    /** Taken over; where the new table says otherwise, the new table wins. */
    OVERWRITING
  }

  /** A part of a table that can be taken over. */
  public enum Feature {
    ALL,
    CONSTRAINTS,
    DISTRIBUTION,
    GENERATED,
    METADATA,
    OPTIONS,
    PARTITIONS,
    WATERMARKS
  }

  /** One entry of the list, such as {@code EXCLUDING OPTIONS}. */
  public record Rule(Merge merge, Feature feature, Span span) {}

  public TableLike {
    rules = List.copyOf(rules);
  }
}
