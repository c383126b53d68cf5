package io.weir.planner.convert;

import io.weir.runtime.expression.Expression;
import io.weir.runtime.operator.timejoin.IntervalJoinNode;
import io.weir.runtime.operator.timejoin.JoinKind;
import io.weir.runtime.plan.ChangelogKind;
import io.weir.runtime.plan.PlanNode;
import java.util.Optional;
import org.apache.calcite.rel.core.JoinRelType;

/**
 * A join of insert-only inputs whose condition bounds the distance of their time attributes on both
 * sides: an interval join, which forgets.
 */
final class IntervalJoinRecognizer implements JoinRecognizer {
  private static final String LOST =
      "the interval join keeps as time attributes the columns whose distance it bounds, on sides"
          + " that cannot be NULL";

  @Override
  public Optional<Stream> recognize(JoinInputs join, Wanted wanted, Conversion conversion) {
    Optional<JoinKind> kind = kind(join.kind());
    if (kind.isEmpty() || !isInsertOnly(join.left()) || !isInsertOnly(join.right())) {
      return Optional.empty();
    }
    return IntervalBounds.find(join).map(found -> convert(join, kind.get(), found, conversion));
  }

  private static Stream convert(
      JoinInputs join, JoinKind kind, IntervalBounds.Found found, Conversion conversion) {
    JoinPieces pieces =
        JoinPieces.of(join.left(), join.right(), join.condition().keys(), conversion);
    PlanNode left = pieces.left().node();
    PlanNode right = pieces.right().node();
    Optional<Expression> condition =
        pieces.condition(found.rest(), IntervalJoinNode.pairs(left, right, kind), conversion);
    PlanNode node =
        IntervalJoinNode.of(
            left, right, kind, pieces.keys(), found.bounds(), condition, conversion.timeZone());
    return pieces.joined(node, false, LOST);
  }

  private static boolean isInsertOnly(Stream stream) {
    return stream.node().properties().changelog() == ChangelogKind.INSERT_ONLY;
  }

  /** The kinds that can forget; semi and anti joins are regular ones. */
  private static Optional<JoinKind> kind(JoinRelType type) {
    return switch (type) {
      case INNER -> Optional.of(JoinKind.INNER);
      case LEFT -> Optional.of(JoinKind.LEFT);
      case RIGHT -> Optional.of(JoinKind.RIGHT);
      case FULL -> Optional.of(JoinKind.FULL);
      default -> Optional.empty();
    };
  }
}
