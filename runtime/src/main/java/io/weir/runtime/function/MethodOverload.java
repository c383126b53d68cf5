package io.weir.runtime.function;

import io.weir.runtime.type.LogicalType;
import io.weir.runtime.type.TypeKind;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** One method with {@link SqlFunction}, described in SQL types. */
final class MethodOverload {
  private final Method method;
  private final SqlFunction annotation;
  private final List<LogicalType> parameters = new ArrayList<>();
  private final List<ConstantCheck> checks = new ArrayList<>();
  private final boolean handlesNull;
  private final LogicalType result;
  private final boolean resultNullable;

  MethodOverload(Method method) {
    this.method = method;
    this.annotation = method.getAnnotation(SqlFunction.class);
    boolean nullable = false;
    LogicalType output = null;
    for (Parameter parameter : method.getParameters()) {
      Class<?> type = parameter.getType();
      if (isOutput(type)) {
        output = defaultOutput(type);
      } else if (isArgument(type)) {
        parameters.add(parameterType(parameter));
        checks.add(check(parameter));
        nullable |= parameter.isAnnotationPresent(SqlNullable.class);
      }
    }
    handlesNull = nullable;
    resultNullable = output != null || !method.getReturnType().isPrimitive();
    result =
        annotation.returns().isEmpty()
            ? output != null ? output : defaultType(method.getReturnType())
            : TypeNotation.parse(annotation.returns());
  }

  private static ConstantCheck check(Parameter parameter) {
    SqlConstant annotation = parameter.getAnnotation(SqlConstant.class);
    return annotation == null ? null : annotation.value();
  }

  /** What is wrong with arguments that are literals, or null. */
  String faultOfConstants(CallArguments arguments) {
    for (int i = 0; i < arguments.size(); i++) {
      ConstantCheck check = checks.get(Math.min(i, checks.size() - 1));
      Object literal = arguments.literals().get(i);
      String fault = check == null || literal == null ? null : check.fault(literal);
      if (fault != null) {
        return fault;
      }
    }
    return null;
  }

  static boolean isOutput(Class<?> type) {
    return type == SliceOutput.class
        || type == LongOutput.class
        || type == DoubleOutput.class
        || type == BooleanOutput.class;
  }

  /** Whether a parameter of this Java type is an argument in SQL. */
  static boolean isArgument(Class<?> type) {
    return !isOutput(type)
        && type != EvaluationContext.class
        && !FunctionState.class.isAssignableFrom(type);
  }

  private static LogicalType parameterType(Parameter parameter) {
    SqlType declared = parameter.getAnnotation(SqlType.class);
    if (declared != null) {
      return TypeNotation.parse(declared.value());
    }
    Class<?> type = parameter.getType();
    return defaultType(type.isArray() ? type.getComponentType() : type);
  }

  private static LogicalType defaultOutput(Class<?> type) {
    return type == SliceOutput.class
        ? LogicalType.string()
        : type == LongOutput.class
            ? LogicalType.bigint()
            : type == DoubleOutput.class ? LogicalType.float64() : LogicalType.bool();
  }

  private static LogicalType defaultType(Class<?> type) {
    if (type == Slice.class || type == String.class) {
      return LogicalType.string();
    } else if (type == int.class || type == Integer.class) {
      return LogicalType.int32();
    } else if (type == long.class || type == Long.class) {
      return LogicalType.bigint();
    } else if (type == double.class || type == Double.class) {
      return LogicalType.float64();
    } else if (type == float.class) {
      return LogicalType.of(TypeKind.FLOAT);
    } else if (type == boolean.class || type == Boolean.class) {
      return LogicalType.bool();
    } else if (type == BigDecimal.class) {
      return LogicalType.decimal(LogicalType.MAX_DECIMAL_PRECISION, 18);
    }
    throw new IllegalArgumentException("no SQL type for " + type);
  }

  Method method() {
    return method;
  }

  SqlFunction annotation() {
    return annotation;
  }

  boolean isVariadic() {
    return method.isVarArgs()
        || parameters.size() > 0
            && java.util.Arrays.stream(method.getParameterTypes()).anyMatch(Class::isArray);
  }

  int minArguments() {
    return isVariadic() ? parameters.size() - 1 : parameters.size();
  }

  int maxArguments() {
    return isVariadic() ? Integer.MAX_VALUE : parameters.size();
  }

  private LogicalType parameter(int index) {
    return parameters.get(Math.min(index, parameters.size() - 1));
  }

  /** How far the arguments are from the parameters, or {@link ImplicitCasts#IMPOSSIBLE}. */
  int distance(CallArguments arguments) {
    if (arguments.size() < minArguments() || arguments.size() > maxArguments()) {
      return ImplicitCasts.IMPOSSIBLE;
    }
    int sum = 0;
    for (int i = 0; i < arguments.size(); i++) {
      int distance = ImplicitCasts.distance(arguments.type(i), parameter(i));
      if (distance == ImplicitCasts.IMPOSSIBLE) {
        return ImplicitCasts.IMPOSSIBLE;
      }
      sum += distance;
    }
    return sum;
  }

  FunctionBinding bind(CallArguments arguments) {
    List<LogicalType> bound = new ArrayList<>();
    for (int i = 0; i < arguments.size(); i++) {
      bound.add(boundParameter(arguments.type(i), parameter(i)));
    }
    boolean nullable = resultNullable || !handlesNull && arguments.anyNullable();
    return new FunctionBinding(
        bound,
        result.withNullable(nullable),
        annotation.canFail(),
        handlesNull ? NullPolicy.CUSTOM : NullPolicy.STRICT,
        annotation.determinism(),
        context -> new MethodKernel(this, bound, context));
  }

  /** The argument's own type where it has the parameter's form, so that no cast is needed. */
  private static LogicalType boundParameter(LogicalType argument, LogicalType parameter) {
    boolean sameForm =
        argument.kind() == parameter.kind()
            || argument.kind().isCharacter() && parameter.kind().isCharacter()
            || argument.kind().isBinary() && parameter.kind().isBinary();
    return sameForm ? argument : parameter.withNullable(argument.nullable());
  }

  LogicalType result() {
    return result;
  }

  String signature(String name) {
    String list = parameters.stream().map(LogicalType::toString).collect(Collectors.joining(", "));
    return name + "(" + list + (isVariadic() ? ", ..." : "") + ")";
  }
}
