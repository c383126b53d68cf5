package io.weir.runtime.operator.script;

import io.weir.runtime.operator.rank.DeduplicateNode;
import io.weir.runtime.operator.rank.RankFunction;
import io.weir.runtime.operator.rank.RankRange;
import io.weir.runtime.operator.rank.TopNNode;
import io.weir.runtime.operator.rank.WindowTopNNode;
import io.weir.runtime.operator.sort.RowtimeSortNode;
import io.weir.runtime.operator.sort.SortKey;
import io.weir.runtime.plan.OperatorNode;
import io.weir.runtime.plan.PlanNode;
import io.weir.runtime.type.Schema;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Makes the plan nodes of scripts about ranking. */
final class RankScriptNodes {
  private final Map<String, String> header;
  private final PlanNode input;
  private final Schema schema;
  private final List<Integer> keys;
  private final List<SortKey> order;

  RankScriptNodes(
      Map<String, String> header, PlanNode input, List<Integer> keys, List<SortKey> order) {
    this.header = header;
    this.input = input;
    this.schema = input.properties().schema();
    this.keys = keys;
    this.order = order;
  }

  List<OperatorNode> parse() {
    return switch (header.get("operator")) {
      case "top-n" ->
          List.of(
              TopNNode.of(
                  input,
                  keys,
                  order,
                  function(),
                  range(),
                  rank(),
                  ttl(),
                  header.getOrDefault("emits", "retract").equals("upsert")));
      case "window-top-n" ->
          List.of(
              WindowTopNNode.of(
                  input,
                  ScriptTypes.column(schema, header.get("window-end")),
                  Optional.ofNullable(header.get("zone")).map(ZoneId::of),
                  keys,
                  order,
                  function(),
                  range(),
                  rank()));
      case "over" -> OverScriptNodes.parse(header, input, keys, order);
      case "deduplicate" -> List.of(DeduplicateNode.of(input, keys, ttl()));
      case "rowtime-sort" -> List.of(new RowtimeSortNode(input, keys, order));
      default -> throw new IllegalArgumentException("no operator " + header.get("operator"));
    };
  }

  private long ttl() {
    return Long.parseLong(header.getOrDefault("ttl", "0"));
  }

  private RankFunction function() {
    return RankFunction.valueOf(
        header.getOrDefault("function", "ROW_NUMBER").toUpperCase(Locale.ROOT));
  }

  private Optional<String> rank() {
    return Optional.ofNullable(header.get("rank"));
  }

  private RankRange range() {
    long from = Long.parseLong(header.getOrDefault("from", "1"));
    String to = header.get("to");
    boolean isNumber = Character.isDigit(to.charAt(0));
    return isNumber
        ? RankRange.of(from, Long.parseLong(to))
        : new RankRange(from, Long.MAX_VALUE, OptionalInt.of(ScriptTypes.column(schema, to)));
  }
}
