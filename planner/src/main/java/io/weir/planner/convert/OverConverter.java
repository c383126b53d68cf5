package io.weir.planner.convert;

import io.weir.planner.convert.OverWindows.Window;
import io.weir.planner.convert.Stream.Slot;
import io.weir.planner.error.PlanningException;
import io.weir.planner.type.WeirTypeFactory;
import io.weir.planner.validate.RegistryAggregate;
import io.weir.runtime.operator.aggregate.AggregateCall;
import io.weir.runtime.operator.aggregate.AggregateFunction;
import io.weir.runtime.operator.over.OverCall;
import io.weir.runtime.operator.over.OverFrame;
import io.weir.runtime.operator.over.OverFunction;
import io.weir.runtime.operator.over.OverNode;
import io.weir.runtime.plan.ChangelogKind;
import io.weir.runtime.plan.TimeAttribute;
import io.weir.runtime.type.LogicalType;
import io.weir.runtime.type.Schema;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * Functions over the rows around a row, in a projection. Each different window becomes a step that
 * adds columns; the projection is computed over these.
 */
final class OverConverter {
  private static final String OVER_MADE_ORDINARY =
      "OVER in any other order than by time made it an ordinary column";

  private final Conversion conversion;
  private final RexBuilder builder;

  private OverConverter(Project project, Conversion conversion) {
    this.conversion = conversion;
    this.builder = project.getCluster().getRexBuilder();
  }

  /** The rows with the results of all calls of OVER, and the columns in terms of these. */
  record Prepared(Stream stream, List<RexNode> columns) {}

  /** Adds the results of all calls of OVER of a projection to its input. */
  static Prepared prepare(Project project, Conversion conversion) {
    return new OverConverter(project, conversion).prepare(project);
  }

  private Prepared prepare(Project project) {
    Stream stream = conversion.convert(project.getInput(), Wanted.RETRACT).assigned();
    List<RexNode> columns = new ArrayList<>();
    for (int i = 0; i < stream.size(); i++) {
      columns.add(builder.makeInputRef(project.getInput(), i));
    }
    Map<RexOver, RexInputRef> places = new LinkedHashMap<>();
    for (Window window : OverWindows.of(project.getProjects())) {
      stream = add(window, stream, columns, project);
      for (RexOver call : window.calls()) {
        RexInputRef place = new RexInputRef(columns.size(), call.getType());
        places.put(call, place);
        columns.add(place);
      }
    }
    RexShuttle toPlaces =
        new RexShuttle() {
          @Override
          public RexNode visitOver(RexOver over) {
            return places.get(over);
          }
        };
    return new Prepared(
        stream, project.getProjects().stream().map(c -> c.accept(toPlaces)).toList());
  }

  /** The stream with one more column for each call of a window. */
  private Stream add(Window window, Stream input, List<RexNode> columns, Project project) {
    List<String> names = input.slots().stream().map(Slot::name).toList();
    RexOver first = window.calls().get(0);
    List<RexNode> arguments = new ArrayList<>();
    List<Integer> firstArgument = new ArrayList<>();
    for (RexOver call : window.calls()) {
      firstArgument.add(arguments.size());
      arguments.addAll(columnArguments(call));
    }
    OverKeys keys = OverKeys.of(input, columns, names, first, arguments, conversion);
    OverFrame frame = OverFrames.of(window.framed(), keys);
    List<OverCall> calls = new ArrayList<>();
    for (int i = 0; i < window.calls().size(); i++) {
      RexOver over = window.calls().get(i);
      String name = name(over, columns.size() + i, project);
      calls.add(call(over, keys, firstArgument.get(i), frame, name));
    }
    OverNode.Mode mode = mode(keys, frame, calls);
    OverNode node =
        OverNode.of(
            keys.stream().node(),
            mode,
            keys.partition(),
            keys.order(),
            frame,
            calls,
            conversion.settings().stateTtlMillis());
    return placed(node, keys, columns.size(), calls.size(), mode);
  }

  /** The name that the query gives to a call, or one that tells what it is. */
  private static String name(RexOver over, int column, Project project) {
    int place = project.getProjects().indexOf(over);
    return place >= 0
        ? project.getRowType().getFieldNames().get(place)
        : over.getAggOperator().getName() + " " + column;
  }

  private static Stream placed(
      OverNode node, OverKeys keys, int kept, int calls, OverNode.Mode mode) {
    List<Slot> slots = new ArrayList<>();
    for (int i = 0; i < kept; i++) {
      Slot slot = keys.stream().slots().get(i);
      boolean isLost = mode == OverNode.Mode.CHANGES && keys.stream().time(i) != TimeAttribute.NONE;
      slots.add(
          isLost
              ? new Slot(
                  slot.name(),
                  slot.column(),
                  slot.window(),
                  Optional.of(LostTime.passedOn(keys.stream().time(i), OVER_MADE_ORDINARY)))
              : slot);
    }
    Schema schema = node.properties().schema();
    for (int i = 0; i < calls; i++) {
      int column = schema.size() - calls + i;
      slots.add(Slot.of(schema.name(column), column));
    }
    return new Stream(node, slots, Optional.empty());
  }

  private static OverNode.Mode mode(OverKeys keys, OverFrame frame, List<OverCall> calls) {
    boolean isInsertOnly =
        keys.stream().node().properties().changelog() == ChangelogKind.INSERT_ONLY;
    boolean looksAhead =
        frame.following() > 0 || calls.stream().anyMatch(c -> c.function().looksAhead());
    if (!isInsertOnly || looksAhead || keys.order().isEmpty() || keys.order().get(0).descending()) {
      return OverNode.Mode.CHANGES;
    }
    return switch (keys.stream().time(keys.order().get(0).column())) {
      case ROWTIME -> OverNode.Mode.ROWTIME;
      case PROCTIME -> OverNode.Mode.PROCTIME;
      case NONE -> OverNode.Mode.CHANGES;
    };
  }

  /** The arguments that are columns: all but constants that belong to the function. */
  private List<RexNode> columnArguments(RexOver over) {
    List<RexNode> operands = over.getOperands();
    List<RexNode> columns = new ArrayList<>();
    switch (over.getAggOperator().getKind()) {
      case LAG, LEAD -> {
        columns.add(typed(operands.get(0), over.getType()));
        if (operands.size() > 2) {
          columns.add(typed(operands.get(2), over.getType()));
        }
      }
      case NTH_VALUE -> columns.add(operands.get(0));
      case NTILE -> {}
      default -> {
        if (over.getAggOperator() instanceof RegistryAggregate aggregate) {
          for (int i = 0; i < operands.size(); i++) {
            if (!aggregate.function().constantArguments().contains(i)) {
              columns.add(operands.get(i));
            }
          }
        } else {
          columns.addAll(operands);
        }
      }
    }
    return columns;
  }

  private RexNode typed(RexNode node, RelDataType type) {
    boolean isSame =
        WeirTypeFactory.toLogicalType(node.getType())
            .equalsIgnoringNullability(WeirTypeFactory.toLogicalType(type));
    return isSame ? node : builder.makeCast(type, node);
  }

  private OverCall call(
      RexOver over, OverKeys keys, int firstArgument, OverFrame frame, String name) {
    LogicalType type = WeirTypeFactory.toLogicalType(over.getType());
    if (over.getAggOperator() instanceof RegistryAggregate aggregate) {
      return OverCall.of(aggregate(over, aggregate, keys, firstArgument, frame, name, type));
    }
    if (over.isDistinct()) {
      throw new PlanningException(
          over.getParserPosition(), over.getAggOperator().getName() + " takes no DISTINCT", null);
    }
    OverFunction function = OverFunction.valueOf(over.getAggOperator().getKind().name());
    List<RexNode> operands = over.getOperands();
    OptionalInt column = OptionalInt.empty();
    OptionalInt otherwise = OptionalInt.empty();
    long number = 0;
    switch (function) {
      case LAG, LEAD -> {
        column = OptionalInt.of(keys.arguments().get(firstArgument));
        number = operands.size() > 1 ? number(over, operands.get(1), 0) : 1;
        otherwise =
            operands.size() > 2
                ? OptionalInt.of(keys.arguments().get(firstArgument + 1))
                : OptionalInt.empty();
        type = otherwise.isPresent() ? type : type.withNullable(true);
      }
      case FIRST_VALUE, LAST_VALUE, NTH_VALUE -> {
        column = OptionalInt.of(keys.arguments().get(firstArgument));
        number = function == OverFunction.NTH_VALUE ? number(over, operands.get(1), 1) : 0;
        type = type.withNullable(true);
      }
      case NTILE -> number = number(over, operands.get(0), 1);
      default -> {}
    }
    return new OverCall(function, Optional.empty(), column, number, otherwise, name, type);
  }

  private static long number(RexOver over, RexNode node, long least) {
    if (RexUtil.isLiteral(node, false)
        && ((RexLiteral) node).getValue() instanceof BigDecimal value
        && ((RexLiteral) node).getType().getSqlTypeName().getFamily()
            == SqlTypeName.INTEGER.getFamily()
        && value.signum() >= 0
        && value.compareTo(BigDecimal.valueOf(Integer.MAX_VALUE)) <= 0
        && value.longValue() >= least) {
      return value.longValue();
    }
    throw new PlanningException(
        over.getParserPosition(),
        over.getAggOperator().getName() + " takes a constant whole number of at least " + least,
        "write the number itself");
  }

  private AggregateCall aggregate(
      RexOver over,
      RegistryAggregate aggregate,
      OverKeys keys,
      int firstArgument,
      OverFrame frame,
      String name,
      LogicalType type) {
    AggregateFunction function = aggregate.function();
    List<Integer> arguments = new ArrayList<>();
    List<Object> constants = new ArrayList<>();
    int next = firstArgument;
    for (int i = 0; i < over.getOperands().size(); i++) {
      if (!function.constantArguments().contains(i)) {
        arguments.add(keys.arguments().get(next++));
        continue;
      }
      Object constant = AggregateArguments.value(over.getOperands().get(i), conversion);
      if (constant == null) {
        throw new PlanningException(
            over.getParserPosition(),
            "an argument of " + function.name() + " must be a constant",
            "write " + function.signature());
      }
      constants.add(constant);
    }
    boolean canBeEmpty = frame.preceding() < 0 || frame.following() < 0;
    boolean isCount = function.name().equals("COUNT");
    return new AggregateCall(
        constants.isEmpty() ? function : withConstants(over, function, constants),
        arguments,
        OptionalInt.empty(),
        over.isDistinct(),
        name,
        type.withNullable(type.nullable() || canBeEmpty && !isCount));
  }

  private static AggregateFunction withConstants(
      RexOver over, AggregateFunction function, List<Object> constants) {
    try {
      return function.withConstants(constants);
    } catch (IllegalArgumentException mismatch) {
      throw new PlanningException(
          over.getParserPosition(), mismatch.getMessage(), "write " + function.signature());
    }
  }
}
