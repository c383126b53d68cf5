package io.weir.runtime.state;

import io.weir.runtime.type.Field;
import io.weir.runtime.type.LogicalType;
import io.weir.runtime.type.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the bytes of a table's entries mean beside its key, so that state can be looked at. Nothing
 * else depends on it.
 *
 * @param namespace the column that a namespace is, where it says something to people
 * @param order what stands behind the key
 * @param value what stands in the value; not for aggregate tables, whose cells say so themselves
 */
public record EntryLayout(Optional<Field> namespace, List<StatePart> order, List<StatePart> value) {
  public EntryLayout {
    order = List.copyOf(order);
    value = List.copyOf(value);
  }

  /** Entries in namespaces that say nothing, or in none. */
  public static EntryLayout of(List<StatePart> order, List<StatePart> value) {
    return new EntryLayout(Optional.empty(), order, value);
  }

  /** Entries whose key and cells say all. */
  public static final EntryLayout NONE = of(List.of(), List.of());

  /** The same in namespaces that are a local time of this name; empty if there is only one. */
  public EntryLayout in(Optional<String> time) {
    return new EntryLayout(
        time.map(name -> new Field(name, LogicalType.timestamp(3))), order, value);
  }

  /** Entries whose key and cells say all, in namespaces that are times. */
  public static EntryLayout byTime(String name, LogicalType type) {
    return new EntryLayout(Optional.of(new Field(name, type)), List.of(), List.of());
  }

  /** A column of numbers. */
  public static Schema number(String name) {
    return Schema.of(new Field(name, LogicalType.bigint().withNullable(false)));
  }

  /** The layout of the entries of a table; empty if nothing is known of it. */
  public static Optional<EntryLayout> of(TableSpec spec) {
    return switch (spec.shape()) {
      case AGGREGATE -> Optional.of(spec.layout().orElse(NONE));
      case ORDERED -> spec.layout();
      case ORDERED_MULTISET ->
          Optional.of(
              of(
                  List.of(StatePart.of(StatePart.Kind.KEY_BEHIND_ORDER, spec.value())),
                  List.of(StatePart.COUNT)));
      case COUNTED_MULTISET -> Optional.of(spec.layout().orElseGet(() -> ofMultiset(spec, false)));
    };
  }

  /**
   * The entries of a counted multiset.
   *
   * @param hasMatches whether its owner keeps a count of its own
   */
  public static EntryLayout ofMultiset(TableSpec spec, boolean hasMatches) {
    List<StatePart> value = new ArrayList<>();
    if (spec.ttlMillis() > 0) {
      value.add(StatePart.of(StatePart.Kind.VARINT, number("stamp")).hidden());
    }
    value.add(StatePart.of(StatePart.Kind.VARINT, number("row_count")));
    StatePart matches = StatePart.of(StatePart.Kind.VARINT, number("match_count"));
    value.add(hasMatches ? matches : matches.hidden());
    value.add(StatePart.of(StatePart.Kind.ROW, spec.value()));
    return of(List.of(), value);
  }
}
