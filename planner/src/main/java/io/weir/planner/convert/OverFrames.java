package io.weir.planner.convert;

import io.weir.planner.error.PlanningException;
import io.weir.runtime.operator.over.OverFrame;
import io.weir.runtime.type.LogicalType;
import java.math.BigDecimal;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexWindow;
import org.apache.calcite.rex.RexWindowBound;
import org.apache.calcite.rex.RexWindowExclusion;
import org.apache.calcite.sql.type.SqlTypeName;

/** Frames of OVER: how far they reach, in the unit of what they count. */
final class OverFrames {
  private static final BigDecimal MILLI_MICROS = BigDecimal.valueOf(1_000);
  private static final BigDecimal DAY_MILLIS = BigDecimal.valueOf(86_400_000);

  private final RexOver over;
  private final OverKeys keys;
  private final boolean isRows;

  private OverFrames(RexOver over, OverKeys keys) {
    this.over = over;
    this.keys = keys;
    this.isRows = over.getWindow().isRows();
  }

  /** The frame of a call. */
  static OverFrame of(RexOver over, OverKeys keys) {
    RexWindow window = over.getWindow();
    if (!OverWindows.hasFrame(over)) {
      return OverFrame.DEFAULT;
    }
    if (window.getExclude() != null && window.getExclude() != RexWindowExclusion.EXCLUDE_NO_OTHER) {
      throw new PlanningException(
          over.getParserPosition(),
          "EXCLUDE in a frame is not supported",
          "compute with all rows of the frame, and subtract what is to be left out");
    }
    OverFrames frames = new OverFrames(over, keys);
    long preceding = frames.distance(window.getLowerBound(), true);
    long following = frames.distance(window.getUpperBound(), false);
    return new OverFrame(
        frames.isRows ? OverFrame.Unit.ROWS : OverFrame.Unit.RANGE, preceding, following);
  }

  /** How far a bound lies in the direction in which the frame is open. */
  private long distance(RexWindowBound bound, boolean isLower) {
    if (bound.isCurrentRow()) {
      return 0;
    }
    boolean isOutward = bound.isPreceding() == isLower;
    if (bound.isUnbounded()) {
      if (!isOutward) {
        throw new PlanningException(
            over.getParserPosition(), "the frame begins or ends on the wrong side", null);
      }
      return OverFrame.UNBOUNDED;
    }
    long offset = offset(bound.getOffset());
    return isOutward ? offset : -offset;
  }

  private long offset(RexNode node) {
    if (!(node instanceof RexLiteral literal)
        || !(literal.getValue() instanceof BigDecimal value)
        || value.signum() < 0) {
      throw new PlanningException(
          over.getParserPosition(), "the bounds of a frame are constants, not negative", null);
    }
    return isRows ? value.longValueExact() : range(literal, value);
  }

  private long range(RexLiteral literal, BigDecimal value) {
    if (keys.order().size() != 1) {
      throw new PlanningException(
          over.getParserPosition(),
          "RANGE with a distance needs exactly one column in ORDER BY",
          "write ROWS, or order by one column");
    }
    LogicalType type = keys.stream().type(keys.order().get(0).column());
    boolean isInterval =
        SqlTypeName.DAY_INTERVAL_TYPES.contains(literal.getType().getSqlTypeName());
    BigDecimal scaled =
        switch (type.kind()) {
          case TIMESTAMP, TIMESTAMP_LTZ -> isInterval ? value.multiply(MILLI_MICROS) : null;
          case TIME -> isInterval ? value : null;
          case DATE ->
              isInterval && value.remainder(DAY_MILLIS).signum() == 0
                  ? value.divide(DAY_MILLIS)
                  : null;
          case TINYINT, SMALLINT, INT, BIGINT ->
              SqlTypeName.EXACT_TYPES.contains(literal.getType().getSqlTypeName())
                      && value.stripTrailingZeros().scale() <= 0
                  ? value
                  : null;
          default -> null;
        };
    if (scaled == null) {
      throw new PlanningException(
          over.getParserPosition(),
          "RANGE with this distance does not fit the order by a column of type "
              + type.withNullable(true),
          "order by a whole number and give one, or by a time and give an interval of days to"
              + " seconds; or write ROWS");
    }
    return scaled.longValueExact();
  }
}
