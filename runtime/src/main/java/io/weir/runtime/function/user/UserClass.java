package io.weir.runtime.function.user;

import io.weir.function.AggregateFunction;
import io.weir.function.FunctionContext;
import io.weir.function.ScalarFunction;
import io.weir.function.TableFunction;
import io.weir.function.UserFunction;
import io.weir.runtime.function.CallArguments;
import io.weir.runtime.function.ImplicitCasts;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** A class of a user as a function: what kind it is, and its methods. */
final class UserClass {
  private final Class<?> type;
  private final Map<String, String> options;
  private final Kind kind;

  /** The kinds of functions. */
  enum Kind {
    SCALAR,
    TABLE,
    AGGREGATE
  }

  /**
   * @throws UserFunctionException if it is no function
   */
  UserClass(Class<?> type, Map<String, String> options) {
    this.type = type;
    this.options = Map.copyOf(options);
    this.kind = kind(type);
    if (!Modifier.isPublic(type.getModifiers()) || Modifier.isAbstract(type.getModifiers())) {
      throw new UserFunctionException(
          "class " + type.getName() + " is not public, or abstract", "make it public");
    }
    instantiate();
  }

  private static Kind kind(Class<?> type) {
    if (TableFunction.class.isAssignableFrom(type)) {
      return Kind.TABLE;
    }
    if (AggregateFunction.class.isAssignableFrom(type)) {
      return Kind.AGGREGATE;
    }
    boolean hasEval =
        Arrays.stream(type.getMethods())
            .anyMatch(m -> m.getName().equals("eval") && m.getReturnType() != void.class);
    if (ScalarFunction.class.isAssignableFrom(type) || hasEval) {
      return Kind.SCALAR;
    }
    throw new UserFunctionException(
        "class " + type.getName() + " is no function",
        "extend ScalarFunction, TableFunction or AggregateFunction of io.weir.function");
  }

  Kind kind() {
    return kind;
  }

  Class<?> type() {
    return type;
  }

  /** Whether equal arguments give equal results. */
  boolean isDeterministic() {
    return !(instantiate() instanceof UserFunction function) || function.isDeterministic();
  }

  /** A new object of the class, not opened. */
  Object instantiate() {
    try {
      Constructor<?> constructor = type.getConstructor();
      return constructor.newInstance();
    } catch (NoSuchMethodException e) {
      throw new UserFunctionException(
          "class " + type.getName() + " has no public constructor without parameters",
          "an inner class must be static",
          e);
    } catch (InvocationTargetException e) {
      throw new UserFunctionException(
          "the constructor of " + type.getName() + " has thrown " + e.getCause(), null, e);
    } catch (ReflectiveOperationException | LinkageError e) {
      throw new UserFunctionException(
          "class " + type.getName() + " cannot be instantiated: " + e, null, e);
    }
  }

  /** A new object of the class, opened. */
  Object open(ZoneId zone) {
    Object object = instantiate();
    if (object instanceof UserFunction function) {
      try {
        function.open(new Context(zone, options));
      } catch (Exception e) {
        throw new UserFunctionException(type.getSimpleName() + ".open has thrown " + e, null, e);
      }
    }
    return object;
  }

  private record Context(ZoneId timeZone, Map<String, String> options) implements FunctionContext {
    @Override
    public String option(String key, String otherwise) {
      return options.getOrDefault(key, otherwise);
    }
  }

  /**
   * The public methods of a name, in a stable order.
   *
   * @param hidden how many leading parameters are no SQL arguments
   */
  List<UserMethod> methods(String name, int hidden) {
    List<Method> found = new ArrayList<>();
    for (Method method : type.getMethods()) {
      boolean isOwn =
          method.getName().equals(name)
              && !method.isBridge()
              && !Modifier.isStatic(method.getModifiers())
              && method.getParameterCount() >= hidden;
      if (isOwn) {
        found.add(method);
      }
    }
    found.sort(Comparator.comparing(Method::toString));
    List<UserMethod> methods = new ArrayList<>();
    found.forEach(method -> methods.add(new UserMethod(method, hidden)));
    return methods;
  }

  /** The methods of a name, at least one. */
  List<UserMethod> required(String name, int hidden) {
    List<UserMethod> methods = methods(name, hidden);
    if (methods.isEmpty()) {
      throw new UserFunctionException(
          "class " + type.getName() + " has no public method " + name, null);
    }
    return methods;
  }

  /** The method that arguments fit best, or null if they fit none. */
  static UserMethod nearest(List<UserMethod> methods, CallArguments arguments) {
    UserMethod best = null;
    int least = Integer.MAX_VALUE;
    for (UserMethod method : methods) {
      int distance = method.distance(arguments);
      if (distance != ImplicitCasts.IMPOSSIBLE && distance < least) {
        best = method;
        least = distance;
      }
    }
    return best;
  }

  /** What the class gives for parameter number {@code index} of {@code ancestor}. */
  Type parameterOf(Class<?> ancestor, int index) {
    Type[] bound = ancestor.getTypeParameters();
    Type current = type.getGenericSuperclass();
    Class<?> raw = type;
    List<Class<?>> chain = new ArrayList<>();
    while (raw != ancestor) {
      chain.add(raw);
      raw = raw.getSuperclass();
    }
    Type[] arguments = bound;
    for (int i = chain.size() - 1; i >= 0; i--) {
      current = chain.get(i).getGenericSuperclass();
      if (!(current instanceof ParameterizedType generic)) {
        arguments = new Type[bound.length];
        Arrays.fill(arguments, Object.class);
        break;
      }
      if (i == chain.size() - 1) {
        arguments = generic.getActualTypeArguments();
      } else {
        arguments = substituted(arguments, chain.get(i + 1), generic);
      }
    }
    return arguments[index];
  }

  /** Replaces the parameters of {@code declaring} by what {@code use} gives for them. */
  private static Type[] substituted(Type[] types, Class<?> declaring, ParameterizedType use) {
    Type[] parameters = declaring.getTypeParameters();
    Type[] replaced = types.clone();
    for (int i = 0; i < types.length; i++) {
      for (int p = 0; p < parameters.length; p++) {
        if (types[i].equals(parameters[p])) {
          replaced[i] = use.getActualTypeArguments()[p];
        }
      }
    }
    return replaced;
  }
}
