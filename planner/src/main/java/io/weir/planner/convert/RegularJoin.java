package io.weir.planner.convert;

import io.weir.planner.convert.Calcs.Output;
import io.weir.planner.convert.JoinCondition.Key;
import io.weir.planner.convert.Stream.Slot;
import io.weir.runtime.expression.ColumnReference;
import io.weir.runtime.expression.Expression;
import io.weir.runtime.expression.Expressions;
import io.weir.runtime.expression.SourcePosition;
import io.weir.runtime.function.FunctionRegistry;
import io.weir.runtime.operator.join.JoinKey;
import io.weir.runtime.operator.join.JoinKind;
import io.weir.runtime.operator.join.JoinNode;
import io.weir.runtime.plan.PlanNode;
import io.weir.runtime.plan.TimeAttribute;
import io.weir.runtime.type.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.validate.SqlValidatorUtil;

/** Makes a join that keeps both of its inputs. */
final class RegularJoin {
  private final Join join;
  private final Conversion conversion;
  private final Side left;
  private final Side right;
  private final List<JoinKey> keys = new ArrayList<>();
  private final List<RexNode> rest;

  private RegularJoin(JoinInputs inputs, Conversion conversion) {
    this.join = inputs.join();
    this.conversion = conversion;
    Stream leftStream = inputs.left().assigned();
    Stream rightStream = inputs.right().assigned();
    boolean wasPending =
        inputs.left().pending().isPresent() || inputs.right().pending().isPresent();
    JoinCondition condition =
        wasPending
            ? JoinCondition.of(join, leftStream, rightStream, conversion)
            : inputs.condition();
    this.rest = condition.rest();
    this.left = new Side(leftStream);
    this.right = new Side(rightStream);
    for (Key key : condition.keys()) {
      keys.add(new JoinKey(left.place(key.left()), right.place(key.right()), key.isNullSafe()));
    }
  }

  static Stream convert(JoinInputs inputs, Conversion conversion) {
    return new RegularJoin(inputs, conversion).convert();
  }

  private Stream convert() {
    PlanNode leftNode = left.node(conversion);
    PlanNode rightNode = right.node(conversion);
    JoinKind kind = kind(join.getJoinType());
    List<String> names = names(leftNode, rightNode);
    PlanNode node =
        JoinNode.of(
                leftNode,
                rightNode,
                kind,
                keys,
                condition(leftNode, rightNode, names),
                names,
                join.getRowType().getFieldNames().get(join.getRowType().getFieldCount() - 1),
                conversion.timeZone())
            .withTtl(
                StateTtl.millis(join.getLeft(), conversion.settings()),
                StateTtl.millis(join.getRight(), conversion.settings()));
    List<Slot> slots = new ArrayList<>();
    left.slots(0, slots);
    if (kind.hasPairs()) {
      right.slots(leftNode.properties().schema().size(), slots);
    } else if (kind == JoinKind.MARK) {
      slots.add(Slot.of("", leftNode.properties().schema().size()));
    }
    List<String> outputNames = join.getRowType().getFieldNames();
    for (int i = 0; i < slots.size(); i++) {
      slots.set(i, slots.get(i).named(outputNames.get(i)));
    }
    return new Stream(node, slots, Optional.empty());
  }

  private static JoinKind kind(JoinRelType type) {
    return switch (type) {
      case INNER -> JoinKind.INNER;
      case LEFT -> JoinKind.LEFT;
      case RIGHT -> JoinKind.RIGHT;
      case FULL -> JoinKind.FULL;
      case SEMI -> JoinKind.SEMI;
      case ANTI -> JoinKind.ANTI;
      case LEFT_MARK -> JoinKind.MARK;
      case ASOF, LEFT_ASOF -> throw new AssertionError("no statement makes a join " + type);
    };
  }

  /** Names of all columns of both nodes that differ. */
  private static List<String> names(PlanNode leftNode, PlanNode rightNode) {
    List<String> names = new ArrayList<>(leftNode.properties().schema().names());
    names.addAll(rightNode.properties().schema().names());
    return SqlValidatorUtil.uniquify(names, true);
  }

  private Optional<Expression> condition(
      PlanNode leftNode, PlanNode rightNode, List<String> names) {
    List<Expression> inputs = new ArrayList<>();
    references(leftNode, left.stream.size(), 0, names, inputs);
    references(
        rightNode, right.stream.size(), leftNode.properties().schema().size(), names, inputs);
    List<Expression> conjuncts = new ArrayList<>();
    for (RexNode conjunct : rest) {
      if (!conjunct.isAlwaysTrue()) {
        conjuncts.add(conversion.expressions().convert(conjunct, inputs));
      }
    }
    if (conjuncts.size() < 2) {
      return conjuncts.stream().findFirst();
    }
    return Optional.of(
        Expressions.call(FunctionRegistry.standard().get("AND"), conjuncts, SourcePosition.NONE));
  }

  private static void references(
      PlanNode node, int count, int first, List<String> names, List<Expression> inputs) {
    Schema schema = node.properties().schema();
    for (int i = 0; i < count; i++) {
      inputs.add(new ColumnReference(first + i, names.get(first + i), schema.type(i)));
    }
  }

  /** An input: its columns in order, and behind them keys that are computed. */
  private static final class Side {
    private final Stream stream;
    private final List<Output> outputs = new ArrayList<>();

    Side(Stream stream) {
      this.stream = stream;
      List<Expression> columns = Inputs.of(stream);
      for (int i = 0; i < stream.size(); i++) {
        outputs.add(new Output(stream.slots().get(i), Optional.of(columns.get(i))));
      }
    }

    /** The position of a key among the columns of the input. */
    int place(Expression key) {
      for (int i = 0; i < outputs.size(); i++) {
        if (outputs.get(i).expression().orElseThrow().equals(key)) {
          return i;
        }
      }
      int position = outputs.size();
      String name = "key" + (position - stream.size());
      outputs.add(new Output(Slot.of(name, position), Optional.of(key)));
      return position;
    }

    PlanNode node(Conversion conversion) {
      return Calcs.project(stream, outputs, conversion).node();
    }

    /** Where the input's columns are in the output; none is a time attribute any more. */
    void slots(int first, List<Slot> slots) {
      for (int i = 0; i < stream.size(); i++) {
        Optional<LostTime> lost =
            stream.time(i) != TimeAttribute.NONE
                ? Optional.of(
                    LostTime.passedOn(
                        stream.time(i), "a join without bounds in time made it an ordinary column"))
                : stream.slots().get(i).lostTime();
        slots.add(new Slot("", first + i, Optional.empty(), lost));
      }
    }
  }
}
