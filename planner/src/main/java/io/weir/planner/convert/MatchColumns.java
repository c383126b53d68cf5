package io.weir.planner.convert;

import io.weir.planner.error.PlanningException;
import io.weir.planner.validate.MatchFunction;
import io.weir.planner.validate.RegistryAggregate;
import io.weir.runtime.expression.ColumnReference;
import io.weir.runtime.expression.Expression;
import io.weir.runtime.operator.aggregate.AggregateCall;
import io.weir.runtime.operator.aggregate.AggregateFunction;
import io.weir.runtime.operator.match.MatchAggregate;
import io.weir.runtime.operator.match.MatchView;
import io.weir.runtime.operator.match.Navigation;
import io.weir.runtime.operator.match.PatternVariable;
import io.weir.runtime.type.Field;
import io.weir.runtime.type.LogicalType;
import io.weir.runtime.type.Schema;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexPatternFieldRef;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexVisitorImpl;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * Takes expressions over the rows of a match apart: into values of single rows and aggregates,
 * which are columns of a view, and expressions over these.
 */
final class MatchColumns {
  private static final String ALL = "*";

  private final List<PatternVariable> pattern;
  private final Stream input;
  private final Conversion conversion;
  private final List<Navigation> navigations = new ArrayList<>();
  private final List<MatchAggregate> aggregates = new ArrayList<>();
  private final List<String> aggregateTexts = new ArrayList<>();
  private final List<Place> places = new ArrayList<>();

  /** What an input reference of a rewritten expression stands for. */
  private record Place(Kind kind, int index) {
    private enum Kind {
      NAVIGATION,
      AGGREGATE,
      TIME
    }
  }

  /**
   * @param input the rows; its node has exactly its columns
   */
  MatchColumns(List<PatternVariable> pattern, Stream input, Conversion conversion) {
    this.pattern = pattern;
    this.input = input;
    this.conversion = conversion;
  }

  /** The expression over references that {@link #columns} knows. */
  RexNode rewrite(RexNode expression) {
    return expression.accept(new Rewriter());
  }

  /** The view that all rewritten expressions need. */
  MatchView view() {
    return new MatchView(navigations, aggregates);
  }

  /**
   * What the references stand for.
   *
   * @param before how many columns are before those of the view
   * @param time the position of the time of the match
   */
  List<ColumnReference> columns(Schema schema, int before, int time) {
    List<ColumnReference> columns = new ArrayList<>();
    for (Place place : places) {
      int column =
          switch (place.kind()) {
            case NAVIGATION -> before + place.index();
            case AGGREGATE -> before + navigations.size() + place.index();
            case TIME -> time;
          };
      columns.add(ColumnReference.of(schema, column));
    }
    return columns;
  }

  private RexNode reference(Place place, RexNode node) {
    int index = places.indexOf(place);
    if (index < 0) {
      index = places.size();
      places.add(place);
    }
    return new RexInputRef(
        index,
        conversion.rexBuilder().getTypeFactory().createTypeWithNullability(node.getType(), true));
  }

  private int variable(String name) {
    for (int i = 0; i < pattern.size(); i++) {
      if (pattern.get(i).name().equals(name)) {
        return i;
      }
    }
    return Navigation.ALL;
  }

  private final class Rewriter extends RexShuttle {
    private boolean isFirst;
    private int offset;

    @Override
    public RexNode visitPatternFieldRef(RexPatternFieldRef ref) {
      LogicalType type = input.type(ref.getIndex()).withNullable(true);
      Navigation navigation =
          new Navigation(variable(ref.getAlpha()), isFirst, offset, ref.getIndex(), type);
      int index = navigations.indexOf(navigation);
      if (index < 0) {
        index = navigations.size();
        navigations.add(navigation);
      }
      return reference(new Place(Place.Kind.NAVIGATION, index), ref);
    }

    @Override
    public RexNode visitCall(RexCall call) {
      if (call.getOperator() == MatchFunction.FIRST || call.getOperator() == MatchFunction.LAST) {
        return navigate(call);
      }
      if (call.getOperator() == MatchFunction.ROWTIME) {
        return reference(new Place(Place.Kind.TIME, 0), call);
      }
      if (call.getOperator() instanceof RegistryAggregate aggregate) {
        return aggregate(call, aggregate.function());
      }
      return super.visitCall(call);
    }

    private RexNode navigate(RexCall call) {
      String name = call.getOperator().getName();
      if (variables(call.getOperands().get(0)).isEmpty()) {
        throw new PlanningException(
            call.getParserPosition(),
            name + " takes a value of a row, and there is no column in it",
            "write " + name + "(A.x) or " + name + "(x)");
      }
      oneVariable(call);
      isFirst = call.getOperator() == MatchFunction.FIRST;
      offset = offset(call);
      RexNode value = call.getOperands().get(0).accept(this);
      isFirst = false;
      offset = 0;
      return value;
    }
  }

  private static int offset(RexCall call) {
    RexNode offset = call.getOperands().get(1);
    if (offset instanceof RexLiteral literal
        && literal.getValue() instanceof BigDecimal number
        && number.signum() >= 0
        && number.stripTrailingZeros().scale() <= 0
        && number.compareTo(BigDecimal.valueOf(Integer.MAX_VALUE)) <= 0) {
      return number.intValueExact();
    }
    throw new PlanningException(
        call.getParserPosition(),
        call.getOperator().getName() + " counts rows by a constant whole number from 0 on",
        null);
  }

  /** The number of the one variable whose rows a call looks at. */
  private int oneVariable(RexCall call) {
    Set<String> names = new TreeSet<>();
    for (RexNode operand : call.getOperands()) {
      variables(operand).forEach(name -> names.add(variable(name) == Navigation.ALL ? ALL : name));
    }
    if (names.size() > 1) {
      String others = names.contains(ALL) ? "all and of " : "";
      names.remove(ALL);
      throw new PlanningException(
          call.getParserPosition(),
          call.getOperator().getName()
              + " looks at rows of one variable, not of "
              + others
              + String.join(" and ", names),
          "write all columns in it with the same variable, or all without one");
    }
    return names.isEmpty() ? Navigation.ALL : variable(names.iterator().next());
  }

  private static Set<String> variables(RexNode expression) {
    Set<String> names = new TreeSet<>();
    expression.accept(
        new RexVisitorImpl<Void>(true) {
          @Override
          public Void visitPatternFieldRef(RexPatternFieldRef ref) {
            names.add(ref.getAlpha());
            return null;
          }
        });
    return names;
  }

  private RexNode aggregate(RexCall call, AggregateFunction function) {
    int variable = oneVariable(call);
    String text = call.toString();
    int index = aggregateTexts.indexOf(text);
    if (index < 0) {
      index = aggregates.size();
      aggregates.add(
          new MatchAggregate(variable, arguments(call, function), bound(call, function)));
      aggregateTexts.add(text);
    }
    return reference(new Place(Place.Kind.AGGREGATE, index), call);
  }

  private List<Expression> arguments(RexCall call, AggregateFunction function) {
    List<Expression> arguments = new ArrayList<>();
    for (int i = 0; i < call.getOperands().size(); i++) {
      if (!function.constantArguments().contains(i)) {
        RexNode ofRow = call.getOperands().get(i).accept(new OfRow());
        arguments.add(conversion.expressions().convert(ofRow, Inputs.of(input)));
      }
    }
    return arguments;
  }

  /** A column of a match as that of a single row. */
  private static final class OfRow extends RexShuttle {
    @Override
    public RexNode visitPatternFieldRef(RexPatternFieldRef ref) {
      return new RexInputRef(ref.getIndex(), ref.getType());
    }
  }

  private AggregateCall bound(RexCall call, AggregateFunction function) {
    List<Expression> arguments = arguments(call, function);
    List<Field> fields = new ArrayList<>();
    List<Integer> columns = new ArrayList<>();
    for (Expression argument : arguments) {
      columns.add(fields.size());
      fields.add(new Field(argument.toString(), argument.type()));
    }
    AggregateFunction withConstants = withConstants(call, function);
    AggregateCall typed =
        AggregateCall.of(
            withConstants,
            columns,
            OptionalInt.empty(),
            false,
            call.toString(),
            new Schema(fields));
    boolean isCount = function.name().equals("COUNT");
    return new AggregateCall(
        withConstants,
        columns,
        OptionalInt.empty(),
        false,
        function.name(),
        typed.type().withNullable(typed.type().nullable() || !isCount));
  }

  private AggregateFunction withConstants(RexCall call, AggregateFunction function) {
    List<Object> constants = new ArrayList<>();
    for (int i = 0; i < call.getOperands().size(); i++) {
      if (function.constantArguments().contains(i)) {
        Object constant = AggregateArguments.value(call.getOperands().get(i), conversion);
        if (constant == null) {
          throw new PlanningException(
              call.getParserPosition(),
              "an argument of " + function.name() + " must be a constant",
              "write " + function.signature());
        }
        constants.add(constant);
      }
    }
    SqlParserPos position = call.getParserPosition();
    try {
      return constants.isEmpty() ? function : function.withConstants(constants);
    } catch (IllegalArgumentException mismatch) {
      throw new PlanningException(position, mismatch.getMessage(), "write " + function.signature());
    }
  }
}
