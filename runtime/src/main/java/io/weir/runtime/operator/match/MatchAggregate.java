package io.weir.runtime.operator.match;

import io.weir.runtime.expression.Expression;
import io.weir.runtime.operator.aggregate.AggregateCall;
import io.weir.runtime.type.Field;
import io.weir.runtime.type.Schema;
import java.util.ArrayList;
import java.util.List;

/**
 * An aggregate of rows of a match.
 *
 * @param variable the number of the variable whose rows they are, or {@link Navigation#ALL}
 * @param arguments over the columns of a row
 * @param call what is called, over the arguments
 */
public record MatchAggregate(int variable, List<Expression> arguments, AggregateCall call) {
  public MatchAggregate {
    arguments = List.copyOf(arguments);
  }

  /** The arguments as columns. */
  Schema argumentSchema() {
    List<Field> fields = new ArrayList<>();
    for (Expression argument : arguments) {
      fields.add(new Field(argument.toString(), argument.type()));
    }
    return new Schema(fields);
  }

  /** As in a query, with the variable in front. */
  String describe(List<PatternVariable> pattern) {
    String name = call.describe(argumentSchema());
    return variable == Navigation.ALL ? name : pattern.get(variable).name() + ": " + name;
  }
}
