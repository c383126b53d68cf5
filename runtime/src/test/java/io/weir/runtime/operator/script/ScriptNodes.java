package io.weir.runtime.operator.script;

import io.weir.runtime.expression.Expression;
import io.weir.runtime.expression.Expressions;
import io.weir.runtime.expression.Notation;
import io.weir.runtime.expression.SourcePosition;
import io.weir.runtime.function.CallArguments;
import io.weir.runtime.function.table.TableFunction;
import io.weir.runtime.function.table.TableFunctionBinding;
import io.weir.runtime.function.table.TableFunctions;
import io.weir.runtime.function.table.TableResolution;
import io.weir.runtime.function.table.Unnest;
import io.weir.runtime.operator.aggregate.AggregateCall;
import io.weir.runtime.operator.aggregate.AggregateFunction;
import io.weir.runtime.operator.aggregate.AggregateFunctions;
import io.weir.runtime.operator.calc.CalcNode;
import io.weir.runtime.operator.correlate.CorrelateNode;
import io.weir.runtime.operator.correlate.TableCall;
import io.weir.runtime.operator.expand.ExpandNode;
import io.weir.runtime.operator.group.GroupAggregateNode;
import io.weir.runtime.operator.group.LocalGroupAggregateNode;
import io.weir.runtime.operator.join.JoinKey;
import io.weir.runtime.operator.join.JoinKind;
import io.weir.runtime.operator.join.JoinNode;
import io.weir.runtime.operator.materialize.MaterializeNode;
import io.weir.runtime.operator.sort.FinalRowsNode;
import io.weir.runtime.operator.sort.LimitNode;
import io.weir.runtime.operator.sort.SortKey;
import io.weir.runtime.operator.sort.SortNode;
import io.weir.runtime.operator.window.LocalWindowAggregateNode;
import io.weir.runtime.operator.window.SessionAssignNode;
import io.weir.runtime.operator.window.WindowAggregateNode;
import io.weir.runtime.operator.window.WindowAssignNode;
import io.weir.runtime.operator.window.WindowColumn;
import io.weir.runtime.operator.window.WindowRows;
import io.weir.runtime.operator.window.WindowSpec;
import io.weir.runtime.plan.ChangelogKind;
import io.weir.runtime.plan.OperatorNode;
import io.weir.runtime.plan.PlanNode;
import io.weir.runtime.plan.StreamProperties;
import io.weir.runtime.plan.TimeAttribute;
import io.weir.runtime.type.Field;
import io.weir.runtime.type.Schema;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes the plan nodes that a script's header describes. */
final class ScriptNodes {
  private static final Pattern CALL =
      Pattern.compile(
          "(\\w+)\\((DISTINCT )?(.*?)\\)(?: FILTER \\(WHERE (\\w+)\\))?(?: AS (\\w+))?");
  private static final Pattern WINDOW = Pattern.compile("(\\w+)\\((.*)\\)(?: in (\\S+))?");
  private static final Pattern SORT_KEY = Pattern.compile("(\\w+)( DESC)?(?: NULLS (FIRST|LAST))?");

  /** One entry for each kind of operator that scripts can test. */
  private static final Map<String, Function<ScriptNodes, List<OperatorNode>>> OPERATORS =
      Map.ofEntries(
          Map.entry("calc", ScriptNodes::calc),
          Map.entry("correlate", ScriptNodes::correlate),
          Map.entry("window-aggregate", ScriptNodes::windowAggregate),
          Map.entry("window-assign", ScriptNodes::windowAssign),
          Map.entry("assigned-window-aggregate", ScriptNodes::assignedWindowAggregate),
          Map.entry("normalized-window-aggregate", ScriptNodes::normalizedWindowAggregate),
          Map.entry("group-aggregate", ScriptNodes::groupAggregate),
          Map.entry("sort", ScriptNodes::sort),
          Map.entry("final-sort", ScriptNodes::finalSort),
          Map.entry("match", n -> ScriptMatches.parse(n.header, n.schema, n.keys(), n.sortKeys())),
          Map.entry("final-rows", n -> List.of(FinalRowsNode.of(n.input))),
          Map.entry("join", ScriptNodes::join),
          Map.entry(
              "limit", n -> List.of(new LimitNode(n.input, n.number("offset", 0), n.limit()))),
          Map.entry("interval-join", n -> n.timeJoins().interval()),
          Map.entry("temporal-join", n -> n.timeJoins().temporal()),
          Map.entry("lookup-join", n -> new ScriptLookups(n.header, n.input).parse()),
          Map.entry("window-join", n -> n.timeJoins().window()),
          Map.entry("session-assign", ScriptNodes::sessionAssign),
          Map.entry("session-aggregate", ScriptNodes::sessionAggregate),
          Map.entry("expand", ScriptNodes::expand),
          Map.entry(
              "upsert-materialize",
              n -> List.of(MaterializeNode.lastRow(n.input, n.keys()).withTtl(n.ttl()))),
          Map.entry(
              "deduplicate-last",
              n -> List.of(MaterializeNode.lastToCome(n.input, n.keys(), false))),
          Map.entry(
              "changelog-normalize",
              n -> List.of(MaterializeNode.normalize(n.input, n.keys()).withTtl(n.ttl()))));

  private final Map<String, String> header;
  private final Schema schema;
  private final PlanNode input;

  /** The second input of an operator that has two, else null. */
  private final PlanNode right;

  private ScriptNodes(Map<String, String> header) {
    this.header = header;
    boolean hasTwoInputs = header.containsKey("right");
    schema = ScriptTypes.schema(header.get(hasTwoInputs ? "left" : "input"));
    input = input(schema, hasTwoInputs ? "left-" : "");
    right = hasTwoInputs ? input(ScriptTypes.schema(header.get("right")), "right-") : null;
  }

  /** The chain of operators, in the order in which rows pass them. */
  static List<OperatorNode> parse(Map<String, String> header) {
    Function<ScriptNodes, List<OperatorNode>> operator = OPERATORS.get(header.get("operator"));
    if (operator == null) {
      ScriptNodes nodes = new ScriptNodes(header);
      return new RankScriptNodes(header, nodes.input, nodes.keys(), nodes.sortKeys()).parse();
    }
    return operator.apply(new ScriptNodes(header));
  }

  private ScriptInput input(Schema schema, String side) {
    String changelog = header.getOrDefault(side + "changelog", "insert_only");
    List<Integer> key = List.of();
    if (changelog.startsWith("upsert")) {
      key = ScriptTypes.columns(schema, changelog.substring(7, changelog.length() - 1));
      changelog = "upsert";
    }
    List<TimeAttribute> times =
        new ArrayList<>(Collections.nCopies(schema.size(), TimeAttribute.NONE));
    if (header.containsKey("rowtime")) {
      times.set(ScriptTypes.column(schema, header.get("rowtime")), TimeAttribute.ROWTIME);
    }
    if (header.containsKey("proctime")) {
      times.set(ScriptTypes.column(schema, header.get("proctime")), TimeAttribute.PROCTIME);
    }
    Set<List<Integer>> uniqueKeys =
        header.containsKey("unique")
            ? Set.of(ScriptTypes.columns(schema, header.get("unique")))
            : Set.of();
    return new ScriptInput(
        new StreamProperties(
            schema,
            ChangelogKind.valueOf(changelog.toUpperCase(Locale.ROOT)),
            key,
            times,
            uniqueKeys));
  }

  private ScriptTimeJoins timeJoins() {
    return new ScriptTimeJoins(header, input, right);
  }

  private List<OperatorNode> calc() {
    Optional<Expression> condition =
        Optional.ofNullable(header.get("where")).map(text -> Notation.parse(text, schema));
    List<Expression> projections = new ArrayList<>();
    List<Field> fields = new ArrayList<>();
    for (String column : header.get("select").split(";")) {
      String[] parts = column.strip().split(" AS ");
      Expression projection = Notation.parse(parts[0], schema);
      projections.add(projection);
      fields.add(new Field(parts[parts.length - 1], projection.type()));
    }
    Schema output = new Schema(fields);
    StreamProperties properties =
        new StreamProperties(
            output,
            input.properties().changelog(),
            input.properties().upsertKey(),
            Collections.nCopies(output.size(), TimeAttribute.NONE),
            Set.of());
    return List.of(new CalcNode(input, condition, projections, properties, ZoneId.of("UTC")));
  }

  private List<OperatorNode> correlate() {
    Matcher matcher = CALL.matcher(header.get("call"));
    if (!matcher.matches()) {
      throw new IllegalArgumentException("not a call: " + header.get("call"));
    }
    TableFunction function =
        matcher.group(1).equals("UNNEST")
            ? Unnest.WITH_ORDINALITY
            : TableFunctions.lookup(matcher.group(1)).orElseThrow();
    List<Expression> arguments =
        ScriptTypes.split(matcher.group(3)).stream()
            .map(text -> Notation.parse(text, schema))
            .toList();
    TableResolution resolution =
        function.resolve(CallArguments.of(arguments.stream().map(Expression::type).toList()));
    TableFunctionBinding binding = ((TableResolution.Match) resolution).binding();
    List<Expression> casted = new ArrayList<>();
    for (int i = 0; i < arguments.size(); i++) {
      casted.add(
          Expressions.coerce(arguments.get(i), binding.parameters().get(i), SourcePosition.NONE));
    }
    TableCall call = new TableCall(function.name(), binding, casted, SourcePosition.NONE);
    List<Integer> kept = ScriptTypes.columns(schema, header.get("keep"));
    List<String> names = binding.rows().names();
    boolean isOuter = header.getOrDefault("join", "inner").equals("left");
    Schema joined =
        CorrelateNode.properties(input.properties(), call, kept, names, isOuter).schema();
    Optional<Expression> condition =
        Optional.ofNullable(header.get("on")).map(text -> Notation.parse(text, joined));
    return List.of(
        CorrelateNode.of(input, call, kept, names, condition, isOuter, ZoneId.of("UTC")));
  }

  private List<OperatorNode> windowAggregate() {
    return windowAggregate(input, rows());
  }

  private List<OperatorNode> windowAggregate(PlanNode from, WindowRows rows) {
    if (number("phases", 1) == 1) {
      return List.of(
          WindowAggregateNode.of(from, window(), rows, keys(), calls(), windowColumns()));
    }
    LocalWindowAggregateNode local =
        LocalWindowAggregateNode.of(from, window(), rows, keys(), calls());
    return List.of(local, WindowAggregateNode.merging(local, windowColumns()));
  }

  private List<OperatorNode> normalizedWindowAggregate() {
    MaterializeNode normalized = MaterializeNode.normalize(input, input.properties().upsertKey());
    List<OperatorNode> nodes = new ArrayList<>(List.of(normalized));
    nodes.addAll(windowAggregate(normalized, rows()));
    return nodes;
  }

  private List<OperatorNode> windowAssign() {
    return List.of(WindowAssignNode.of(input, window(), timeColumn()));
  }

  private SessionAssignNode session() {
    boolean isProctime = header.getOrDefault("mode", "rowtime").equals("proctime");
    PlanNode from = isProctime ? byClock() : input;
    return SessionAssignNode.of(from, window(), timeColumn(), keys());
  }

  /** The input with its time column as a processing time. */
  private PlanNode byClock() {
    List<TimeAttribute> times =
        new ArrayList<>(Collections.nCopies(schema.size(), TimeAttribute.NONE));
    times.set(timeColumn(), TimeAttribute.PROCTIME);
    return new ScriptInput(
        new StreamProperties(schema, ChangelogKind.INSERT_ONLY, List.of(), times, Set.of()));
  }

  private List<OperatorNode> sessionAssign() {
    return List.of(session());
  }

  private List<OperatorNode> sessionAggregate() {
    SessionAssignNode assign = session();
    List<Integer> keys = new ArrayList<>(keys());
    keys.add(schema.size());
    WindowRows rows = WindowRows.windowEnd(schema.size() + 1);
    List<WindowColumn> columns = List.of(WindowColumn.WINDOW_END);
    return List.of(assign, WindowAggregateNode.of(assign, window(), rows, keys, calls(), columns));
  }

  /** Grouping sets such as {@code k v; k; -}. */
  private List<OperatorNode> expand() {
    List<List<Integer>> sets = new ArrayList<>();
    for (String set : header.get("sets").split(";")) {
      List<Integer> columns = new ArrayList<>();
      for (String name : set.strip().split(" ")) {
        if (!name.equals("-")) {
          columns.add(keys().indexOf(ScriptTypes.column(schema, name)));
        }
      }
      sets.add(columns);
    }
    return List.of(ExpandNode.of(input, keys(), sets));
  }

  private List<OperatorNode> assignedWindowAggregate() {
    WindowAssignNode assign = WindowAssignNode.of(input, window(), timeColumn());
    List<OperatorNode> nodes = new ArrayList<>(List.of(assign));
    nodes.addAll(windowAggregate(assign, WindowRows.windowEnd(schema.size() + 1)));
    return nodes;
  }

  private List<OperatorNode> groupAggregate() {
    ChangelogKind output =
        ChangelogKind.valueOf(header.getOrDefault("emits", "retract").toUpperCase(Locale.ROOT));
    if (number("phases", 1) == 1) {
      GroupAggregateNode node = GroupAggregateNode.of(input, keys(), calls(), output);
      boolean waits = header.containsKey("waits-for-rows");
      return List.of((waits ? node.waitingForRows() : node).withTtl(ttl()));
    }
    LocalGroupAggregateNode local = LocalGroupAggregateNode.of(input, keys(), calls());
    return List.of(local, GroupAggregateNode.merging(local, output).withTtl(ttl()));
  }

  /** {@code on: a = b, c IS NOT DISTINCT FROM d}, left columns first. */
  private List<OperatorNode> join() {
    List<JoinKey> keys = new ArrayList<>();
    for (String key : ScriptTypes.split(header.getOrDefault("on", ""))) {
      boolean isNullSafe = key.contains(" IS NOT DISTINCT FROM ");
      String[] columns = key.split(isNullSafe ? " IS NOT DISTINCT FROM " : " = ");
      keys.add(
          new JoinKey(
              ScriptTypes.column(schema, columns[0].strip()),
              ScriptTypes.column(right.properties().schema(), columns[1].strip()),
              isNullSafe));
    }
    List<Field> fields = new ArrayList<>(schema.fields());
    fields.addAll(right.properties().schema().fields());
    Schema pair = new Schema(fields);
    return List.of(
        JoinNode.of(
                input,
                right,
                JoinKind.valueOf(header.get("kind").toUpperCase(Locale.ROOT)),
                keys,
                Optional.ofNullable(header.get("where")).map(text -> Notation.parse(text, pair)),
                pair.names(),
                "mark",
                ZoneId.of("UTC"))
            .withTtl(number("left-ttl", ttl()), number("right-ttl", ttl())));
  }

  /** For how many milliseconds state is remembered, 0 for ever. */
  private long ttl() {
    return number("ttl", 0);
  }

  private List<OperatorNode> sort() {
    return List.of(SortNode.of(input, sortKeys(), number("offset", 0), limit()));
  }

  private List<OperatorNode> finalSort() {
    FinalRowsNode rows = FinalRowsNode.of(input);
    return List.of(rows, SortNode.of(rows, sortKeys(), number("offset", 0), limit()));
  }

  private List<SortKey> sortKeys() {
    List<SortKey> keys = new ArrayList<>();
    for (String key : ScriptTypes.split(header.getOrDefault("order", ""))) {
      Matcher matcher = SORT_KEY.matcher(key);
      if (!matcher.matches()) {
        throw new IllegalArgumentException("not a sort key: " + key);
      }
      boolean descending = matcher.group(2) != null;
      boolean nullsFirst =
          matcher.group(3) == null ? !descending : matcher.group(3).equals("FIRST");
      keys.add(new SortKey(ScriptTypes.column(schema, matcher.group(1)), descending, nullsFirst));
    }
    return keys;
  }

  private List<Integer> keys() {
    return ScriptTypes.columns(schema, header.getOrDefault("by", ""));
  }

  private List<AggregateCall> calls() {
    List<AggregateCall> calls = new ArrayList<>();
    for (String call : ScriptTypes.split(header.getOrDefault("select", ""))) {
      Matcher matcher = CALL.matcher(call);
      if (!matcher.matches()) {
        throw new IllegalArgumentException("not an aggregate: " + call);
      }
      List<String> arguments =
          matcher.group(3).equals("*")
              ? List.of()
              : new ArrayList<>(ScriptTypes.split(matcher.group(3)));
      AggregateFunction function = function(matcher.group(1), arguments);
      OptionalInt filter =
          matcher.group(4) == null
              ? OptionalInt.empty()
              : OptionalInt.of(ScriptTypes.column(schema, matcher.group(4)));
      calls.add(
          AggregateCall.of(
              function,
              arguments.stream().map(name -> ScriptTypes.column(schema, name)).toList(),
              filter,
              matcher.group(2) != null,
              matcher.group(5) == null ? call : matcher.group(5),
              schema));
    }
    return calls;
  }

  /** The function of a call, with its constants, which are taken from the arguments. */
  private static AggregateFunction function(String name, List<String> arguments) {
    AggregateFunction function = AggregateFunctions.find(name).orElseThrow();
    List<Object> constants = new ArrayList<>();
    for (int position : function.constantArguments()) {
      if (position < arguments.size()) {
        constants.add(constant(arguments.remove(position)));
      }
    }
    return constants.isEmpty() ? function : function.withConstants(constants);
  }

  private static Object constant(String text) {
    if (text.startsWith("'")) {
      return text.substring(1, text.length() - 1);
    }
    if (text.startsWith("[")) {
      List<Object> elements = new ArrayList<>();
      for (String element : text.substring(1, text.length() - 1).split(";")) {
        elements.add(Double.valueOf(element));
      }
      return elements;
    }
    return Double.valueOf(text);
  }

  private List<WindowColumn> windowColumns() {
    return ScriptTypes.split(header.getOrDefault("columns", "window_start, window_end")).stream()
        .map(name -> WindowColumn.valueOf(name.toUpperCase(Locale.ROOT)))
        .toList();
  }

  private WindowRows rows() {
    return header.containsKey("window-end")
        ? WindowRows.windowEnd(ScriptTypes.column(schema, header.get("window-end")))
        : WindowRows.rowtime(timeColumn());
  }

  private List<String> windowArguments() {
    Matcher matcher = WINDOW.matcher(header.get("window"));
    if (!matcher.matches()) {
      throw new IllegalArgumentException("not a window: " + header.get("window"));
    }
    return ScriptTypes.split(matcher.group(2));
  }

  private int timeColumn() {
    return ScriptTypes.column(schema, windowArguments().get(0));
  }

  private WindowSpec window() {
    Matcher matcher = WINDOW.matcher(header.get("window"));
    if (!matcher.matches()) {
      throw new IllegalArgumentException("not a window: " + header.get("window"));
    }
    List<Long> times = new ArrayList<>();
    long offset = 0;
    for (String argument : windowArguments().subList(1, windowArguments().size())) {
      if (argument.startsWith("offset ")) {
        offset = millis(argument.substring(7));
      } else {
        times.add(millis(argument));
      }
    }
    WindowSpec spec =
        switch (matcher.group(1)) {
          case "SESSION" -> WindowSpec.session(times.get(0));
          case "TUMBLE" -> WindowSpec.tumble(times.get(0), offset);
          case "HOP" -> WindowSpec.hop(times.get(1), times.get(0), offset);
          case "CUMULATE" -> WindowSpec.cumulate(times.get(1), times.get(0), offset);
          default -> throw new IllegalArgumentException("no window " + matcher.group(1));
        };
    return matcher.group(3) == null ? spec : spec.inZone(ZoneId.of(matcher.group(3)));
  }

  private static long millis(String duration) {
    String[] parts = duration.strip().split(" ");
    long unit =
        switch (parts[1]) {
          case "ms" -> 1;
          case "s" -> 1_000;
          case "min" -> 60_000;
          case "h" -> 3_600_000;
          case "d" -> 86_400_000;
          default -> throw new IllegalArgumentException("no unit " + parts[1]);
        };
    return Long.parseLong(parts[0]) * unit;
  }

  private long number(String key, long otherwise) {
    return Long.parseLong(header.getOrDefault(key, Long.toString(otherwise)));
  }

  private OptionalLong limit() {
    return header.containsKey("limit") ? OptionalLong.of(number("limit", 0)) : OptionalLong.empty();
  }
}
