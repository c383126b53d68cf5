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

  /** Whether every value of {@code from} is the same value of {@code to}, in the same form. */
  public static boolean isFree(LogicalType from, LogicalType to) {
    if (from.equalsIgnoringNullability(to)) {
      return true;
    }
    TypeKind source = from.kind();
    TypeKind target = to.kind();
    boolean isWider = from.precision() <= to.precision();
    return switch (target) {
      case VARCHAR -> source.isCharacter() && isWider;
      case VARBINARY -> source.isBinary() && isWider;
      case DECIMAL -> source == target && isWider && from.scale() == to.scale();
      case TIME, TIMESTAMP, TIMESTAMP_LTZ -> source == target && isWider;
      default -> false;
    };
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
                    to.kind().isNested() ? NullPolicy.CUSTOM : NullPolicy.STRICT,
                    context -> rule.kernel(from, to, isTry, context)));
  }

  static Optional<CastRule> rule(LogicalType from, LogicalType to) {
    TypeKind source = from.kind();
    TypeKind target = to.kind();
    if (source == TypeKind.NULL) {
      return Optional.of(NullCast.RULE);
    }
    if (isFree(from, to)) {
      return Optional.of(CopyCast.RULE);
    }
    if (source.isNested() || target.isNested()) {
      return target.isCharacter() ? TextCasts.ofNested(from) : NestedCasts.rule(from, to);
    }
    if (target.isCharacter()) {
      return source == TypeKind.MULTISET ? Optional.empty() : Optional.of(TextCasts.RULE);
    }
    if (source.isCharacter()) {
      return ParsingCasts.rule(target);
    }
    if (source.isNumeric() && target.isNumeric()) {
      return Optional.of(NumericCasts.RULE);
    }
    if (source == TypeKind.BOOLEAN || target == TypeKind.BOOLEAN) {
      return BooleanCasts.rule(source, target);
    }
    if (source.isBinary() && target.isBinary()) {
      return Optional.of(BytesCast.RULE);
    }
    return TimeCasts.rule(source, target);
  }
}
