package io.weir.runtime.plan;

import java.util.List;
import java.util.stream.Collectors;

/**
 * How rows are spread over the parallel instances of a consumer.
 *
 * @param kind the way
 * @param keys the positions of the columns that are hashed, for {@link Kind#HASH}
 */
public record Distribution(Kind kind, List<Integer> keys) {
  /** Any row may be anywhere. */
  public static final Distribution ANY = new Distribution(Kind.ANY, List.of());

  /** All rows go to the one instance. */
  public static final Distribution SINGLE = new Distribution(Kind.SINGLE, List.of());

  /** Every row goes to every instance. */
  public static final Distribution BROADCAST = new Distribution(Kind.BROADCAST, List.of());

  public Distribution {
    keys = List.copyOf(keys);
    if ((kind == Kind.HASH) == keys.isEmpty()) {
      throw new IllegalArgumentException(kind + " with keys " + keys);
    }
  }

  /** Rows that are equal in {@code keys} go to the same instance, chosen by key group. */
  public static Distribution hash(List<Integer> keys) {
    return new Distribution(Kind.HASH, keys);
  }

  /** The ways of spreading rows. */
  public enum Kind {
    ANY,
    SINGLE,
    HASH,
    BROADCAST
  }

  /** The distribution in terms of column names, such as {@code hash(origin)}. */
  public String describe(List<String> names) {
    return kind == Kind.HASH
        ? keys.stream().map(names::get).collect(Collectors.joining(", ", "hash(", ")"))
        : kind.name().toLowerCase(java.util.Locale.ROOT);
  }
}
