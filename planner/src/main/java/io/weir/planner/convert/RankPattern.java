package io.weir.planner.convert;

import io.weir.planner.validate.MembershipOperator;
import io.weir.runtime.operator.rank.RankFunction;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.sql.SqlKind;

/**
 * A filter that wants the rows with certain ranks only:
 *
 * <pre>
 * Filter(rn &lt;= 3 AND …)
 *   Project(a, b, ROW_NUMBER() OVER (PARTITION BY a ORDER BY b) AS rn)
 * </pre>
 *
 * @param project the projection, whose only call of OVER is the rank
 * @param rank the position of the rank
 * @param over the rank
 * @param from the first rank that is wanted
 * @param to the last one; {@code Long.MAX_VALUE} if a column says so
 * @param toColumn the position of a column of the projection that says the last one
 * @param rest the other conditions
 * @param columns how many columns of the projection are those of the filter; QUALIFY may have made
 *     more
 */
record RankPattern(
    Project project,
    int rank,
    RexOver over,
    RankFunction function,
    long from,
    long to,
    OptionalInt toColumn,
    List<RexNode> rest,
    int columns) {
  /** The pattern, if {@code filter} is one. */
  static Optional<RankPattern> of(Filter filter) {
    if (!(filter.getInput() instanceof Project)) {
      return Optional.empty();
    }
    Qualified qualified = Qualified.of(filter);
    Project project = qualified.project();
    int rank = onlyRank(project);
    if (rank < 0) {
      return Optional.empty();
    }
    RexOver over = (RexOver) project.getProjects().get(rank);
    Range range = new Range(rank);
    List<RexNode> rest = new ArrayList<>();
    for (RexNode condition : qualified.conditions()) {
      if (!range.takes(condition)) {
        rest.add(condition);
      }
    }
    boolean isBounded = range.to < Long.MAX_VALUE || range.toColumn >= 0;
    if (!isBounded || range.toColumn >= 0 && !isPartition(project, over, range.toColumn)) {
      return Optional.empty();
    }
    return Optional.of(
        new RankPattern(
            project,
            rank,
            over,
            function(over).orElseThrow(),
            Math.max(1, range.from),
            range.toColumn >= 0 ? Long.MAX_VALUE : range.to,
            range.toColumn >= 0 ? OptionalInt.of(range.toColumn) : OptionalInt.empty(),
            rest,
            filter.getRowType().getFieldCount()));
  }

  /** Whether no condition but that on the ranks looks at them. */
  boolean isRankFree() {
    return rest.stream().noneMatch(node -> RelOptUtil.InputFinder.bits(node).get(rank));
  }

  private static int onlyRank(Project project) {
    int rank = -1;
    List<RexNode> columns = project.getProjects();
    for (int i = 0; i < columns.size(); i++) {
      if (RexOver.containsOver(columns.get(i))) {
        if (rank >= 0 || !(columns.get(i) instanceof RexOver over) || function(over).isEmpty()) {
          return -1;
        }
        rank = i;
      }
    }
    return rank;
  }

  private static boolean isPartition(Project project, RexOver over, int column) {
    return over.getWindow().partitionKeys.contains(project.getProjects().get(column));
  }

  static Optional<RankFunction> function(RexOver over) {
    return switch (over.getAggOperator().getKind()) {
      case ROW_NUMBER -> Optional.of(RankFunction.ROW_NUMBER);
      case RANK -> Optional.of(RankFunction.RANK);
      case DENSE_RANK -> Optional.of(RankFunction.DENSE_RANK);
      default -> Optional.empty();
    };
  }

  /** The ranks that the conditions let through. */
  private static final class Range {
    private final int rank;
    private long from = 1;
    private long to = Long.MAX_VALUE;
    private int toColumn = -1;

    Range(int rank) {
      this.rank = rank;
    }

    /** Narrows the range by a condition; false if it says something else. */
    boolean takes(RexNode node) {
      if (!(node instanceof RexCall call)) {
        return false;
      }
      if (call.getOperator() == MembershipOperator.BETWEEN) {
        List<RexNode> operands = call.getOperands();
        return isRank(operands.get(0))
            && number(operands.get(1)).isPresent()
            && number(operands.get(2)).isPresent()
            && compare(SqlKind.GREATER_THAN_OR_EQUAL, operands.get(1))
            && compare(SqlKind.LESS_THAN_OR_EQUAL, operands.get(2));
      }
      if (call.getOperands().size() != 2) {
        return false;
      }
      RexNode left = call.getOperands().get(0);
      RexNode right = call.getOperands().get(1);
      if (isRank(left) && !isRank(right)) {
        return compare(call.getKind(), right);
      }
      return isRank(right) && !isRank(left) && compare(call.getKind().reverse(), left);
    }

    private boolean isRank(RexNode node) {
      return node instanceof RexInputRef reference && reference.getIndex() == rank;
    }

    private boolean compare(SqlKind kind, RexNode bound) {
      if (bound instanceof RexInputRef column) {
        if (kind != SqlKind.LESS_THAN_OR_EQUAL || toColumn >= 0 || to < Long.MAX_VALUE) {
          return false;
        }
        toColumn = column.getIndex();
        return true;
      }
      Optional<BigDecimal> number = number(bound);
      if (number.isEmpty() || toColumn >= 0) {
        return false;
      }
      long floor = number.get().setScale(0, java.math.RoundingMode.FLOOR).longValue();
      long ceiling = number.get().setScale(0, java.math.RoundingMode.CEILING).longValue();
      switch (kind) {
        case EQUALS -> {
          if (floor != ceiling) {
            return false;
          }
          from = Math.max(from, floor);
          to = Math.min(to, floor);
        }
        case LESS_THAN -> to = Math.min(to, ceiling - 1);
        case LESS_THAN_OR_EQUAL -> to = Math.min(to, floor);
        case GREATER_THAN -> from = Math.max(from, floor + 1);
        case GREATER_THAN_OR_EQUAL -> from = Math.max(from, ceiling);
        default -> {
          return false;
        }
      }
      return true;
    }

    private static Optional<BigDecimal> number(RexNode node) {
      if (node instanceof RexLiteral literal && literal.getValue() instanceof BigDecimal number) {
        boolean isInRange = number.abs().compareTo(BigDecimal.valueOf(Long.MAX_VALUE / 4)) < 0;
        return isInRange ? Optional.of(number) : Optional.empty();
      }
      return Optional.empty();
    }
  }
}
