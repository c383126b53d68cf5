package io.weir.planner.rewrite;

import java.util.Set;
import java.util.function.Predicate;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexVisitorImpl;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * The columns that break ties between rows which OVER puts in order: nobody may have asked for
 * them, but results depend on them.
 */
final class TieColumns {
  private static final Set<String> OF_ONE_ROW = Set.of("FIRST_VALUE", "LAST_VALUE");

  private TieColumns() {}

  /** The columns of a projection by which rows of equal rank are told apart. */
  static ImmutableBitSet ofProjection(Project project) {
    return any(project, TieColumns::isNumber) ? all(project) : ImmutableBitSet.of();
  }

  /**
   * The columns of a projection's input that decide which of several rows at one place comes first.
   * Those of a join are too many, and were never written together.
   */
  static ImmutableBitSet ofInput(Project project) {
    RelNode input = project.getInput();
    return !(input instanceof Join) && any(project, TieColumns::looksAtNeighbours)
        ? all(input)
        : ImmutableBitSet.of();
  }

  private static boolean isNumber(RexOver over) {
    return over.getAggOperator().getKind() == SqlKind.ROW_NUMBER;
  }

  /** Whether rows with equal sort keys can have different results. */
  private static boolean looksAtNeighbours(RexOver over) {
    boolean isRows = over.getWindow().isRows();
    return switch (over.getAggOperator().getKind()) {
      case ROW_NUMBER, RANK, DENSE_RANK, PERCENT_RANK, CUME_DIST -> false;
      case LAG, LEAD, NTILE -> true;
      case FIRST_VALUE, LAST_VALUE, NTH_VALUE -> true;
      default -> OF_ONE_ROW.contains(over.getAggOperator().getName()) || isRows && !isWhole(over);
    };
  }

  private static boolean isWhole(RexOver over) {
    return over.getWindow().getLowerBound().isUnbounded()
        && over.getWindow().getUpperBound().isUnbounded();
  }

  private static boolean any(Project project, Predicate<RexOver> matters) {
    boolean[] found = new boolean[1];
    RexVisitorImpl<Void> visitor =
        new RexVisitorImpl<>(true) {
          @Override
          public Void visitOver(RexOver over) {
            found[0] |= matters.test(over);
            return super.visitOver(over);
          }
        };
    project.getProjects().forEach(column -> column.accept(visitor));
    return found[0];
  }

  private static ImmutableBitSet all(RelNode node) {
    return ImmutableBitSet.range(node.getRowType().getFieldCount());
  }
}
