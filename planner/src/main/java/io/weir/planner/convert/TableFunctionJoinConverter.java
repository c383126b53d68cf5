package io.weir.planner.convert;

import io.weir.planner.convert.Stream.Slot;
import io.weir.planner.error.PlanningException;
import io.weir.planner.expression.ExpressionConverter;
import io.weir.planner.relation.TableFunctionJoin;
import io.weir.planner.validate.RegistryTableFunction;
import io.weir.runtime.expression.ColumnReference;
import io.weir.runtime.expression.Expression;
import io.weir.runtime.function.CallArguments;
import io.weir.runtime.function.table.TableFunctionBinding;
import io.weir.runtime.operator.correlate.CorrelateNode;
import io.weir.runtime.operator.correlate.TableCall;
import io.weir.runtime.plan.ChangelogKind;
import io.weir.runtime.plan.PlanNode;
import io.weir.runtime.type.LogicalType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.parser.SqlParserPos;

/** Table functions in FROM. */
final class TableFunctionJoinConverter implements RelConverter<TableFunctionJoin> {
  @Override
  public Class<TableFunctionJoin> kind() {
    return TableFunctionJoin.class;
  }

  @Override
  public Stream convert(TableFunctionJoin join, Wanted wanted, Conversion conversion) {
    Stream input = conversion.convert(join.getInput(), Wanted.RETRACT).assigned();
    TableCall call = call(join, input, conversion);
    SqlParserPos position = join.call().getParserPosition();
    if (input.node().properties().changelog() != ChangelogKind.INSERT_ONLY
        && !call.isDeterministic()) {
      throw new PlanningException(
          position,
          call.name()
              + " is called for rows that change, and does not give the same rows again when one"
              + " leaves",
          "call it over a table whose rows are only inserted");
    }
    List<Integer> kept = new ArrayList<>();
    List<Slot> slots = new ArrayList<>();
    for (int column : join.kept()) {
      Slot slot = input.slots().get(column);
      slots.add(slot.at(kept.size()));
      kept.add(slot.column());
    }
    List<String> names = new ArrayList<>();
    for (RelDataTypeField field : join.functionFields()) {
      slots.add(Slot.of(field.getName(), kept.size() + names.size()));
      names.add(field.getName());
    }
    PlanNode node =
        CorrelateNode.of(
            input.node(),
            call,
            kept,
            names,
            condition(join, input, call, kept, names, conversion),
            join.isOuter(),
            conversion.timeZone());
    return new Stream(node, slots, Optional.empty());
  }

  private static TableCall call(TableFunctionJoin join, Stream input, Conversion conversion) {
    List<Expression> inputs = Inputs.of(input);
    List<Expression> arguments = new ArrayList<>();
    for (RexNode operand : join.call().getOperands()) {
      arguments.add(conversion.expressions().convert(operand, inputs));
    }
    RegistryTableFunction function = (RegistryTableFunction) join.call().getOperator();
    List<LogicalType> types = arguments.stream().map(Expression::type).toList();
    TableFunctionBinding binding =
        function.bind(
            new CallArguments(types, conversion.expressions().literals(arguments)),
            join.call().getParserPosition());
    for (int i = 0; i < arguments.size(); i++) {
      LogicalType parameter = binding.parameters().get(i);
      arguments.set(
          i,
          ExpressionConverter.coerce(
              arguments.get(i), parameter.withNullable(types.get(i).nullable())));
    }
    return new TableCall(
        function.function().name(),
        binding,
        arguments,
        conversion.expressions().position(join.call().getParserPosition()));
  }

  private static Optional<Expression> condition(
      TableFunctionJoin join,
      Stream input,
      TableCall call,
      List<Integer> kept,
      List<String> names,
      Conversion conversion) {
    if (join.condition().isEmpty()) {
      return Optional.empty();
    }
    var properties =
        CorrelateNode.properties(input.node().properties(), call, kept, names, join.isOuter());
    List<Expression> columns = new ArrayList<>();
    for (int i = 0; i < properties.schema().size(); i++) {
      columns.add(ColumnReference.of(properties.schema(), i));
    }
    return Optional.of(conversion.expressions().convert(join.condition().get(), columns));
  }
}
