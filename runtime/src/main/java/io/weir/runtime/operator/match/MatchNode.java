package io.weir.runtime.operator.match;

import io.weir.runtime.operator.Operator;
import io.weir.runtime.operator.OperatorContext;
import io.weir.runtime.operator.sort.SortKey;
import io.weir.runtime.plan.ChangelogKind;
import io.weir.runtime.plan.PartitionedNode;
import io.weir.runtime.plan.PlanNode;
import io.weir.runtime.plan.StreamProperties;
import io.weir.runtime.plan.TimeAttribute;
import io.weir.runtime.state.TableSpec;
import io.weir.runtime.type.Field;
import io.weir.runtime.type.Schema;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Finds patterns of rows: one row for each match, with the columns of the partition, the values
 * that are wanted of the match, and the time at which it was certain. Rows that are equal in all
 * sort keys stay in the order in which they come.
 *
 * @param input insert-only
 * @param partition the positions of the partition columns; may be empty
 * @param keys what to order by; a time attribute, ascending, comes first
 * @param pattern the variables, which take rows one after the other
 * @param definitions the condition of each variable; every row fulfils one that is empty
 * @param after where the search goes on behind a match
 * @param withinMillis a match is shorter than this; 0 for any length
 * @param measures what is wanted of a match
 * @param properties of the result
 * @param timeZone the session's, frozen with the job
 */
public record MatchNode(
    PlanNode input,
    List<Integer> partition,
    List<SortKey> keys,
    List<PatternVariable> pattern,
    List<Optional<Definition>> definitions,
    AfterMatch after,
    long withinMillis,
    MatchView measures,
    StreamProperties properties,
    ZoneId timeZone)
    implements PartitionedNode {
  /** The name of the column with the time at which a match was certain. */
  public static final String MATCH_TIME = "match time";

  public MatchNode {
    partition = List.copyOf(partition);
    keys = List.copyOf(keys);
    pattern = List.copyOf(pattern);
    definitions = List.copyOf(definitions);
    StreamProperties rows = input.properties();
    boolean isInTime =
        !keys.isEmpty()
            && !keys.get(0).descending()
            && rows.timeAttributes().get(keys.get(0).column()) != TimeAttribute.NONE;
    if (rows.changelog() != ChangelogKind.INSERT_ONLY || !isInTime) {
      throw new IllegalArgumentException("patterns in " + keys + " of " + rows);
    }
    if (pattern.isEmpty()
        || pattern.size() > Automaton.MOST_VARIABLES
        || pattern.size() != definitions.size()
        || pattern.stream().allMatch(PatternVariable::isOptional)
        || pattern.get(pattern.size() - 1).isGreedy()) {
      throw new IllegalArgumentException("the pattern " + pattern);
    }
  }

  /** Patterns; the result has the partition columns, the measures, and the time of the match. */
  public static MatchNode of(
      PlanNode input,
      List<Integer> partition,
      List<SortKey> keys,
      List<PatternVariable> pattern,
      List<Optional<Definition>> definitions,
      AfterMatch after,
      long withinMillis,
      MatchView measures,
      ZoneId timeZone) {
    Schema rows = input.properties().schema();
    List<Field> fields = new ArrayList<>(rows.project(partition).fields());
    fields.addAll(measures.schema(pattern, rows).fields());
    List<TimeAttribute> times =
        new ArrayList<>(Collections.nCopies(fields.size(), TimeAttribute.NONE));
    int time = keys.get(0).column();
    fields.add(new Field(MATCH_TIME, rows.type(time)));
    boolean isRowtime = input.properties().timeAttributes().get(time) == TimeAttribute.ROWTIME;
    times.add(isRowtime ? TimeAttribute.ROWTIME : TimeAttribute.NONE);
    StreamProperties properties =
        new StreamProperties(
            new Schema(fields), ChangelogKind.INSERT_ONLY, List.of(), times, Set.of());
    return new MatchNode(
        input,
        partition,
        keys,
        pattern,
        definitions,
        after,
        withinMillis,
        measures,
        properties,
        timeZone);
  }

  /** Whether rows are ordered by the time at which they come. */
  boolean isProctime() {
    return input.properties().timeAttributes().get(keys.get(0).column()) == TimeAttribute.PROCTIME;
  }

  @Override
  public String name() {
    return "Match";
  }

  @Override
  public List<Attribute> attributes() {
    Schema schema = input.properties().schema();
    List<Attribute> attributes = new ArrayList<>();
    attributes.add(new Attribute("partitionBy", schema.project(partition).names().toString()));
    attributes.add(
        new Attribute(
            "orderBy",
            keys.stream()
                .map(key -> key.describe(schema.name(key.column())))
                .collect(Collectors.joining(", ", "[", "]"))));
    attributes.add(
        new Attribute(
            "pattern",
            pattern.stream().map(PatternVariable::describe).collect(Collectors.joining(" "))));
    attributes.add(new Attribute("define", describeDefinitions()));
    attributes.add(new Attribute("measures", measures.schema(pattern, schema).names().toString()));
    attributes.add(new Attribute("afterMatch", after.describe(pattern)));
    if (withinMillis > 0) {
      attributes.add(new Attribute("within", withinMillis + " ms"));
    }
    return attributes;
  }

  private String describeDefinitions() {
    List<String> described = new ArrayList<>();
    for (int variable = 0; variable < pattern.size(); variable++) {
      String name = pattern.get(variable).name();
      definitions.get(variable).ifPresent(d -> described.add(name + " AS " + d.condition()));
    }
    return described.toString();
  }

  @Override
  public List<TableSpec> stateTables() {
    return MatchOperator.specs(this);
  }

  @Override
  public Operator create(OperatorContext context) {
    return new MatchOperator(this, context);
  }
}
