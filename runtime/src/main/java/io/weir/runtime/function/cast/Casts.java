package io.weir.runtime.function.cast;

import io.weir.runtime.function.FunctionBinding;
import io.weir.runtime.function.NullPolicy;
import io.weir.runtime.type.LogicalType;
import io.weir.runtime.type.TypeKind;
import java.util.List;
import java.util.Optional;

/** Which casts exist, which of them can fail, and how they are computed. */
public final class Casts {
  private Casts() {}

  /** Whether values of {@code from} can be cast to {@code to} at all. */
  public static boolean isPossible(LogicalType from, LogicalType to) {
    return rule(from, to).isPresent();
  }

  /** Whether a value of {@code from} may have no counterpart in {@code to}; the cast exists. */
  public static boolean canFail(LogicalType from, LogicalType to) {
    return rule(from, to).orElseThrow().canFail();
  }

  /**
   * The cast as a function of one argument.
   *
   * @param isTry whether a value without counterpart gives NULL instead of an error
   */
  public static Optional<FunctionBinding> bind(LogicalType from, LogicalType to, boolean isTry) {
    return rule(from, to)
        .map(
            rule ->
                new FunctionBinding(
                    List.of(from),
                    to,
                    rule.canFail() && !isTry,
                    NullPolicy.STRICT,
                    context -> rule.kernel(from, to, isTry, context)));
  }

  private static Optional<CastRule> rule(LogicalType from, LogicalType to) {
    TypeKind source = from.kind();
    TypeKind target = to.kind();
    if (source == TypeKind.NULL) {
      return Optional.of(NullCast.RULE);
    }
    if (source.isNumeric() && target.isNumeric()) {
      return NumericCasts.rule(from, to);
    }
    return Optional.empty();
  }
}
