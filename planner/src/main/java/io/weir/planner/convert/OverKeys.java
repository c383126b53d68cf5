package io.weir.planner.convert;

import io.weir.planner.convert.Calcs.Output;
import io.weir.planner.convert.Stream.Slot;
import io.weir.planner.error.PlanningException;
import io.weir.runtime.expression.Expression;
import io.weir.runtime.operator.sort.SortKey;
import io.weir.runtime.plan.PlanNode;
import io.weir.runtime.type.LogicalType;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rex.RexFieldCollation;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * The rows that a call of OVER sees: a stream with the columns that are wanted and those by which
 * the call partitions and orders.
 *
 * @param stream the rows; its node has exactly its columns
 * @param partition the positions of the partition columns, without repetitions
 * @param order the sort keys
 * @param arguments the positions of further columns
 */
record OverKeys(
    Stream stream, List<Integer> partition, List<SortKey> order, List<Integer> arguments) {
  /**
   * Computes the columns.
   *
   * @param columns the columns that are wanted, in terms of {@code input}
   * @param names their names
   * @param over partitions and orders
   * @param further other columns that are needed
   */
  static OverKeys of(
      Stream input,
      List<RexNode> columns,
      List<String> names,
      RexOver over,
      List<RexNode> further,
      Conversion conversion) {
    Columns made = new Columns(input.assigned(), conversion);
    for (int i = 0; i < columns.size(); i++) {
      made.add(columns.get(i), names.get(i));
    }
    LinkedHashSet<Integer> partition = new LinkedHashSet<>();
    for (RexNode key : over.getWindow().partitionKeys) {
      partition.add(made.find(key));
    }
    List<SortKey> order = new ArrayList<>();
    for (RexFieldCollation key : over.getWindow().orderKeys) {
      order.add(
          new SortKey(
              made.find(key.left),
              key.getDirection().isDescending(),
              key.getNullDirection() == RelFieldCollation.NullDirection.FIRST));
    }
    List<Integer> arguments = further.stream().map(made::find).toList();
    Stream stream = Calcs.project(made.input, made.outputs, conversion);
    checkOrder(order, stream.node(), over.getParserPosition());
    return new OverKeys(stream, List.copyOf(partition), List.copyOf(order), arguments);
  }

  /** Values that have no order cannot be sorted by; ties may be broken by them. */
  static void checkOrder(List<SortKey> order, PlanNode node, SqlParserPos position) {
    for (SortKey key : order) {
      LogicalType type = node.properties().schema().type(key.column());
      if (type.containsMap()) {
        throw new PlanningException(
            position,
            "rows cannot be put in order by values of type " + type + ", which have no order",
            "order by what is found under one of their keys");
      }
    }
  }

  /** The columns of a projection as they are added. */
  private static final class Columns {
    private final Stream input;
    private final Conversion conversion;
    private final List<Expression> inputs;
    private final List<RexNode> nodes = new ArrayList<>();
    private final List<Output> outputs = new ArrayList<>();

    Columns(Stream input, Conversion conversion) {
      this.input = input;
      this.conversion = conversion;
      this.inputs = Inputs.of(input);
    }

    int add(RexNode column, String name) {
      if (column instanceof RexInputRef reference) {
        Slot slot = input.slots().get(reference.getIndex()).named(name);
        outputs.add(new Output(slot, Optional.of(inputs.get(reference.getIndex()))));
      } else {
        Slot slot =
            new Slot(
                name, 0, Optional.empty(), ProjectConverter.lostTime(column, input, conversion));
        outputs.add(
            new Output(slot, Optional.of(conversion.expressions().convert(column, inputs))));
      }
      nodes.add(column);
      return nodes.size() - 1;
    }

    /** The position of an expression, which is added if it is not there. */
    int find(RexNode expression) {
      int present = nodes.indexOf(expression);
      if (present >= 0) {
        return present;
      }
      String name =
          expression instanceof RexInputRef reference
              ? input.slots().get(reference.getIndex()).name()
              : "computed " + nodes.size();
      return add(expression, name);
    }
  }
}
