package io.weir.runtime.operator.script;

import io.weir.runtime.operator.aggregate.AggregateCall;
import io.weir.runtime.operator.aggregate.AggregateFunctions;
import io.weir.runtime.operator.over.OverCall;
import io.weir.runtime.operator.over.OverFrame;
import io.weir.runtime.operator.over.OverFunction;
import io.weir.runtime.operator.over.OverNode;
import io.weir.runtime.operator.sort.SortKey;
import io.weir.runtime.plan.OperatorNode;
import io.weir.runtime.plan.PlanNode;
import io.weir.runtime.type.LogicalType;
import io.weir.runtime.type.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes the plan nodes of scripts about OVER. {@code calls} are separated by semicolons; {@code
 * frame} is ROWS or RANGE and how far it reaches back and on, a number (in RANGE by time of
 * microseconds) or {@code all}; {@code mode} is that of the node.
 */
final class OverScriptNodes {
  private static final Pattern CALL = Pattern.compile("(\\w+)\\((DISTINCT )?(.*?)\\)");

  private OverScriptNodes() {}

  static List<OperatorNode> parse(
      Map<String, String> header, PlanNode input, List<Integer> keys, List<SortKey> order) {
    Schema schema = input.properties().schema();
    List<OverCall> calls = new ArrayList<>();
    for (String call : header.get("calls").split(";")) {
      calls.add(call(call.strip(), "c" + calls.size(), schema));
    }
    OverNode.Mode mode =
        OverNode.Mode.valueOf(header.getOrDefault("mode", "changes").toUpperCase(Locale.ROOT));
    return List.of(
        OverNode.of(
            input,
            mode,
            keys,
            order,
            frame(header),
            calls,
            Long.parseLong(header.getOrDefault("ttl", "0"))));
  }

  private static OverFrame frame(Map<String, String> header) {
    String[] parts = header.getOrDefault("frame", "RANGE all 0").split(" ");
    return new OverFrame(OverFrame.Unit.valueOf(parts[0]), bound(parts[1]), bound(parts[2]));
  }

  private static long bound(String text) {
    return text.equals("all") ? OverFrame.UNBOUNDED : Long.parseLong(text);
  }

  private static OverCall call(String text, String name, Schema schema) {
    Matcher matcher = CALL.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("not a call: " + text);
    }
    String function = matcher.group(1);
    List<String> arguments = ScriptTypes.split(matcher.group(3));
    boolean isPositional =
        List.of(OverFunction.values()).stream().anyMatch(f -> f.name().equals(function));
    if (!isPositional) {
      String columns = matcher.group(3).equals("*") ? "" : matcher.group(3);
      AggregateCall call =
          AggregateCall.of(
              AggregateFunctions.find(function).orElseThrow(),
              ScriptTypes.columns(schema, columns),
              OptionalInt.empty(),
              matcher.group(2) != null,
              name,
              schema);
      return OverCall.of(
          new AggregateCall(
              call.function(),
              call.arguments(),
              call.filter(),
              call.distinct(),
              name,
              call.type().withNullable(true)));
    }
    return positional(OverFunction.valueOf(function), arguments, name, schema);
  }

  private static OverCall positional(
      OverFunction function, List<String> arguments, String name, Schema schema) {
    boolean takesColumn =
        switch (function) {
          case LAG, LEAD, FIRST_VALUE, LAST_VALUE, NTH_VALUE -> true;
          default -> false;
        };
    OptionalInt column =
        takesColumn
            ? OptionalInt.of(ScriptTypes.column(schema, arguments.get(0)))
            : OptionalInt.empty();
    int numberAt = takesColumn ? 1 : 0;
    long number = arguments.size() > numberAt ? Long.parseLong(arguments.get(numberAt)) : 0;
    OptionalInt otherwise =
        arguments.size() > 2
            ? OptionalInt.of(ScriptTypes.column(schema, arguments.get(2)))
            : OptionalInt.empty();
    LogicalType type =
        switch (function) {
          case PERCENT_RANK, CUME_DIST -> LogicalType.float64();
          case LAG, LEAD, FIRST_VALUE, LAST_VALUE, NTH_VALUE ->
              schema.type(column.getAsInt()).withNullable(true);
          default -> LogicalType.bigint();
        };
    return new OverCall(function, Optional.empty(), column, number, otherwise, name, type);
  }
}
