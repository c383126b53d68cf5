package io.weir.runtime.function;

import io.weir.runtime.type.LogicalType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What is known about the arguments of a call before it is evaluated.
 *
 * @param types the type of each argument
 * @param literals the value of each argument that is a literal, in the form of {@code
 *     expression.Literal}; null for the others
 */
public record CallArguments(List<LogicalType> types, List<Object> literals) {
  public CallArguments {
    types = List.copyOf(types);
    literals = Collections.unmodifiableList(new ArrayList<>(literals));
    if (types.size() != literals.size()) {
      throw new IllegalArgumentException(types + " with literals " + literals);
    }
  }

  /** Arguments of which no value is known. */
  public static CallArguments of(List<LogicalType> types) {
    return new CallArguments(types, Collections.nCopies(types.size(), null));
  }

  /** Arguments of which no value is known. */
  public static CallArguments of(LogicalType... types) {
    return of(List.of(types));
  }

  /** How many there are. */
  public int size() {
    return types.size();
  }

  /** The type of argument {@code index}, from 0. */
  public LogicalType type(int index) {
    return types.get(index);
  }

  /** Whether any argument can be NULL. */
  public boolean anyNullable() {
    return types.stream().anyMatch(LogicalType::nullable);
  }

  /** The types as a list in parentheses, for messages. */
  @Override
  public String toString() {
    return types.stream()
        .map(type -> type.withNullable(true).toString())
        .collect(Collectors.joining(", ", "(", ")"));
  }
}
