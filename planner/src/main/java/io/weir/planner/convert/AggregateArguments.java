package io.weir.planner.convert;

import io.weir.planner.error.PlanningException;
import io.weir.planner.type.WeirTypeFactory;
import io.weir.planner.validate.RegistryAggregate;
import io.weir.runtime.expression.Literal;
import io.weir.runtime.operator.aggregate.AggregateFunction;
import io.weir.runtime.type.LogicalType;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;

/** The calls of an aggregate, with arguments that are constants made part of their functions. */
final class AggregateArguments {
  private final Aggregate aggregate;
  private final Conversion conversion;

  AggregateArguments(Aggregate aggregate, Conversion conversion) {
    this.aggregate = aggregate;
    this.conversion = conversion;
  }

  /**
   * A call over the columns of the aggregate's input.
   *
   * @param arguments without constants
   * @param position where it is written
   */
  record BoundCall(
      AggregateFunction function,
      List<Integer> arguments,
      OptionalInt filter,
      boolean isDistinct,
      LogicalType type,
      SqlParserPos position) {}

  /** The calls that aggregate something. */
  List<BoundCall> calls() {
    List<BoundCall> calls = new ArrayList<>();
    for (AggregateCall call : aggregate.getAggCallList()) {
      if (!GroupingSets.isAboutSets(call)) {
        calls.add(bound(call));
      }
    }
    return calls;
  }

  /** The translator counts rows itself where there is nothing to aggregate but the groups. */
  private static RegistryAggregate registered(AggregateCall call) {
    if (call.getAggregation() instanceof RegistryAggregate aggregation) {
      return aggregation;
    }
    if (call.getAggregation() == SqlStdOperatorTable.COUNT) {
      return RegistryAggregate.count();
    }
    throw new PlanningException(
        call.getParserPosition(),
        "the aggregate function " + call.getAggregation().getName() + " is not supported",
        null);
  }

  private BoundCall bound(AggregateCall call) {
    AggregateFunction function = registered(call).function();
    List<Integer> arguments = new ArrayList<>();
    List<Object> constants = new ArrayList<>();
    for (int i = 0; i < call.getArgList().size(); i++) {
      int argument = call.getArgList().get(i);
      if (function.constantArguments().contains(i)) {
        constants.add(constant(call, function, argument));
      } else {
        arguments.add(argument);
      }
    }
    return new BoundCall(
        constants.isEmpty() ? function : withConstants(call, function, constants),
        arguments,
        call.hasFilter() ? OptionalInt.of(call.filterArg) : OptionalInt.empty(),
        call.isDistinct(),
        WeirTypeFactory.toLogicalType(call.getType()),
        call.getParserPosition());
  }

  private static AggregateFunction withConstants(
      AggregateCall call, AggregateFunction function, List<Object> constants) {
    try {
      return function.withConstants(constants);
    } catch (IllegalArgumentException mismatch) {
      throw new PlanningException(
          call.getParserPosition(), mismatch.getMessage(), "write " + function.signature());
    }
  }

  private Object constant(AggregateCall call, AggregateFunction function, int argument) {
    if (aggregate.getInput() instanceof Project project) {
      Object value = value(project.getProjects().get(argument), conversion);
      if (value != null) {
        return value;
      }
    }
    SqlParserPos position = call.getParserPosition();
    throw new PlanningException(
        position,
        "an argument of " + function.name() + " must be a constant",
        "write " + function.signature());
  }

  /** The value of a literal, or of an array of literals; null for everything else. */
  static Object value(RexNode node, Conversion conversion) {
    if (node instanceof RexLiteral) {
      return ((Literal) conversion.expressions().convert(node, List.of())).value();
    }
    if (node instanceof RexCall array && array.getOperator().getName().equals("ARRAY")) {
      List<Object> elements = new ArrayList<>();
      for (RexNode operand : array.getOperands()) {
        Object element = value(operand, conversion);
        if (element == null) {
          return null;
        }
        elements.add(element);
      }
      return elements;
    }
    return null;
  }
}
