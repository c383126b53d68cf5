package io.weir.runtime.operator.correlate;

import io.weir.runtime.expression.Expression;
import io.weir.runtime.operator.Operator;
import io.weir.runtime.operator.OperatorContext;
import io.weir.runtime.plan.ChangelogKind;
import io.weir.runtime.plan.Distribution;
import io.weir.runtime.plan.OperatorNode;
import io.weir.runtime.plan.PlanNode;
import io.weir.runtime.plan.StreamProperties;
import io.weir.runtime.plan.TimeAttribute;
import io.weir.runtime.state.TableSpec;
import io.weir.runtime.type.Field;
import io.weir.runtime.type.Schema;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Joins each row with the rows that a table function gives for it. Every row of a changelog gives
 * rows of its own kind, so what leaves takes with it what came for it: the call must be
 * deterministic then.
 *
 * @param input the rows that call
 * @param call the function and its arguments over the input's schema
 * @param kept the input's columns that the output begins with; the function's columns follow
 * @param condition over the output's columns: which rows of the function stay; all if empty
 * @param isOuter whether a row without any stays once, with NULL in the function's columns
 * @param properties the output's
 * @param timeZone the session's, frozen with the job
 */
public record CorrelateNode(
    PlanNode input,
    TableCall call,
    List<Integer> kept,
    Optional<Expression> condition,
    boolean isOuter,
    StreamProperties properties,
    ZoneId timeZone)
    implements OperatorNode {
  public CorrelateNode {
    Objects.requireNonNull(timeZone, "timeZone");
    kept = List.copyOf(kept);
    ChangelogKind changelog = input.properties().changelog();
    if (changelog == ChangelogKind.UPSERT) {
      throw new IllegalArgumentException("an upsert stream does not say what leaves");
    }
    if (changelog == ChangelogKind.RETRACT && !call.isDeterministic()) {
      throw new IllegalArgumentException(call + " gives other rows when a row leaves");
    }
  }

  /**
   * The rows of {@code input} with those of {@code call}.
   *
   * @param names of the function's columns
   */
  public static CorrelateNode of(
      PlanNode input,
      TableCall call,
      List<Integer> kept,
      List<String> names,
      Optional<Expression> condition,
      boolean isOuter,
      ZoneId timeZone) {
    return new CorrelateNode(
        input,
        call,
        kept,
        condition,
        isOuter,
        properties(input.properties(), call, kept, names, isOuter),
        timeZone);
  }

  /** What such a node's output would be, to translate a condition over it. */
  public static StreamProperties properties(
      StreamProperties input,
      TableCall call,
      List<Integer> kept,
      List<String> names,
      boolean isOuter) {
    List<Field> fields = new ArrayList<>();
    List<TimeAttribute> times = new ArrayList<>();
    for (int column : kept) {
      fields.add(input.schema().field(column));
      times.add(input.timeAttributes().get(column));
    }
    Schema rows = call.binding().rows();
    for (int i = 0; i < rows.size(); i++) {
      boolean isNullable = isOuter || rows.type(i).nullable();
      fields.add(new Field(names.get(i), rows.type(i).withNullable(isNullable)));
      times.add(TimeAttribute.NONE);
    }
    return new StreamProperties(new Schema(fields), input.changelog(), List.of(), times, Set.of());
  }

  @Override
  public String name() {
    return "Correlate";
  }

  @Override
  public List<PlanNode> inputs() {
    return List.of(input);
  }

  @Override
  public Distribution requiredDistribution(int input) {
    return Distribution.ANY;
  }

  @Override
  public List<Attribute> attributes() {
    List<Attribute> attributes = new ArrayList<>();
    attributes.add(new Attribute("type", isOuter ? "left" : "inner"));
    attributes.add(new Attribute("call", call.toString()));
    condition.ifPresent(c -> attributes.add(new Attribute("condition", c.toString())));
    attributes.add(new Attribute("select", String.join(", ", properties.schema().names())));
    return attributes;
  }

  @Override
  public List<TableSpec> stateTables() {
    return List.of();
  }

  @Override
  public Operator create(OperatorContext context) {
    return new CorrelateOperator(this, context);
  }
}
