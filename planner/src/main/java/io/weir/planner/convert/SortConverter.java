package io.weir.planner.convert;

import io.weir.planner.error.PlanningException;
import io.weir.planner.setting.RuntimeMode;
import io.weir.runtime.expression.Literal;
import io.weir.runtime.operator.rank.RankFunction;
import io.weir.runtime.operator.rank.RankRange;
import io.weir.runtime.operator.rank.TopNNode;
import io.weir.runtime.operator.sort.LimitNode;
import io.weir.runtime.operator.sort.RowtimeSortNode;
import io.weir.runtime.operator.sort.SortKey;
import io.weir.runtime.operator.sort.SortNode;
import io.weir.runtime.plan.ChangelogKind;
import io.weir.runtime.plan.PlanNode;
import io.weir.runtime.plan.SourceNode;
import io.weir.runtime.plan.TimeAttribute;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
    List<SortKey> keys = keys(collations);
    OverKeys.checkOrder(keys, input.node(), conversion.translator().orderPosition());
    if (offset == 0 && limit.isEmpty() && isByTime(input, keys, conversion)) {
      return new Stream(
          new RowtimeSortNode(input.node(), List.of(), keys), input.slots(), input.pending());
    }
    if (offset == 0 && limit.isEmpty() && isByArrival(input, keys, conversion)) {
      return input;
    }
    if (limit.isPresent() && !isBounded(input.node())) {
      return Stream.of(first(input.node(), keys, offset, limit.getAsLong(), conversion));
    }
    checkArrival(input, keys, limit, conversion);
    checkBounded(input.node(), collations.isEmpty(), conversion);
    if (limit.isEmpty() && conversion.settings().runtimeMode() == RuntimeMode.STREAMING) {
      throw new PlanningException(
          conversion.translator().orderPosition(),
          "ORDER BY without LIMIT is not supported in streaming mode",
          "order by a time attribute first, ascending; or add LIMIT; or SET"
              + " 'execution.runtime-mode' = 'batch' over bounded input");
    }
    return Stream.of(SortNode.of(input.node(), keys, offset, limit));
  }

  private static List<SortKey> keys(List<RelFieldCollation> collations) {
    List<SortKey> keys = new ArrayList<>();
    for (RelFieldCollation collation : collations) {
      keys.add(
          new SortKey(
              collation.getFieldIndex(),
              collation.getDirection().isDescending(),
              collation.nullDirection == RelFieldCollation.NullDirection.FIRST));
    }
    return keys;
  }

  /** Whether rows can be put in order as the watermark rises. */
  private static boolean isByTime(Stream input, List<SortKey> keys, Conversion conversion) {
    return conversion.settings().runtimeMode() == RuntimeMode.STREAMING
        && isInsertOnly(input.node())
        && !keys.isEmpty()
        && !keys.get(0).descending()
        && input.time(keys.get(0).column()) == TimeAttribute.ROWTIME;
  }

  /** Whether rows are in order as they come: that is what a processing time says. */
  private static boolean isByArrival(Stream input, List<SortKey> keys, Conversion conversion) {
    return startsByArrival(input, keys, conversion) && keys.size() == 1;
  }

  private static boolean startsByArrival(Stream input, List<SortKey> keys, Conversion conversion) {
    return conversion.settings().runtimeMode() == RuntimeMode.STREAMING
        && isInsertOnly(input.node())
        && !keys.isEmpty()
        && !keys.get(0).descending()
        && input.time(keys.get(0).column()) == TimeAttribute.PROCTIME;
  }

  /** What follows a processing time would only order what happens to come at once. */
  private static void checkArrival(
      Stream input, List<SortKey> keys, OptionalLong limit, Conversion conversion) {
    if (limit.isEmpty() && startsByArrival(input, keys, conversion)) {
      throw new PlanningException(
          conversion.translator().orderPosition(),
          "ORDER BY a processing time and more is not supported",
          "order by the processing time alone, which is how rows come; or by a rowtime first");
    }
  }

  private static boolean isBounded(PlanNode node) {
    return Plans.sources(node).stream().allMatch(source -> source.source().isBounded());
  }

  /** The first rows of what never ends, which change. */
  private static PlanNode first(
      PlanNode input, List<SortKey> keys, long offset, long limit, Conversion conversion) {
    long last = limit > Long.MAX_VALUE - offset ? Long.MAX_VALUE : offset + limit;
    return TopNNode.of(
        input,
        List.of(),
        keys,
        RankFunction.ROW_NUMBER,
        RankRange.of(offset + 1, last),
        Optional.empty(),
        conversion.settings().stateTtlMillis(),
        false);
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
