package io.weir.runtime.function.user;

import io.weir.function.AggregateFunction;
import io.weir.function.DataTypeHint;
import io.weir.function.FunctionHint;
import io.weir.runtime.function.CallArguments;
import io.weir.runtime.type.LogicalType;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** An aggregate function that a user's class implements. */
public final class UserAggregate {
  private final String name;
  private final UserClass implementation;
  private final ZoneId zone;
  private final List<UserMethod> accumulate;
  private final List<UserMethod> retract;
  private final boolean hasMerge;
  private final JavaForm accumulator;
  private final JavaForm value;

  /**
   * @throws UserFunctionException if the methods do not make an aggregate function
   */
  UserAggregate(String name, UserClass implementation, ZoneId zone) {
    this.name = name;
    this.implementation = implementation;
    this.zone = zone;
    accumulate = implementation.required("accumulate", 1);
    retract = implementation.methods("retract", 1);
    hasMerge = !merges(implementation).isEmpty();
    FunctionHint hint = implementation.type().getAnnotation(FunctionHint.class);
    DataTypeHint ofAccumulator =
        hint == null || hint.accumulator().length == 0 ? null : hint.accumulator()[0];
    Type state = implementation.parameterOf(AggregateFunction.class, 1);
    Type result = implementation.parameterOf(AggregateFunction.class, 0);
    accumulator =
        JavaForms.ofAccumulator(state, ofAccumulator, "the accumulator of " + simpleName());
    value = JavaForms.of(result, valueHint(), "the value of " + simpleName());
  }

  private DataTypeHint valueHint() {
    for (Method method : implementation.type().getMethods()) {
      if (method.getName().equals("getValue") && !method.isBridge()) {
        return UserMethod.outputHint(method);
      }
    }
    return UserMethod.classOutputHint(implementation.type());
  }

  private String simpleName() {
    return implementation.type().getSimpleName();
  }

  private static List<Method> merges(UserClass implementation) {
    return Arrays.stream(implementation.type().getMethods())
        .filter(
            method ->
                method.getName().equals("merge")
                    && method.getParameterCount() == 2
                    && method.getParameterTypes()[1] == Iterable.class)
        .toList();
  }

  /** Under which it is called. */
  public String name() {
    return name;
  }

  /** The class that implements it. */
  public String className() {
    return implementation.type().getName();
  }

  /** The ways of calling it, for users. */
  public List<String> signatures() {
    return accumulate.stream().map(method -> method.signature(name)).toList();
  }

  /** Whether accumulators can be merged. */
  public boolean canMerge() {
    return hasMerge;
  }

  /** The type of the value for arguments of these types, or empty if it does not take them. */
  public Optional<LogicalType> resultType(List<LogicalType> arguments) {
    return method(arguments).map(found -> value.type().withNullable(true));
  }

  private Optional<UserMethod> method(List<LogicalType> arguments) {
    UserMethod method = UserClass.nearest(accumulate, CallArguments.of(arguments));
    for (int i = 0; method != null && i < arguments.size(); i++) {
      if (!Widening.isPossible(arguments.get(i), method.parameter(i).type())) {
        return Optional.empty();
      }
    }
    return Optional.ofNullable(method);
  }

  /** Whether rows can be taken back that arguments of these types took in. */
  public boolean canRetract(List<LogicalType> arguments) {
    return method(arguments).flatMap(this::retractionOf).isPresent();
  }

  /** The method that takes back what {@code accumulating} takes in: of the same parameters. */
  private Optional<UserMethod> retractionOf(UserMethod accumulating) {
    Class<?>[] parameters = accumulating.method().getParameterTypes();
    return retract.stream()
        .filter(method -> Arrays.equals(method.method().getParameterTypes(), parameters))
        .findFirst();
  }

  /** A running function for arguments of these types, which it takes. */
  public UserAggregation open(List<LogicalType> arguments) {
    UserMethod method = method(arguments).orElseThrow();
    AggregateFunction<?, ?> function = (AggregateFunction<?, ?>) implementation.open(zone);
    return new UserAggregation(
        name,
        function,
        arguments,
        method,
        retractionOf(method).orElse(null),
        merges(implementation),
        accumulator,
        value);
  }

  @Override
  public String toString() {
    return name;
  }
}
