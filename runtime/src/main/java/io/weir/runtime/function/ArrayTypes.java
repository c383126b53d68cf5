package io.weir.runtime.function;

import io.weir.runtime.type.LogicalType;
import io.weir.runtime.type.TypeKind;
import java.util.List;
import java.util.Optional;

/** The types of functions of ARRAYs. */
final class ArrayTypes {
  private ArrayTypes() {}

  /** The type of an ARRAY's elements. */
  static LogicalType element(LogicalType array) {
    return array.fields().get(0).type();
  }

  static boolean isArray(LogicalType type) {
    return type.kind() == TypeKind.ARRAY;
  }

  /** Says that a function does not take these arguments. */
  static Resolution mismatch(String name, CallArguments arguments) {
    return Resolution.mismatch(name + " does not take " + arguments);
  }

  /** The type that an argument must be cast to so that it can be an element of {@code array}. */
  static Optional<LogicalType> asElement(LogicalType array, LogicalType argument) {
    if (!isArray(array)
        || ImplicitCasts.distance(argument, element(array)) == ImplicitCasts.IMPOSSIBLE) {
      return Optional.empty();
    }
    return Optional.of(element(array).withNullable(argument.nullable()));
  }

  /** The ARRAY type that all arguments can be cast to. */
  static Optional<LogicalType> common(List<LogicalType> arrays) {
    return CommonTypes.of(arrays).filter(ArrayTypes::isArray);
  }

  /** The arguments as parameters of one type. */
  static List<LogicalType> parameters(LogicalType type, CallArguments arguments) {
    return arguments.types().stream().map(from -> type.withNullable(from.nullable())).toList();
  }
}
