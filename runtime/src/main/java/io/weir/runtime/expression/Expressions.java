package io.weir.runtime.expression;

import io.weir.runtime.function.CallArguments;
import io.weir.runtime.function.FunctionBinding;
import io.weir.runtime.function.Resolution;
import io.weir.runtime.function.ScalarFunction;
import io.weir.runtime.type.LogicalType;
import io.weir.runtime.type.TypeKind;
import java.util.ArrayList;
import java.util.List;

/** Makes expressions from functions and arguments, with the implicit casts they need. */
public final class Expressions {
  private Expressions() {}

  /**
   * A call of {@code function}. Arguments are cast implicitly where the function's parameters need
   * it; functions that evaluate arguments conditionally become the expression that does so.
   *
   * @throws IllegalArgumentException if the function does not take such arguments; the message says
   *     why, without the position
   */
  public static Expression call(
      ScalarFunction function, List<? extends Expression> arguments, SourcePosition position) {
    FunctionBinding binding = bind(function, arguments);
    List<Expression> operands = new ArrayList<>();
    for (int i = 0; i < arguments.size(); i++) {
      operands.add(coerce(arguments.get(i), binding.parameters().get(i), position));
    }
    return switch (function.form()) {
      case CALL -> new Call(function, binding, operands, position);
      case AND -> new And(operands);
      case OR -> new Or(operands);
      case COALESCE -> new Coalesce(operands, binding.result());
      case IF ->
          new Case(
              List.of(new Case.Branch(operands.get(0), operands.get(1))),
              operands.get(2),
              binding.result());
    };
  }

  private static FunctionBinding bind(
      ScalarFunction function, List<? extends Expression> arguments) {
    int count = arguments.size();
    if (count < function.minArguments() || count > function.maxArguments()) {
      throw new IllegalArgumentException(
          function.name()
              + " does not take "
              + count
              + (count == 1 ? " argument" : " arguments")
              + "; it is called as "
              + String.join(" or ", function.signatures()));
    }
    List<LogicalType> types = new ArrayList<>();
    List<Object> literals = new ArrayList<>();
    for (Expression argument : arguments) {
      types.add(argument.type());
      literals.add(argument instanceof Literal literal ? literal.value() : null);
    }
    Resolution resolution = function.resolve(new CallArguments(types, literals));
    if (resolution instanceof Resolution.Match match) {
      return match.binding();
    }
    throw new IllegalArgumentException(((Resolution.Mismatch) resolution).message());
  }

  /** A CAST, or the argument itself if it has the type already. */
  public static Expression cast(Expression argument, LogicalType type, SourcePosition position) {
    return argument.type().equalsIgnoringNullability(type) && argument.type().hasNamesOf(type)
        ? argument
        : new Cast(argument, type.withNullable(argument.type().nullable()), false, position);
  }

  /** A TRY_CAST. */
  public static Expression tryCast(Expression argument, LogicalType type, SourcePosition position) {
    return new Cast(argument, type.withNullable(true), true, position);
  }

  /**
   * The argument in the physical form of {@code type}: cast only if the forms differ, so that for
   * instance a CHAR is used as a STRING as it is.
   */
  public static Expression coerce(Expression argument, LogicalType type, SourcePosition position) {
    if (hasForm(argument.type(), type)) {
      return argument;
    }
    if (argument instanceof Literal literal && literal.value() == null) {
      return Literal.nullOf(type);
    }
    return cast(argument, type, position);
  }

  /** Whether values of both types have the same physical form. */
  static boolean hasForm(LogicalType actual, LogicalType expected) {
    if (actual.kind().isCharacter() && expected.kind().isCharacter()
        || actual.kind().isBinary() && expected.kind().isBinary()) {
      return true;
    }
    if (actual.kind() != expected.kind()
        || actual.kind() == TypeKind.DECIMAL && actual.scale() != expected.scale()
        || actual.fields().size() != expected.fields().size()) {
      return false;
    }
    for (int i = 0; i < actual.fields().size(); i++) {
      if (!hasForm(actual.fields().get(i).type(), expected.fields().get(i).type())) {
        return false;
      }
    }
    return true;
  }

  static void requireForm(Expression expression, LogicalType type) {
    if (!hasForm(expression.type(), type)) {
      throw new IllegalArgumentException(
          expression + " is of type " + expression.type() + " where " + type + " is needed");
    }
  }
}
