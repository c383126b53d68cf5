package io.weir.runtime.function.user;

import io.weir.function.UserFunction;
import io.weir.runtime.function.CallArguments;
import io.weir.runtime.function.Determinism;
import io.weir.runtime.function.EvaluationContext;
import io.weir.runtime.function.FunctionBinding;
import io.weir.runtime.function.FunctionDoc;
import io.weir.runtime.function.Kernel;
import io.weir.runtime.function.NullPolicy;
import io.weir.runtime.function.Resolution;
import io.weir.runtime.function.ScalarFunction;
import io.weir.runtime.function.Syntax;
import io.weir.runtime.type.LogicalType;
import java.util.List;

/** A scalar function that a user's class implements by methods {@code eval}. */
public final class UserScalarFunction implements ScalarFunction {
  private final String name;
  private final UserClass implementation;
  private final List<UserMethod> methods;
  private final Determinism determinism;

  /**
   * @throws UserFunctionException if the methods do not make a scalar function
   */
  UserScalarFunction(String name, UserClass implementation) {
    this.name = name;
    this.implementation = implementation;
    this.methods = implementation.required("eval", 0);
    for (UserMethod method : methods) {
      if (method.method().getReturnType() == void.class) {
        throw new UserFunctionException(
            method.describe() + " returns nothing",
            "a function that gives rows extends TableFunction");
      }
      method.returned();
    }
    determinism =
        implementation.isDeterministic() ? Determinism.DETERMINISTIC : Determinism.PER_ROW;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Syntax syntax() {
    return Syntax.FUNCTION;
  }

  @Override
  public FunctionDoc doc() {
    return new FunctionDoc("Implemented by " + implementation.type().getName() + ".", "", "");
  }

  @Override
  public int minArguments() {
    return methods.stream().mapToInt(UserMethod::minArguments).min().orElseThrow();
  }

  @Override
  public int maxArguments() {
    return methods.stream().mapToInt(UserMethod::maxArguments).max().orElseThrow();
  }

  @Override
  public List<String> signatures() {
    return methods.stream().map(method -> method.signature(name)).toList();
  }

  @Override
  public Determinism determinism() {
    return determinism;
  }

  @Override
  public Resolution resolve(CallArguments arguments) {
    UserMethod method = UserClass.nearest(methods, arguments);
    if (method == null) {
      return new Resolution.Mismatch(
          name + " does not take " + arguments + "; it takes " + String.join(" or ", signatures()),
          "CAST the arguments");
    }
    List<LogicalType> bound = method.bind(arguments);
    JavaForm returned = method.returned();
    boolean nullable = returned.type().nullable();
    for (int i = 0; i < bound.size(); i++) {
      nullable |= method.isPrimitive(i) && bound.get(i).nullable();
    }
    return Resolution.of(
        new FunctionBinding(
            bound,
            returned.type().withNullable(nullable),
            true,
            NullPolicy.CUSTOM,
            determinism,
            context -> kernel(method, bound, returned, context)));
  }

  private Kernel kernel(
      UserMethod method, List<LogicalType> bound, JavaForm returned, EvaluationContext context) {
    Object function = implementation.open(context.timeZone());
    return new UserKernel(name, method, function, bound, returned);
  }

  /** Ends the life of an object that {@link UserClass#open} has made. */
  static void close(Object function) {
    if (function instanceof UserFunction opened) {
      try {
        opened.close();
      } catch (Exception e) {
        throw new UserFunctionException(
            function.getClass().getSimpleName() + ".close has thrown " + e, null, e);
      }
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
