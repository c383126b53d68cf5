package io.weir.runtime.function;

import io.weir.runtime.type.LogicalType;
import java.util.List;

/**
 * A function or operator of SQL over values of one row. Knows everything about itself: how it is
 * written, which arguments it takes, what type its value has, and how it is computed.
 */
public interface ScalarFunction {
  /** The name in upper case, such as {@code SPLIT_INDEX}, or the operator, such as {@code +}. */
  String name();

  /** How a call is written. */
  Syntax syntax();

  /** For users. */
  FunctionDoc doc();

  /** The fewest arguments of a call. */
  int minArguments();

  /** The most arguments of a call; {@code Integer.MAX_VALUE} if any number. */
  int maxArguments();

  /** The ways of calling it, for users, such as {@code SPLIT_INDEX(STRING, STRING, INT)}. */
  List<String> signatures();

  /** How often a call must be evaluated; of overloads that differ, the least deterministic. */
  Determinism determinism();

  /**
   * Binds the function to arguments, deciding about overloads and implicit casts. The number of
   * arguments is within {@link #minArguments} and {@link #maxArguments}.
   */
  Resolution resolve(CallArguments arguments);

  /**
   * How a call is turned into an expression. All but {@link Form#CALL} evaluate their arguments
   * only for the rows that need them; their {@link #resolve} says only types.
   */
  default Form form() {
    return Form.CALL;
  }

  /**
   * The type of a call's value.
   *
   * @throws IllegalArgumentException if it cannot be called so; the message says why
   */
  default LogicalType infer(List<LogicalType> arguments) {
    if (resolve(CallArguments.of(arguments)) instanceof Resolution.Match match) {
      return match.binding().result();
    }
    throw new IllegalArgumentException(
        ((Resolution.Mismatch) resolve(CallArguments.of(arguments))).message());
  }

  /** The ways of evaluating a call. */
  enum Form {
    /** All arguments, then the kernel. */
    CALL,
    /** {@code AND} of any number of conditions. */
    AND,
    /** {@code OR} of any number of conditions. */
    OR,
    /** {@code IF(condition, a, b)}. */
    IF,
    /** The first argument that is not NULL. */
    COALESCE
  }
}
