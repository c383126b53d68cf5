package io.weir.planner.rewrite;

import java.util.List;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rex.RexNode;

/**
 * A subquery that uses columns of the query around it, freed of them: what compared with them has
 * become a condition on its rows and the outer row.
 *
 * @param rel has no columns of the outer query in it
 * @param outputs the subquery's columns, over {@code rel} and the outer row
 * @param conditions what must be TRUE of a row of {@code rel} and an outer row, over both
 * @param isScalar whether it aggregates all its rows, so that it has one row also where {@code rel}
 *     has none that fulfils the conditions; {@code outputs} say what it is then, over NULLs
 * @param guards what must be TRUE for the one row to be there, over the same; only if {@code
 *     isScalar}
 */
record Unnested(
    RelNode rel,
    List<RexNode> outputs,
    List<RexNode> conditions,
    boolean isScalar,
    List<RexNode> guards) {
  Unnested {
    outputs = List.copyOf(outputs);
    conditions = List.copyOf(conditions);
    guards = List.copyOf(guards);
  }
}
