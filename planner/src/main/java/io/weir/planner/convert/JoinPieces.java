package io.weir.planner.convert;

import io.weir.planner.convert.JoinCondition.Key;
import io.weir.planner.convert.Stream.Slot;
import io.weir.planner.expression.ExpressionConverter;
import io.weir.runtime.expression.ColumnReference;
import io.weir.runtime.expression.Expression;
import io.weir.runtime.operator.timejoin.JoinKeys;
import io.weir.runtime.plan.PlanNode;
import io.weir.runtime.plan.TimeAttribute;
import io.weir.runtime.type.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;

/**
 * What the joins that know time are made from: both inputs with a column for every key, and the
 * columns of the pairs.
 *
 * @param left the left input; the stream's columns come first
 * @param right the right input
 * @param keys the columns that must be equal
 */
record JoinPieces(Stream left, Stream right, JoinKeys keys) {
  /** The pieces; keys that are no columns are computed below the join. */
  static JoinPieces of(Stream left, Stream right, List<Key> keys, Conversion conversion) {
    List<Expression> leftKeys = keys.stream().map(Key::left).toList();
    List<Expression> rightKeys = keys.stream().map(Key::right).toList();
    List<Integer> leftColumns = new ArrayList<>();
    List<Integer> rightColumns = new ArrayList<>();
    Stream leftKeyed = withKeys(left.assigned(), leftKeys, leftColumns, conversion);
    Stream rightKeyed = withKeys(right.assigned(), rightKeys, rightColumns, conversion);
    List<Boolean> nullSafe = keys.stream().map(Key::isNullSafe).toList();
    return new JoinPieces(leftKeyed, rightKeyed, new JoinKeys(leftColumns, rightColumns, nullSafe));
  }

  private static Stream withKeys(
      Stream stream, List<Expression> keys, List<Integer> positions, Conversion conversion) {
    Schema schema = stream.node().properties().schema();
    List<Expression> columns = new ArrayList<>(ExpressionConverter.columns(schema));
    List<String> names = new ArrayList<>(schema.names());
    for (Expression key : keys) {
      Optional<Integer> column = JoinCondition.column(key);
      positions.add(column.orElse(columns.size()));
      if (column.isEmpty()) {
        columns.add(key);
        names.add("key " + positions.size());
      }
    }
    PlanNode node = Calcs.calc(stream.node(), Optional.empty(), columns, names, conversion);
    return new Stream(node, stream.slots(), Optional.empty());
  }

  private int leftSize() {
    return left.node().properties().schema().size();
  }

  /**
   * Conjuncts over the columns of both inputs as one condition over the pairs.
   *
   * @param pairs the columns of the pairs
   */
  Optional<Expression> condition(List<RexNode> conjuncts, Schema pairs, Conversion conversion) {
    if (conjuncts.isEmpty()) {
      return Optional.empty();
    }
    List<Expression> inputs = new ArrayList<>();
    for (Slot slot : slots(true)) {
      inputs.add(ColumnReference.of(pairs, slot.column()));
    }
    RexNode all = RexUtil.composeConjunction(conversion.rexBuilder(), conjuncts);
    return Optional.of(conversion.expressions().convert(all, inputs));
  }

  /** The join's stream; columns that are no time attributes any more say why. */
  Stream joined(PlanNode join, boolean isLeftOnly, String lostTime) {
    List<Slot> slots = new ArrayList<>();
    for (Slot slot : slots(!isLeftOnly)) {
      boolean isInput = slot.column() < leftSize();
      Stream from = isInput ? left : right;
      int column = isInput ? slot.column() : slot.column() - leftSize();
      TimeAttribute was = from.node().properties().timeAttributes().get(column);
      boolean isTime = join.properties().timeAttributes().get(slot.column()) != TimeAttribute.NONE;
      Optional<LostTime> lost =
          was != TimeAttribute.NONE && !isTime
              ? Optional.of(LostTime.passedOn(was, lostTime))
              : slot.lostTime();
      slots.add(new Slot(slot.name(), slot.column(), Optional.empty(), lost));
    }
    return new Stream(join, slots, Optional.empty());
  }

  private List<Slot> slots(boolean withRight) {
    List<Slot> slots = new ArrayList<>(left.slots());
    if (withRight) {
      right.slots().forEach(slot -> slots.add(slot.at(leftSize() + slot.column())));
    }
    return slots;
  }
}
