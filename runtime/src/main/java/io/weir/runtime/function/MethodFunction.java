package io.weir.runtime.function;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A function defined by static methods with {@link SqlFunction}, its overloads. */
final class MethodFunction implements ScalarFunction {
  private final String name;
  private final List<MethodOverload> overloads = new ArrayList<>();

  MethodFunction(String name) {
    this.name = name;
  }

  void add(MethodOverload overload) {
    overloads.add(overload);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Syntax syntax() {
    return overloads.get(0).annotation().syntax();
  }

  @Override
  public FunctionDoc doc() {
    for (MethodOverload overload : overloads) {
      SqlFunction annotation = overload.annotation();
      if (!annotation.doc().isEmpty()) {
        return new FunctionDoc(annotation.doc(), annotation.example(), annotation.result());
      }
    }
    throw new AssertionError("no overload of " + name + " has a doc");
  }

  @Override
  public int minArguments() {
    return overloads.stream().mapToInt(MethodOverload::minArguments).min().orElseThrow();
  }

  @Override
  public int maxArguments() {
    return overloads.stream().mapToInt(MethodOverload::maxArguments).max().orElseThrow();
  }

  @Override
  public List<String> signatures() {
    return overloads.stream().map(overload -> overload.signature(name)).toList();
  }

  @Override
  public Determinism determinism() {
    return overloads.stream()
        .map(overload -> overload.annotation().determinism())
        .max(Comparator.naturalOrder())
        .orElseThrow();
  }

  @Override
  public Resolution resolve(CallArguments arguments) {
    MethodOverload best = null;
    int least = Integer.MAX_VALUE;
    for (MethodOverload overload : overloads) {
      int distance = overload.distance(arguments);
      if (distance != ImplicitCasts.IMPOSSIBLE && distance < least) {
        best = overload;
        least = distance;
      }
    }
    if (best != null) {
      String fault = best.faultOfConstants(arguments);
      return fault == null
          ? Resolution.of(best.bind(arguments))
          : Resolution.mismatch(name + ": " + fault);
    }
    return new Resolution.Mismatch(
        name + " does not take " + arguments + "; it takes " + String.join(" or ", signatures()),
        "CAST the arguments");
  }

  @Override
  public String toString() {
    return name;
  }
}
