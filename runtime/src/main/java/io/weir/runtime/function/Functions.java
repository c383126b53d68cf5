package io.weir.runtime.function;

import io.weir.runtime.function.json.JsonFunctions;
import io.weir.runtime.function.json.JsonQuoting;
import java.util.ArrayList;
import java.util.List;

/** The list of all functions: what is not named here does not exist. */
final class Functions {
  private Functions() {}

  /** Operators and functions with kernels of their own. */
  static List<ScalarFunction> kernelFunctions() {
    List<ScalarFunction> functions = new ArrayList<>();
    functions.addAll(Comparisons.FUNCTIONS);
    functions.addAll(Logic.FUNCTIONS);
    functions.addAll(Conditionals.FUNCTIONS);
    functions.addAll(Arithmetic.FUNCTIONS);
    functions.addAll(Nested.FUNCTIONS);
    functions.addAll(Patterns.FUNCTIONS);
    functions.addAll(CurrentTime.functions());
    functions.addAll(RandomFunctions.functions());
    functions.addAll(StringLists.functions());
    functions.addAll(ArrayFunctions.functions());
    functions.addAll(ArraySets.functions());
    functions.add(ArraySort.function());
    functions.add(ArrayJoin.function());
    functions.addAll(MapFunctions.functions());
    functions.addAll(AnyValues.functions());
    functions.addAll(JsonFunctions.functions());
    functions.addAll(Rounding.functions());
    functions.addAll(TimeFields.functions());
    functions.addAll(TimeDistance.functions());
    functions.addAll(Instants.functions());
    return functions;
  }

  /** Classes of annotated methods. */
  static List<Class<?>> families() {
    return List.of(
        StringFunctions.class,
        SubstringFunctions.class,
        TrimFunctions.class,
        RegexFunctions.class,
        EncodingFunctions.class,
        HashFunctions.class,
        UrlFunctions.class,
        TextPredicates.class,
        MathFunctions.class,
        TimeTextFunctions.class,
        JsonQuoting.class);
  }
}
