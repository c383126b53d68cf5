package io.weir.runtime.operator.calc;

import io.weir.runtime.expression.Expression;
import io.weir.runtime.operator.Operator;
import io.weir.runtime.operator.OperatorContext;
import io.weir.runtime.plan.ChangelogKind;
import io.weir.runtime.plan.Distribution;
import io.weir.runtime.plan.OperatorNode;
import io.weir.runtime.plan.PlanNode;
import io.weir.runtime.plan.StreamProperties;
import io.weir.runtime.state.TableSpec;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Filters rows and computes columns, in one pass.
 *
 * <p>Changelogs: over a retract stream, a row of an update whose other half the condition drops
 * becomes a plain -D or +I. Over an upsert stream, a +U that fails the condition becomes a -D of
 * its key, and every -D and -U goes on, since their other columns may be NULL; columns outside of
 * the key are NULL in such rows.
 *
 * @param input the rows
 * @param condition which rows stay; all if empty
 * @param projections one expression over the input's schema for each column of the output
 * @param properties the output's; its changelog kind is the input's
 * @param timeZone the session's, frozen with the job
 */
public record CalcNode(
    PlanNode input,
    Optional<Expression> condition,
    List<Expression> projections,
    StreamProperties properties,
    ZoneId timeZone)
    implements OperatorNode {
  public CalcNode {
    Objects.requireNonNull(input, "input");
    Objects.requireNonNull(timeZone, "timeZone");
    projections = List.copyOf(projections);
    if (projections.size() != properties.schema().size()) {
      throw new IllegalArgumentException(
          projections.size() + " projections for " + properties.schema());
    }
  }

  @Override
  public String name() {
    return condition.isPresent() ? "Filter" : "Project";
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
  public List<TableSpec> stateTables() {
    return List.of();
  }

  @Override
  public Operator create(OperatorContext context) {
    return new CalcOperator(this, context);
  }

  /** Whether dropping a row may leave a stale one behind its upsert key. */
  boolean deletesFailingUpdates() {
    return condition.isPresent() && input.properties().changelog() == ChangelogKind.UPSERT;
  }

  @Override
  public List<Attribute> attributes() {
    List<Attribute> attributes = new ArrayList<>();
    condition.ifPresent(c -> attributes.add(new Attribute("condition", c.toString())));
    attributes.add(new Attribute("select", select()));
    return attributes;
  }

  private String select() {
    List<String> columns = new ArrayList<>();
    for (int i = 0; i < projections.size(); i++) {
      String expression = projections.get(i).toString();
      String name = properties.schema().name(i);
      columns.add(expression.equals(name) ? name : expression + " AS " + name);
    }
    return String.join(", ", columns);
  }
}
