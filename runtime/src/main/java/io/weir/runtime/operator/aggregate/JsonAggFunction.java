package io.weir.runtime.operator.aggregate;

import io.weir.runtime.type.LogicalType;
import java.util.List;
import java.util.Optional;

/**
 * JSON_ARRAYAGG and JSON_OBJECTAGG over strings that are pieces of JSON: elements, or a quoted key,
 * a colon and a value. What makes the pieces knows about NULLs: a piece that is empty is left out.
 */
record JsonAggFunction(boolean isObject) implements AggregateFunction {
  @Override
  public String name() {
    return isObject ? "JSON_OBJECTAGG" : "JSON_ARRAYAGG";
  }

  @Override
  public String signature() {
    return isObject
        ? "JSON_OBJECTAGG([KEY] string VALUE any [{NULL | ABSENT} ON NULL])"
        : "JSON_ARRAYAGG(any [{NULL | ABSENT} ON NULL])";
  }

  @Override
  public String description() {
    return isObject
        ? "A JSON object of keys and values. NULLs are written (NULL ON NULL, the default) or left"
            + " out (ABSENT ON NULL). A key that is NULL or comes twice is an error."
        : "A JSON array of the values, in the order in which they arrive. NULLs are left out (ABSENT"
            + " ON NULL, the default) or written (NULL ON NULL).";
  }

  @Override
  public boolean skipsNull(int argument) {
    return !isObject;
  }

  @Override
  public boolean canMergeRetractions() {
    return false;
  }

  @Override
  public boolean hasResultOfNothing() {
    return true;
  }

  @Override
  public Optional<LogicalType> resultType(List<LogicalType> arguments) {
    return arguments.size() == 1 && arguments.get(0).kind().isCharacter()
        ? Optional.of(LogicalType.string().withNullable(false))
        : Optional.empty();
  }

  @Override
  public ResultWriter resolve(AccumulatorScope scope) {
    return isObject
        ? new JoinResult(scope.list(0), "{", ",", "}", false, true)
        : new JoinResult(scope.list(0), "[", ",", "]", false, false);
  }
}
