package io.weir.runtime.operator.aggregate;

import io.weir.runtime.type.LogicalType;
import io.weir.runtime.type.TypeKind;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * PERCENTILE(number, fractions, frequency).
 *
 * @param fractions between 0 and 1; empty until they are known
 * @param isArray whether the result is an array, one element a fraction
 */
record PercentileFunction(List<Double> fractions, boolean isArray) implements AggregateFunction {
  PercentileFunction {
    fractions = List.copyOf(fractions);
  }

  @Override
  public String name() {
    return "PERCENTILE";
  }

  @Override
  public String signature() {
    return "PERCENTILE([DISTINCT] numeric, fraction | ARRAY[fraction, ...] [, frequency])";
  }

  @Override
  public String description() {
    return "The value below which a fraction, from 0 to 1, of the values lies, interpolated between"
        + " neighbours; NULL if there are no values that are not NULL. With a frequency each row"
        + " counts so many times, not at all where it is not positive.";
  }

  @Override
  public String describeConstants() {
    return ", " + (isArray ? fractions.toString() : fractions.get(0).toString());
  }

  @Override
  public Set<Integer> constantArguments() {
    return Set.of(1);
  }

  @Override
  public AggregateFunction withConstants(List<Object> constants) {
    boolean isList = constants.get(0) instanceof List<?>;
    List<?> given = isList ? (List<?>) constants.get(0) : List.of(constants.get(0));
    List<Double> numbers = given.stream().map(number -> ((Number) number).doubleValue()).toList();
    for (double number : numbers) {
      if (!(number >= 0 && number <= 1)) {
        throw new IllegalArgumentException(
            "the fraction " + number + " of PERCENTILE is not between 0 and 1");
      }
    }
    return new PercentileFunction(numbers, isList);
  }

  @Override
  public boolean canMergeRetractions() {
    return false;
  }

  @Override
  public Optional<LogicalType> resultType(List<LogicalType> arguments) {
    int behind = fractions.isEmpty() ? 2 : 1;
    boolean fits =
        (arguments.size() == behind || arguments.size() == behind + 1)
            && arguments.get(0).kind().isNumeric()
            && (arguments.size() == behind || arguments.get(behind).kind().isInteger())
            && (behind == 1 || isFraction(arguments.get(1)));
    if (!fits) {
      return Optional.empty();
    }
    boolean isList = behind == 1 ? isArray : arguments.get(1).kind() == TypeKind.ARRAY;
    LogicalType number = LogicalType.float64();
    boolean isNullable = arguments.get(0).nullable() || arguments.size() > behind;
    return Optional.of((isList ? LogicalType.array(number) : number).withNullable(isNullable));
  }

  private static boolean isFraction(LogicalType type) {
    return type.kind().isNumeric()
        || type.kind() == TypeKind.ARRAY && type.fields().get(0).type().kind().isNumeric();
  }

  @Override
  public ResultWriter resolve(AccumulatorScope scope) {
    return new PercentileResult(scope.numbers(), fractions, isArray);
  }
}
