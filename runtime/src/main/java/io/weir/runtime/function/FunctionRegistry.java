package io.weir.runtime.function;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * All scalar functions by name. Operators and kernel functions are registered at once, which costs
 * next to nothing; annotated family classes are reflected over only when a name is asked for that
 * is not among those.
 */
public final class FunctionRegistry {
  private final Map<String, ScalarFunction> kernelFunctions;
  private final Supplier<List<Class<?>>> families;
  private Map<String, ScalarFunction> all;

  private FunctionRegistry(
      List<? extends ScalarFunction> kernelFunctions, Supplier<List<Class<?>>> families) {
    Map<String, ScalarFunction> byName = new HashMap<>();
    for (ScalarFunction function : kernelFunctions) {
      if (byName.put(function.name(), function) != null) {
        throw new AssertionError("two functions " + function.name());
      }
    }
    this.kernelFunctions = byName;
    this.families = families;
  }

  /** The functions of the dialect. */
  public static FunctionRegistry standard() {
    return Standard.REGISTRY;
  }

  private static final class Standard {
    private static final FunctionRegistry REGISTRY =
        new FunctionRegistry(Functions.kernelFunctions(), Functions::families);
  }

  /** A registry of the functions of the given family classes only. */
  static FunctionRegistry ofFamilies(List<Class<?>> families) {
    return new FunctionRegistry(List.of(), () -> families);
  }

  /** The function or operator of this name, in any case of letters. */
  public Optional<ScalarFunction> lookup(String name) {
    String key = name.toUpperCase(Locale.ROOT);
    ScalarFunction kernelFunction = kernelFunctions.get(key);
    return Optional.ofNullable(kernelFunction != null ? kernelFunction : all().get(key));
  }

  /** The function or operator of this name, which must exist. */
  public ScalarFunction get(String name) {
    return lookup(name).orElseThrow(() -> new AssertionError("no function " + name));
  }

  /** All functions and operators, sorted by name; one with synonyms comes once for each name. */
  public Collection<ScalarFunction> functions() {
    return Collections.unmodifiableCollection(all().values());
  }

  private synchronized Map<String, ScalarFunction> all() {
    if (all == null) {
      Map<String, ScalarFunction> byName = new TreeMap<>(kernelFunctions);
      for (Class<?> family : families.get()) {
        reflect(family).forEach((name, function) -> add(byName, family, name, function));
      }
      all = byName;
    }
    return all;
  }

  private static void add(
      Map<String, ScalarFunction> byName, Class<?> family, String name, ScalarFunction function) {
    if (byName.put(name, function) != null) {
      throw new AssertionError("a second function " + name + " in " + family);
    }
  }

  private static Map<String, MethodFunction> reflect(Class<?> family) {
    List<Method> methods = new ArrayList<>(List.of(family.getDeclaredMethods()));
    methods.removeIf(method -> !method.isAnnotationPresent(SqlFunction.class));
    methods.sort(Comparator.comparing(Method::toString));
    Map<String, MethodFunction> functions = new TreeMap<>();
    for (Method method : methods) {
      MethodOverload overload = new MethodOverload(method);
      for (String name : overload.annotation().name()) {
        functions.computeIfAbsent(name, MethodFunction::new).add(overload);
      }
    }
    return functions;
  }
}
