package io.weir.planner.convert;

import io.weir.planner.error.PlanningException;
import io.weir.planner.setting.RuntimeMode;
import io.weir.runtime.expression.Literal;
import io.weir.runtime.operator.sort.LimitNode;
import io.weir.runtime.operator.sort.SortKey;
import io.weir.runtime.operator.sort.SortNode;
import io.weir.runtime.plan.ChangelogKind;
import io.weir.runtime.plan.PlanNode;
import io.weir.runtime.plan.SourceNode;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rex.RexNode;

/** ORDER BY, OFFSET and LIMIT, which speak at the end of bounded input. */
final class SortConverter implements RelConverter<Sort> {
  @Override
  public Class<Sort> kind() {
    return Sort.class;
  }

  @Override
  public Stream convert(Sort sort, Wanted wanted, Conversion conversion) {
    Stream input = Calcs.exact(conversion.convert(sort.getInput(), Wanted.RETRACT), conversion);
    long offset = number(sort.offset, 0L, conversion);
    OptionalLong limit =
        sort.fetch == null
            ? OptionalLong.empty()
            : OptionalLong.of(number(sort.fetch, 0L, conversion));
    List<RelFieldCollation> collations = sort.getCollation().getFieldCollations();
    if (collations.isEmpty() && isInsertOnly(input.node())) {
      return new Stream(new LimitNode(input.node(), offset, limit), input.slots(), input.pending());
    }
    checkBounded(input.node(), collations.isEmpty(), conversion);
    if (limit.isEmpty() && conversion.settings().runtimeMode() == RuntimeMode.STREAMING) {
      throw new PlanningException(
          conversion.translator().orderPosition(),
          "ORDER BY without LIMIT is not supported in streaming mode",
          "add LIMIT, or SET 'execution.runtime-mode' = 'batch' over bounded input");
    }
    List<SortKey> keys = new ArrayList<>();
    for (RelFieldCollation collation : collations) {
      keys.add(
          new SortKey(
              collation.getFieldIndex(),
              collation.getDirection().isDescending(),
              collation.nullDirection == RelFieldCollation.NullDirection.FIRST));
    }
    PlanNode node = SortNode.of(input.node(), keys, offset, limit);
    return Stream.of(node);
  }

  private static boolean isInsertOnly(PlanNode node) {
    return node.properties().changelog() == ChangelogKind.INSERT_ONLY;
  }

  private static long number(RexNode node, long absent, Conversion conversion) {
    if (node == null) {
      return absent;
    }
    if (conversion.expressions().convert(node, List.of()) instanceof Literal literal
        && literal.value() instanceof Number number) {
      return number.longValue();
    }
    throw new PlanningException(
        conversion.translator().orderPosition(), "LIMIT and OFFSET take a whole number", null);
  }

  /** Nothing can be sorted before everything has come. */
  private static void checkBounded(PlanNode node, boolean isLimitOnly, Conversion conversion) {
    for (SourceNode source : Plans.sources(node)) {
      if (!source.source().isBounded()) {
        throw new PlanningException(
            conversion.translator().orderPosition(),
            (isLimitOnly ? "LIMIT over a result that changes" : "ORDER BY")
                + " needs bounded input, and table \""
                + source.table()
                + "\" has no end",
            "aggregate over windows, or bound the source");
      }
    }
  }
}
