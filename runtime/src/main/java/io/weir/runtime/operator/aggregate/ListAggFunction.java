package io.weir.runtime.operator.aggregate;

import io.weir.runtime.type.LogicalType;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * LISTAGG(string, separator).
 *
 * @param separator what stands between two values
 */
record ListAggFunction(String separator) implements AggregateFunction {
  private static final String DEFAULT_SEPARATOR = ",";

  ListAggFunction() {
    this(DEFAULT_SEPARATOR);
  }

  @Override
  public String name() {
    return "LISTAGG";
  }

  @Override
  public String signature() {
    return "LISTAGG([DISTINCT] string [, 'separator'])";
  }

  @Override
  public String description() {
    return "The strings that are not NULL one after the other, in the order in which they arrive,"
        + " with a separator between them (a comma unless another is given); NULL if there are"
        + " none.";
  }

  @Override
  public String describeConstants() {
    return separator.equals(DEFAULT_SEPARATOR) ? "" : ", '" + separator + "'";
  }

  @Override
  public Set<Integer> constantArguments() {
    return Set.of(1);
  }

  @Override
  public AggregateFunction withConstants(List<Object> constants) {
    return new ListAggFunction((String) constants.get(0));
  }

  @Override
  public boolean canMergeRetractions() {
    return false;
  }

  @Override
  public Optional<LogicalType> resultType(List<LogicalType> arguments) {
    boolean fits =
        (arguments.size() == 1 || arguments.size() == 2)
            && arguments.stream().allMatch(type -> type.kind().isCharacter());
    return fits
        ? Optional.of(LogicalType.string().withNullable(arguments.get(0).nullable()))
        : Optional.empty();
  }

  @Override
  public ResultWriter resolve(AccumulatorScope scope) {
    return new JoinResult(scope.list(0), "", separator, "", true, false);
  }
}
