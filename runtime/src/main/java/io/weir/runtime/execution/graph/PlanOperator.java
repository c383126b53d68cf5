package io.weir.runtime.execution.graph;

import io.weir.runtime.plan.PlanNode.Attribute;
import java.util.List;

/**
 * What a checkpoint remembers about one step of the plan, so that a later plan can tell which of
 * its steps are the same.
 *
 * @param id under which the checkpoint keeps what the step holds
 * @param planId the id that the plan itself gives to the step; differs from {@code id} where an
 *     earlier query gave the id
 * @param kind whether it reads, computes or writes
 * @param name of the step, such as {@code WindowAggregate}
 * @param signature equal for steps that can go on from each other's state: made from what the step
 *     does and from where its columns come, but not from columns that it does not read
 * @param attributes what EXPLAIN prints, for saying what has changed
 * @param columns the columns that it sends on
 * @param inputs the ids of the steps that it reads from, input by input
 * @param holdsState whether it declares state tables
 * @param readsChanges whether one of its inputs sends changes of earlier rows
 */
public record PlanOperator(
    String id,
    String planId,
    Kind kind,
    String name,
    String signature,
    List<Attribute> attributes,
    List<String> columns,
    List<String> inputs,
    boolean holdsState,
    boolean readsChanges) {
  public PlanOperator {
    attributes = List.copyOf(attributes);
    columns = List.copyOf(columns);
    inputs = List.copyOf(inputs);
  }

  /** What a step is to the outside. */
  public enum Kind {
    SOURCE,
    OPERATOR,
    SINK
  }

  /** The step with its table, or for want of one with its name, for messages. */
  public String title() {
    String table = attribute("table");
    return table.isEmpty() ? name : name + " " + table;
  }

  /** The value of an attribute; the empty string if there is none. */
  public String attribute(String wanted) {
    return attributes.stream()
        .filter(attribute -> attribute.name().equals(wanted))
        .map(Attribute::value)
        .findFirst()
        .orElse("");
  }
}
