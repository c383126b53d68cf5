package io.weir.planner.convert;

import io.weir.planner.convert.Calcs.Output;
import io.weir.planner.convert.Stream.Slot;
import io.weir.planner.expression.ExpressionConverter;
import io.weir.planner.type.WeirTypeFactory;
import io.weir.runtime.expression.Expression;
import io.weir.runtime.plan.ChangelogKind;
import io.weir.runtime.plan.PlanNode;
import io.weir.runtime.plan.StreamProperties;
import io.weir.runtime.plan.TimeAttribute;
import io.weir.runtime.plan.UnionNode;
import io.weir.runtime.type.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.rel.core.Union;

/** UNION ALL. */
final class UnionConverter implements RelConverter<Union> {
  @Override
  public Class<Union> kind() {
    return Union.class;
  }

  @Override
  public Stream convert(Union union, Wanted wanted, Conversion conversion) {
    List<Stream> inputs =
        union.getInputs().stream()
            .map(input -> conversion.convert(input, Wanted.RETRACT).assigned())
            .toList();
    return of(inputs, WeirTypeFactory.toSchema(union.getRowType()), conversion);
  }

  /** The rows of some streams, all with the columns of {@code schema}. */
  static Stream of(List<Stream> inputs, Schema schema, Conversion conversion) {
    List<PlanNode> nodes = new ArrayList<>();
    for (Stream input : inputs) {
      nodes.add(cast(input, schema, conversion).node());
    }
    List<TimeAttribute> times = new ArrayList<>();
    List<Slot> slots = new ArrayList<>();
    for (int i = 0; i < schema.size(); i++) {
      times.add(common(nodes, i));
      slots.add(new Slot(schema.name(i), i, Optional.empty(), lostTime(nodes, i)));
    }
    boolean isInsertOnly =
        nodes.stream().allMatch(node -> node.properties().changelog() == ChangelogKind.INSERT_ONLY);
    StreamProperties properties =
        new StreamProperties(
            schema,
            isInsertOnly ? ChangelogKind.INSERT_ONLY : ChangelogKind.RETRACT,
            List.of(),
            times,
            Set.of());
    return new Stream(new UnionNode(nodes, properties), slots, Optional.empty());
  }

  private static Optional<LostTime> lostTime(List<PlanNode> nodes, int column) {
    boolean isLost =
        common(nodes, column) == TimeAttribute.NONE
            && nodes.stream().anyMatch(node -> time(node, column) != TimeAttribute.NONE);
    return isLost
        ? Optional.of(LostTime.computed("it is a time attribute in some inputs of UNION ALL only"))
        : Optional.empty();
  }

  private static TimeAttribute time(PlanNode node, int column) {
    return node.properties().timeAttributes().get(column);
  }

  private static TimeAttribute common(List<PlanNode> nodes, int column) {
    TimeAttribute first = time(nodes.get(0), column);
    boolean isSame =
        nodes.stream()
            .allMatch(
                node ->
                    time(node, column) == first
                        && node.properties().schema().type(column).kind()
                            == nodes.get(0).properties().schema().type(column).kind());
    return isSame ? first : TimeAttribute.NONE;
  }

  /** The stream with the union's names and types. */
  private static Stream cast(Stream stream, Schema schema, Conversion conversion) {
    List<Expression> inputs = Inputs.of(stream);
    List<Output> outputs = new ArrayList<>();
    for (int i = 0; i < schema.size(); i++) {
      Expression column = ExpressionConverter.coerce(inputs.get(i), schema.type(i));
      outputs.add(new Output(Slot.of(schema.name(i), i), Optional.of(column)));
    }
    return Calcs.project(stream, outputs, conversion);
  }
}
