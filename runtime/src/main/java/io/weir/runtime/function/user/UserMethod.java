package io.weir.runtime.function.user;

import io.weir.function.DataTypeHint;
import io.weir.function.FunctionHint;
import io.weir.runtime.function.CallArguments;
import io.weir.runtime.function.ImplicitCasts;
import io.weir.runtime.type.LogicalType;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Array;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** One method of a user's class in SQL types. */
final class UserMethod {
  private final Method method;
  private final List<JavaForm> parameters = new ArrayList<>();
  private final boolean isVariadic;
  private final Class<?> restComponent;
  private final int hidden;

  /**
   * @param hidden how many leading parameters are no SQL arguments
   * @throws UserFunctionException if a parameter has no SQL type
   */
  UserMethod(Method method, int hidden) {
    this.method = method;
    this.hidden = hidden;
    this.isVariadic = method.isVarArgs();
    Parameter[] declared = method.getParameters();
    DataTypeHint[] hints = inputHints(declared.length - hidden);
    for (int i = hidden; i < declared.length; i++) {
      boolean isRest = isVariadic && i == declared.length - 1;
      Type type =
          isRest ? declared[i].getType().getComponentType() : declared[i].getParameterizedType();
      DataTypeHint hint =
          hints.length > 0 ? hints[i - hidden] : declared[i].getAnnotation(DataTypeHint.class);
      parameters.add(
          JavaForms.of(type, hint, "parameter " + (i - hidden + 1) + " of " + describe()));
    }
    restComponent = isVariadic ? declared[declared.length - 1].getType().getComponentType() : null;
  }

  private DataTypeHint[] inputHints(int count) {
    FunctionHint hint = method.getAnnotation(FunctionHint.class);
    DataTypeHint[] input = hint == null ? new DataTypeHint[0] : hint.input();
    if (input.length > 0 && input.length != count) {
      throw new UserFunctionException(
          "@FunctionHint(input) of "
              + describe()
              + " names "
              + input.length
              + " types for "
              + count
              + " parameters",
          null);
    }
    return input;
  }

  /** The hint about what the method gives: its own, or its class's. */
  static DataTypeHint outputHint(Method method) {
    DataTypeHint own = method.getAnnotation(DataTypeHint.class);
    if (own != null) {
      return own;
    }
    FunctionHint hint = method.getAnnotation(FunctionHint.class);
    if (hint != null && hint.output().length > 0) {
      return hint.output()[0];
    }
    return classOutputHint(method.getDeclaringClass());
  }

  /** The hint of a class about what it gives, or null. */
  static DataTypeHint classOutputHint(Class<?> type) {
    FunctionHint hint = type.getAnnotation(FunctionHint.class);
    return hint != null && hint.output().length > 0 ? hint.output()[0] : null;
  }

  Method method() {
    return method;
  }

  /** The method as a message names it. */
  String describe() {
    return method.getDeclaringClass().getSimpleName() + "." + method.getName();
  }

  /** The form of the value that the method returns. */
  JavaForm returned() {
    return JavaForms.of(
        method.getGenericReturnType(), outputHint(method), "the value of " + describe());
  }

  int minArguments() {
    return isVariadic ? parameters.size() - 1 : parameters.size();
  }

  int maxArguments() {
    return isVariadic ? Integer.MAX_VALUE : parameters.size();
  }

  /** The form of argument number {@code index}, from 0. */
  JavaForm parameter(int index) {
    return parameters.get(Math.min(index, parameters.size() - 1));
  }

  /** How far arguments are from the parameters, or {@link ImplicitCasts#IMPOSSIBLE}. */
  int distance(CallArguments arguments) {
    if (arguments.size() < minArguments() || arguments.size() > maxArguments()) {
      return ImplicitCasts.IMPOSSIBLE;
    }
    int sum = isVariadic ? 1 : 0;
    for (int i = 0; i < arguments.size(); i++) {
      int distance = ImplicitCasts.distance(arguments.type(i), parameter(i).type());
      if (distance == ImplicitCasts.IMPOSSIBLE) {
        return ImplicitCasts.IMPOSSIBLE;
      }
      sum += distance;
    }
    return sum;
  }

  /** The types that arguments are cast to. */
  List<LogicalType> bind(CallArguments arguments) {
    List<LogicalType> types = new ArrayList<>();
    for (int i = 0; i < arguments.size(); i++) {
      types.add(parameter(i).type().withNullable(arguments.type(i).nullable()));
    }
    return types;
  }

  /** The way of calling it, for users. */
  String signature(String name) {
    String list =
        parameters.stream()
            .map(form -> form.type().withNullable(true).toString())
            .collect(Collectors.joining(", "));
    return name + "(" + list + (isVariadic ? ", ..." : "") + ")";
  }

  /**
   * A handle that takes all arguments of the method in one array.
   *
   * @param function the object whose method is called
   */
  MethodHandle handle(Object function) {
    try {
      method.setAccessible(true);
      return MethodHandles.lookup()
          .unreflect(method)
          .asFixedArity()
          .bindTo(function)
          .asSpreader(Object[].class, method.getParameterCount())
          .asType(MethodType.methodType(Object.class, Object[].class));
    } catch (IllegalAccessException e) {
      throw new UserFunctionException(describe() + " cannot be called: " + e, null, e);
    }
  }

  /**
   * Puts SQL arguments where the method takes them: behind its hidden parameters, those of a
   * variable number in an array of their own.
   */
  void place(Object[] sql, Object[] all) {
    int fixed = isVariadic ? parameters.size() - 1 : parameters.size();
    for (int i = 0; i < fixed; i++) {
      all[hidden + i] = parameter(i).toJava(sql[i]);
    }
    if (isVariadic) {
      Object rest = Array.newInstance(restComponent, sql.length - fixed);
      for (int i = fixed; i < sql.length; i++) {
        Array.set(rest, i - fixed, parameter(i).toJava(sql[i]));
      }
      all[hidden + fixed] = rest;
    }
  }

  /** Whether argument number {@code index} must not be NULL. */
  boolean isPrimitive(int index) {
    return !parameter(index).type().nullable();
  }
}
