package io.weir.planner.convert;

import io.weir.planner.convert.Calcs.Output;
import io.weir.planner.convert.Stream.Slot;
import io.weir.planner.error.PlanningException;
import io.weir.planner.validate.MatchFunction;
import io.weir.runtime.expression.ColumnReference;
import io.weir.runtime.expression.Expression;
import io.weir.runtime.operator.match.AfterMatch;
import io.weir.runtime.operator.match.Definition;
import io.weir.runtime.operator.match.MatchNode;
import io.weir.runtime.operator.match.PatternVariable;
import io.weir.runtime.operator.sort.SortKey;
import io.weir.runtime.plan.ChangelogKind;
import io.weir.runtime.plan.TimeAttribute;
import io.weir.runtime.type.Schema;
import io.weir.runtime.type.TypeKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rel.core.Match;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexPatternFieldRef;
import org.apache.calcite.rex.RexVisitorImpl;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlMatchRecognize;
import org.apache.calcite.sql.SqlNode;

/** MATCH_RECOGNIZE: a step that finds matches, and a projection that computes the measures. */
final class MatchConverter implements RelConverter<Match> {
  private static final String FROM_A_ROW =
      "MATCH_RECOGNIZE takes it from a row of the match, and MATCH_ROWTIME() is the match's time";

  @Override
  public Class<Match> kind() {
    return Match.class;
  }

  @Override
  public Stream convert(Match match, Wanted wanted, Conversion conversion) {
    SqlMatchRecognize clause =
        conversion.translator().matchRecognize(match.getRowType().getFieldNames());
    Stream input = Calcs.exact(conversion.convert(match.getInput(), Wanted.RETRACT), conversion);
    List<Integer> partition = partition(match);
    List<SortKey> keys = keys(match);
    check(input, partition, keys, clause);
    List<PatternVariable> pattern = new ArrayList<>();
    addVariables(match.getPattern(), pattern);
    MatchColumns columns = new MatchColumns(pattern, input, conversion);
    List<RexNode> measures = new ArrayList<>();
    List<String> measureNames =
        match
            .getRowType()
            .getFieldNames()
            .subList(partition.size(), match.getRowType().getFieldCount());
    for (String name : measureNames) {
      RexNode measure = match.getMeasures().get(name);
      checkTimes(measure, input, keys.get(0).column());
      measures.add(columns.rewrite(measure));
    }
    MatchNode node =
        MatchNode.of(
            input.node(),
            partition,
            keys,
            pattern,
            definitions(match.getPatternDefinitions(), pattern, input, conversion),
            after(match.getAfter(), pattern),
            withinMillis(match.getInterval()),
            columns.view(),
            conversion.timeZone());
    return measured(node, measures, measureNames, columns, conversion);
  }

  /** The columns before the measures, in their order; the keys of the match are a set. */
  private static List<Integer> partition(Match match) {
    List<String> columns = match.getRowType().getFieldNames();
    List<String> names = match.getInput().getRowType().getFieldNames();
    List<Integer> partition = new ArrayList<>();
    for (String column : columns.subList(0, columns.size() - match.getMeasures().size())) {
      match.getPartitionKeys().asList().stream()
          .filter(key -> names.get(key).equals(column))
          .findFirst()
          .ifPresent(partition::add);
    }
    return partition;
  }

  private static List<SortKey> keys(Match match) {
    List<SortKey> keys = new ArrayList<>();
    for (RelFieldCollation key : match.getOrderKeys().getFieldCollations()) {
      boolean isDescending = key.getDirection().isDescending();
      keys.add(new SortKey(key.getFieldIndex(), isDescending, !isDescending));
    }
    return keys;
  }

  private static void check(
      Stream input, List<Integer> partition, List<SortKey> keys, SqlMatchRecognize clause) {
    SqlNode first = clause.getOrderList().get(0);
    int time = keys.get(0).column();
    String name = input.slots().get(time).name();
    if (input.time(time) == TimeAttribute.NONE) {
      String reason =
          input.slots().get(time).lostTime().map(lost -> ": " + lost.reason()).orElse("");
      throw new PlanningException(
          first.getParserPosition(),
          "MATCH_RECOGNIZE orders by a time attribute first, and \"" + name + "\" is none" + reason,
          reason.isEmpty()
              ? "order by the column for which the table declares WATERMARK FOR, or by a computed"
                  + " column AS PROCTIME()"
              : "use the time attribute as it is, and compute with it in MEASURES");
    }
    if (keys.get(0).descending()) {
      throw new PlanningException(
          first.getParserPosition(),
          "MATCH_RECOGNIZE orders by time ascending",
          "write ORDER BY " + name + ", and the variables in the order in which their rows come");
    }
    if (input.node().properties().changelog() != ChangelogKind.INSERT_ONLY) {
      throw new PlanningException(
          clause.getParserPosition(),
          "MATCH_RECOGNIZE over rows that change is not supported",
          "read a table that only grows, or aggregate over windows before");
    }
  }

  /** The time of a match must be asked for in the way in which rows are ordered. */
  private static void checkTimes(RexNode measure, Stream input, int time) {
    boolean isRowtime = input.time(time) == TimeAttribute.ROWTIME;
    String name = input.slots().get(time).name();
    measure.accept(
        new RexVisitorImpl<Void>(true) {
          @Override
          public Void visitCall(RexCall call) {
            if (call.getOperator() == MatchFunction.ROWTIME) {
              check(call);
            }
            return super.visitCall(call);
          }

          private void check(RexCall call) {
            if (!isRowtime) {
              throw new PlanningException(
                  call.getParserPosition(),
                  "MATCH_ROWTIME in the order of processing time (\"" + name + "\")",
                  "write MATCH_PROCTIME()");
            }
            boolean isZoned = input.type(time).kind() == TypeKind.TIMESTAMP_LTZ;
            if (call.getOperands().isEmpty() && isZoned) {
              throw new PlanningException(
                  call.getParserPosition(),
                  "MATCH_ROWTIME() is a TIMESTAMP, and \"" + name + "\" a TIMESTAMP_LTZ",
                  "write MATCH_ROWTIME(" + name + ")");
            }
            boolean isOther =
                !call.getOperands().isEmpty()
                    && !(call.getOperands().get(0) instanceof RexPatternFieldRef column
                        && column.getIndex() == time);
            if (isOther) {
              throw new PlanningException(
                  call.getParserPosition(),
                  "MATCH_ROWTIME takes the rowtime that rows are ordered by",
                  "write MATCH_ROWTIME(" + name + ")");
            }
          }
        });
  }

  private static void addVariables(RexNode pattern, List<PatternVariable> variables) {
    if (pattern instanceof RexLiteral name) {
      variables.add(PatternVariable.once(name.getValueAs(String.class)));
      return;
    }
    RexCall call = (RexCall) pattern;
    if (call.getKind() == SqlKind.PATTERN_CONCAT) {
      call.getOperands().forEach(operand -> addVariables(operand, variables));
      return;
    }
    String name = ((RexLiteral) call.getOperands().get(0)).getValueAs(String.class);
    int least = ((RexLiteral) call.getOperands().get(1)).getValueAs(Integer.class);
    int most = ((RexLiteral) call.getOperands().get(2)).getValueAs(Integer.class);
    boolean isReluctant = ((RexLiteral) call.getOperands().get(3)).getValueAs(Boolean.class);
    variables.add(
        new PatternVariable(
            name, Math.max(0, least), most < 0 ? PatternVariable.UNBOUNDED : most, isReluctant));
  }

  private static List<Optional<Definition>> definitions(
      Map<String, RexNode> written,
      List<PatternVariable> pattern,
      Stream input,
      Conversion conversion) {
    List<Optional<Definition>> definitions = new ArrayList<>();
    for (PatternVariable variable : pattern) {
      RexNode condition = written.get(variable.name());
      if (condition == null) {
        definitions.add(Optional.empty());
        continue;
      }
      MatchColumns columns = new MatchColumns(pattern, input, conversion);
      RexNode rewritten = columns.rewrite(condition);
      Schema schema = columns.view().schema(pattern, input.node().properties().schema());
      Expression expression =
          conversion.expressions().convert(rewritten, columns.columns(schema, 0, 0));
      definitions.add(Optional.of(new Definition(columns.view(), expression)));
    }
    return definitions;
  }

  private static AfterMatch after(RexNode after, List<PatternVariable> pattern) {
    if (after instanceof RexLiteral option) {
      return option.getValueAs(SqlMatchRecognize.AfterOption.class)
              == SqlMatchRecognize.AfterOption.SKIP_PAST_LAST_ROW
          ? AfterMatch.PAST_LAST_ROW
          : AfterMatch.TO_NEXT_ROW;
    }
    RexCall skip = (RexCall) after;
    String target = ((RexLiteral) skip.getOperands().get(0)).getValueAs(String.class);
    List<String> names = pattern.stream().map(PatternVariable::name).toList();
    return new AfterMatch(
        skip.getKind() == SqlKind.SKIP_TO_FIRST
            ? AfterMatch.Skip.TO_FIRST
            : AfterMatch.Skip.TO_LAST,
        names.indexOf(target));
  }

  private static long withinMillis(RexNode interval) {
    return interval == null ? 0 : ((RexLiteral) interval).getValueAs(Long.class);
  }

  /** The measures, computed from what the step knows of a match. */
  private static Stream measured(
      MatchNode node,
      List<RexNode> measures,
      List<String> names,
      MatchColumns columns,
      Conversion conversion) {
    Schema schema = node.properties().schema();
    List<Output> outputs = new ArrayList<>();
    for (int i = 0; i < node.partition().size(); i++) {
      boolean isTime =
          node.input().properties().timeAttributes().get(node.partition().get(i))
              != TimeAttribute.NONE;
      Slot slot =
          new Slot(
              schema.name(i),
              i,
              Optional.empty(),
              isTime ? Optional.of(LostTime.computed(FROM_A_ROW)) : Optional.empty());
      outputs.add(new Output(slot, Optional.of(ColumnReference.of(schema, i))));
    }
    List<ColumnReference> references =
        columns.columns(schema, node.partition().size(), schema.size() - 1);
    for (int i = 0; i < measures.size(); i++) {
      Expression value = conversion.expressions().convert(measures.get(i), references);
      outputs.add(new Output(slot(names.get(i), value, node), Optional.of(value)));
    }
    return Calcs.project(Stream.of(node), outputs, conversion);
  }

  /** A measure that is the time of a row of the match is an ordinary column. */
  private static Slot slot(String name, Expression value, MatchNode node) {
    boolean isTimeOfRow =
        value instanceof ColumnReference column
            && column.index() < node.properties().schema().size() - 1
            && isTime(column.index() - node.partition().size(), node);
    return new Slot(
        name,
        0,
        Optional.empty(),
        isTimeOfRow ? Optional.of(LostTime.computed(FROM_A_ROW)) : Optional.empty());
  }

  private static boolean isTime(int viewColumn, MatchNode node) {
    return viewColumn < node.measures().navigations().size()
        && node.input()
                .properties()
                .timeAttributes()
                .get(node.measures().navigations().get(viewColumn).column())
            != TimeAttribute.NONE;
  }
}
