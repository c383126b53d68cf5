package io.weir.planner.convert;

import io.weir.planner.convert.JoinCondition.Key;
import io.weir.planner.error.PlanningException;
import io.weir.planner.validate.AsOfOperator;
import io.weir.runtime.expression.Expression;
import io.weir.runtime.operator.timejoin.IntervalJoinNode;
import io.weir.runtime.operator.timejoin.JoinKind;
import io.weir.runtime.operator.timejoin.TemporalJoinNode;
import io.weir.runtime.plan.ChangelogKind;
import io.weir.runtime.plan.PlanNode;
import io.weir.runtime.plan.TimeAttribute;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.parser.SqlParserPos;

/** {@code JOIN t FOR SYSTEM_TIME AS OF time}. */
final class TemporalJoinRecognizer implements JoinRecognizer {
  private static final String LOST = "a temporal join keeps the time attribute of its left side";
  private static final String LOST_BY_CHANGES =
      "a temporal join of rows that change keeps no time attribute";

  @Override
  public Optional<Stream> recognize(JoinInputs join, Wanted wanted, Conversion conversion) {
    Optional<RexCall> asOf =
        join.condition().rest().stream()
            .filter(AsOfOperator::is)
            .map(RexCall.class::cast)
            .findFirst();
    return asOf.map(call -> new Temporal(join, call, conversion).convert());
  }

  /** The conversion of one join. */
  private static final class Temporal {
    private final JoinInputs join;
    private final RexNode time;
    private final SqlParserPos position;
    private final Conversion conversion;
    private final List<RexNode> rest;

    Temporal(JoinInputs join, RexCall asOf, Conversion conversion) {
      this.join = join;
      this.time = asOf.getOperands().get(0);
      this.position = asOf.getParserPosition();
      this.conversion = conversion;
      this.rest = join.condition().rest().stream().filter(node -> !AsOfOperator.is(node)).toList();
    }

    Stream convert() {
      JoinKind kind = kind();
      int left = leftTime();
      boolean isEventTime = join.left().time(left) == TimeAttribute.ROWTIME;
      if (isEventTime && join.condition().keys().isEmpty()) {
        throw error(
            "a temporal join needs a column that is equal on both sides",
            "write ON with the key of the table on the right");
      }
      return isEventTime
          ? eventTime(kind, left)
          : ProctimeJoins.convert(join, kind, rest, position, conversion);
    }

    private PlanningException error(String message, String hint) {
      return new PlanningException(position, message, hint);
    }

    private JoinKind kind() {
      if (join.kind() == JoinRelType.INNER) {
        return JoinKind.INNER;
      }
      if (join.kind() == JoinRelType.LEFT) {
        return JoinKind.LEFT;
      }
      throw error(
          "a temporal join is an inner or left join, and this one is "
              + join.kind().name().toLowerCase(java.util.Locale.ROOT),
          "write JOIN or LEFT JOIN, with the table of versions on the right");
    }

    /** The column of the left side whose time counts. */
    private int leftTime() {
      boolean isColumn =
          time instanceof RexInputRef reference && reference.getIndex() < join.left().size();
      if (!isColumn) {
        throw error(
            "FOR SYSTEM_TIME AS OF takes a time attribute of the table on the left as it is",
            "name its rowtime, or a column AS PROCTIME() of it");
      }
      int index = ((RexInputRef) time).getIndex();
      Optional<LostTime> lost = join.left().slots().get(index).lostTime();
      boolean isTime =
          join.left().time(index) != TimeAttribute.NONE
              || lost.map(LostTime::isProctime).orElse(false);
      if (!isTime) {
        String name = join.left().slots().get(index).name();
        throw error(
            "FOR SYSTEM_TIME AS OF takes a time attribute, and \""
                + name
                + "\" is none"
                + lost.map(time -> ": " + time.reason()).orElse(""),
            "declare WATERMARK FOR it in its table, or use a column AS PROCTIME()");
      }
      return index;
    }

    private Stream eventTime(JoinKind kind, int left) {
      int right = rightTime();
      checkKey();
      JoinPieces pieces =
          JoinPieces.of(join.left(), join.right(), join.condition().keys(), conversion);
      PlanNode leftNode = pieces.left().node();
      PlanNode rightNode = pieces.right().node();
      Optional<Expression> condition =
          pieces.condition(rest, IntervalJoinNode.pairs(leftNode, rightNode, kind), conversion);
      TemporalJoinNode node =
          TemporalJoinNode.of(
              leftNode,
              rightNode,
              kind,
              pieces.left().slots().get(left).column(),
              pieces.right().slots().get(right).column(),
              pieces.keys(),
              condition,
              conversion.timeZone());
      return pieces.joined(node, false, node.keepsAllVersions() ? LOST_BY_CHANGES : LOST);
    }

    /** The rowtime of the right side. */
    private int rightTime() {
      List<Integer> times = new ArrayList<>();
      for (int i = 0; i < join.right().size(); i++) {
        if (join.right().time(i) == TimeAttribute.ROWTIME) {
          times.add(i);
        }
      }
      if (times.isEmpty()) {
        String lost =
            join.right().slots().stream()
                .filter(slot -> slot.lostTime().isPresent())
                .map(slot -> ": \"" + slot.name() + "\": " + slot.lostTime().get().reason())
                .findFirst()
                .orElse("");
        throw error(
            "the table on the right has no rowtime, so nothing says from when on its rows hold"
                + lost,
            "declare WATERMARK FOR a column of it, or use AS OF a column AS PROCTIME()");
      }
      return times.get(0);
    }

    /** A key value must name one version at a time. */
    private void checkKey() {
      Set<Integer> equal =
          join.condition().keys().stream()
              .map(Key::right)
              .map(JoinCondition::column)
              .flatMap(Optional::stream)
              .collect(Collectors.toSet());
      var properties = join.right().node().properties();
      boolean isVersioned =
          properties.changelog() == ChangelogKind.UPSERT
                  && equal.containsAll(properties.upsertKey())
              || properties.uniqueKeys().stream().anyMatch(equal::containsAll);
      if (!isVersioned) {
        throw error(
            "the table on the right has no key among the columns that must be equal, so a row of"
                + " it is no version of an earlier one",
            "declare PRIMARY KEY (…) NOT ENFORCED for it and compare all of its columns in ON, or"
                + " join a view that keeps the last row of each key: ROW_NUMBER() OVER (PARTITION"
                + " BY key ORDER BY time DESC) = 1");
      }
    }
  }
}
