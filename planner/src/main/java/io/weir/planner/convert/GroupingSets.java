package io.weir.planner.convert;

import io.weir.planner.convert.Calcs.Output;
import io.weir.planner.convert.Stream.Slot;
import io.weir.planner.type.WeirTypeFactory;
import io.weir.runtime.expression.Case;
import io.weir.runtime.expression.Expression;
import io.weir.runtime.expression.Expressions;
import io.weir.runtime.expression.Literal;
import io.weir.runtime.expression.SourcePosition;
import io.weir.runtime.function.FunctionRegistry;
import io.weir.runtime.operator.expand.ExpandNode;
import io.weir.runtime.plan.PlanNode;
import io.weir.runtime.type.LogicalType;
import io.weir.runtime.type.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * GROUPING SETS, ROLLUP and CUBE: each row is expanded to one for each set, and the number of the
 * set is a grouping column more.
 *
 * <pre>
 * Aggregate(sets = {(a), (a, b), ()})   →   Union
 *   input                                     Project(a, b, aggregates)
 *                                               Aggregate(a, b, set)
 *                                                 Expand((a), (a, b))
 *                                                   input
 *                                             Project(NULL, NULL, aggregates)
 *                                               Aggregate()
 *                                                 input
 * </pre>
 *
 * The empty set is an aggregate of its own outside of windows, because it has a row even where
 * there are no rows.
 */
final class GroupingSets {
  private final Aggregate aggregate;
  private final AggregateArguments arguments;
  private final Conversion conversion;
  private final List<Integer> groups;
  private final List<ImmutableBitSet> sets;

  GroupingSets(Aggregate aggregate, AggregateArguments arguments, Conversion conversion) {
    this.aggregate = aggregate;
    this.arguments = arguments;
    this.conversion = conversion;
    this.groups = aggregate.getGroupSet().asList();
    this.sets = aggregate.getGroupSets();
  }

  /** Whether a call tells about the set of a row and aggregates nothing. */
  static boolean isAboutSets(AggregateCall call) {
    SqlKind kind = call.getAggregation().getKind();
    return kind == SqlKind.GROUPING || kind == SqlKind.GROUP_ID;
  }

  /** The aggregate over expanded rows of {@code input}. */
  Stream convert(Stream input) {
    Optional<WindowFrame> frame = AggregateConverter.windowOfAll(input, sets);
    List<ImmutableBitSet> expanded =
        sets.stream().filter(set -> frame.isPresent() || !set.isEmpty()).toList();
    List<Stream> parts = new ArrayList<>();
    Stream shared = frame.isPresent() ? input : input.assigned();
    if (!expanded.isEmpty()) {
      parts.add(aggregateExpanded(shared, frame, expanded));
    }
    if (expanded.size() < sets.size()) {
      parts.add(aggregateAll(shared));
    }
    return parts.size() == 1 ? parts.get(0) : UnionConverter.of(parts, schemaOf(), conversion);
  }

  private Schema schemaOf() {
    return WeirTypeFactory.toSchema(aggregate.getRowType());
  }

  private Stream aggregateExpanded(
      Stream input, Optional<WindowFrame> frame, List<ImmutableBitSet> expanded) {
    List<Integer> keys = new ArrayList<>();
    for (int group : groups) {
      if (!isWindow(input, group, frame)) {
        keys.add(group);
      }
    }
    List<List<Integer>> keysOfSets = new ArrayList<>();
    for (ImmutableBitSet set : expanded) {
      keysOfSets.add(
          IntStream.range(0, keys.size()).filter(i -> set.get(keys.get(i))).boxed().toList());
    }
    List<Integer> columns = keys.stream().map(key -> input.slots().get(key).column()).toList();
    PlanNode node = ExpandNode.of(input.node(), columns, keysOfSets);
    int base = input.node().properties().schema().size();
    List<Slot> slots = new ArrayList<>(input.slots());
    List<Integer> groupSlots = new ArrayList<>();
    for (int group : groups) {
      int key = keys.indexOf(group);
      if (key < 0) {
        groupSlots.add(group);
      } else {
        groupSlots.add(slots.size());
        slots.add(Slot.of(input.slots().get(group).name(), base + key));
      }
    }
    groupSlots.add(slots.size());
    slots.add(Slot.of(ExpandNode.SET_COLUMN, base + keys.size()));
    Stream rows = new Stream(node, slots, input.pending());
    Stream aggregated =
        AggregateConverter.plain(
            rows, groupSlots, arguments.calls(), names(), Wanted.RETRACT, ttlMillis(), conversion);
    return finish(aggregated, expanded, false);
  }

  private static boolean isWindow(Stream input, int group, Optional<WindowFrame> frame) {
    return frame.isPresent()
        && input
            .slots()
            .get(group)
            .window()
            .filter(property -> property.frame() == frame.get())
            .isPresent();
  }

  private long ttlMillis() {
    return StateTtl.millis(aggregate.getInput(), conversion.settings());
  }

  private Stream aggregateAll(Stream input) {
    Stream aggregated =
        AggregateConverter.plain(
            input,
            List.of(),
            arguments.calls(),
            names().subList(groups.size() + 1, names().size()),
            Wanted.RETRACT,
            ttlMillis(),
            conversion);
    return finish(aggregated, List.of(ImmutableBitSet.of()), true);
  }

  /** The names of the groups, of the set, and of the aggregates. */
  private List<String> names() {
    List<String> all = aggregate.getRowType().getFieldNames();
    List<String> names = new ArrayList<>(all.subList(0, groups.size()));
    names.add(ExpandNode.SET_COLUMN);
    for (int i = 0; i < aggregate.getAggCallList().size(); i++) {
      if (!isAboutSets(aggregate.getAggCallList().get(i))) {
        names.add(all.get(groups.size() + i));
      }
    }
    return names;
  }

  /** The columns of the relational aggregate, of which some are told from the set. */
  private Stream finish(Stream aggregated, List<ImmutableBitSet> sets, boolean isAll) {
    List<Expression> inputs = Inputs.of(aggregated);
    List<String> names = aggregate.getRowType().getFieldNames();
    List<Output> outputs = new ArrayList<>();
    for (int i = 0; i < groups.size(); i++) {
      LogicalType type = schemaOf().type(i);
      outputs.add(
          isAll
              ? new Output(
                  Slot.of(names.get(i), 0), Optional.of(Literal.nullOf(type.withNullable(true))))
              : new Output(aggregated.slots().get(i).named(names.get(i)), known(inputs, i)));
    }
    int next = isAll ? 0 : groups.size() + 1;
    for (AggregateCall call : aggregate.getAggCallList()) {
      String name = names.get(outputs.size());
      if (isAboutSets(call)) {
        Expression about = isAll ? bits(call, sets.get(0)) : about(call, sets, inputs);
        outputs.add(new Output(Slot.of(name, 0), Optional.of(about)));
      } else {
        Slot slot = aggregated.slots().get(next).named(name);
        outputs.add(new Output(slot, known(inputs, next++)));
      }
    }
    return Calcs.project(aggregated, outputs, conversion);
  }

  private static Optional<Expression> known(List<Expression> inputs, int index) {
    return Optional.of(inputs.get(index));
  }

  private Expression about(
      AggregateCall call, List<ImmutableBitSet> sets, List<Expression> inputs) {
    Expression number = inputs.get(groups.size());
    Expression last = bits(call, sets.get(sets.size() - 1));
    List<Case.Branch> branches = new ArrayList<>();
    for (int set = 0; set + 1 < sets.size(); set++) {
      Expression is =
          Expressions.call(
              FunctionRegistry.standard().get("="),
              List.of(number, bigint(set)),
              SourcePosition.NONE);
      branches.add(new Case.Branch(is, bits(call, sets.get(set))));
    }
    return branches.isEmpty() ? last : new Case(branches, last, last.type());
  }

  /** One bit an argument, the first one highest: set where the grouping set lacks it. */
  private static Expression bits(AggregateCall call, ImmutableBitSet set) {
    long bits = 0;
    for (int argument : call.getArgList()) {
      bits = bits << 1 | (set.get(argument) ? 0 : 1);
    }
    return bigint(bits);
  }

  private static Expression bigint(long value) {
    return new Literal(LogicalType.bigint().withNullable(false), value);
  }
}
