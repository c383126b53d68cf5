package io.weir.runtime.function;

import io.weir.runtime.stream.Selection;
import io.weir.runtime.type.LogicalType;
import io.weir.runtime.type.TypeKind;
import java.util.ArrayList;
import java.util.List;

/** RAND and RAND_INTEGER, with and without a seed. */
final class RandomFunctions {
  private RandomFunctions() {}

  /** All functions of this class. */
  static List<ScalarFunction> functions() {
    return List.of(
        KernelFunction.named("RAND")
            .determinism(Determinism.PER_ROW)
            .doc(
                "A random DOUBLE, at least 0 and below 1, for each row. Calls with the same literal"
                    + " `seed` draw the same sequence.",
                "RAND(42)",
                "0.7275636800328681")
            .arguments(0, 1, "RAND()", "RAND(INT seed)")
            .resolve(arguments -> resolve("RAND", LogicalType.float64(), arguments, Doubles::new)),
        KernelFunction.named("RAND_INTEGER")
            .determinism(Determinism.PER_ROW)
            .doc(
                "A random INT, at least 0 and below `bound`, for each row. Calls with the same"
                    + " literal `seed` and the same `bound` draw the same sequence.",
                "RAND_INTEGER(42, 100)",
                "30")
            .arguments(1, 2, "RAND_INTEGER(INT bound)", "RAND_INTEGER(INT seed, INT bound)")
            .resolve(
                arguments ->
                    resolve("RAND_INTEGER", LogicalType.int32(), arguments, Integers::new)));
  }

  private static Resolution resolve(
      String name, LogicalType type, CallArguments arguments, Kernel.Factory kernels) {
    List<LogicalType> parameters = new ArrayList<>();
    for (LogicalType argument : arguments.types()) {
      if (ImplicitCasts.distance(argument, LogicalType.int32()) == ImplicitCasts.IMPOSSIBLE
          && argument.kind() != TypeKind.NULL) {
        return new Resolution.Mismatch(
            name + " does not take " + arguments + ": seed and bound are INT",
            "CAST the arguments");
      }
      parameters.add(LogicalType.int32().withNullable(argument.nullable()));
    }
    FunctionBinding binding = FunctionBinding.strict(parameters, type, kernels);
    return Resolution.of(name.equals("RAND_INTEGER") ? binding.failing() : binding);
  }

  /** Where the draws of one call come from. */
  private static final class Source {
    private final EvaluationContext context;
    private SeededDraws seeded;

    Source(EvaluationContext context) {
      this.context = context;
    }

    /** A literal seed begins one sequence for all rows; any other begins one for each row. */
    SeededDraws of(Operand seed, int row) {
      int value = seed.column().getInt(seed.slot(row));
      if (seeded == null) {
        seeded = new SeededDraws(value);
      } else if (!seed.isConstant()) {
        seeded.reset(value);
      }
      return seeded;
    }

    double nextDouble() {
      return context.random().nextDouble();
    }

    int nextInt(int bound) {
      return context.random().nextInt(bound);
    }
  }

  private static final class Doubles implements Kernel {
    private final Source source;

    Doubles(EvaluationContext context) {
      source = new Source(context);
    }

    @Override
    public void evaluate(Selection rows, Operand[] inputs, Result result) {
      for (int i = 0; i < rows.count(); i++) {
        int row = rows.row(i);
        double drawn =
            inputs.length == 0 ? source.nextDouble() : source.of(inputs[0], row).nextDouble();
        result.column().putDouble(row, drawn);
      }
    }
  }

  private static final class Integers implements Kernel {
    private final Source source;

    Integers(EvaluationContext context) {
      source = new Source(context);
    }

    @Override
    public void evaluate(Selection rows, Operand[] inputs, Result result) {
      Operand bounds = inputs[inputs.length - 1];
      for (int i = 0; i < rows.count(); i++) {
        int row = rows.row(i);
        int bound = bounds.column().getInt(bounds.slot(row));
        if (bound <= 0) {
          throw new EvaluationException("RAND_INTEGER takes a bound above 0, not " + bound);
        }
        int drawn =
            inputs.length == 1 ? source.nextInt(bound) : source.of(inputs[0], row).nextInt(bound);
        result.column().putInt(row, drawn);
      }
    }
  }
}
