package io.weir.planner.explain;

import io.weir.planner.guarantee.Guarantee;
import io.weir.runtime.plan.ChangelogKind;
import io.weir.runtime.plan.Distribution;
import io.weir.runtime.plan.OperatorNode;
import io.weir.runtime.plan.PlanNode;
import io.weir.runtime.plan.SinkNode;
import io.weir.runtime.plan.SourceNode;
import io.weir.runtime.plan.StreamProperties;
import io.weir.runtime.plan.TimeAttribute;
import io.weir.runtime.state.TableSpec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Prints a plan as a tree, the last step first:
 *
 * <pre>
 * Sink out
 *   ...
 *   WindowAggregate
 *     ...
 *     Source flights
 * </pre>
 */
public final class PlanPrinter {
  private final StringBuilder out = new StringBuilder();
  private final Set<PlanNode> printed = Collections.newSetFromMap(new IdentityHashMap<>());

  private PlanPrinter() {}

  /** The plans of a job's sinks with their guarantees; what they share is printed once. */
  public static String print(List<SinkNode> sinks, List<Guarantee> guarantees) {
    PlanPrinter printer = new PlanPrinter();
    for (int i = 0; i < sinks.size(); i++) {
      SinkNode sink = sinks.get(i);
      Guarantee guarantee = guarantees.get(i);
      printer.line(0, "Sink " + sink.table());
      printer.line(1, "writes: " + sink.sink().describe());
      printer.line(1, "guarantee: " + GuaranteePrinter.sentence(guarantee));
      printer.input(sink, 0, 1);
    }
    return printer.out.toString();
  }

  /** The plan below a node. */
  public static String print(PlanNode node) {
    PlanPrinter printer = new PlanPrinter();
    printer.node(node, 0);
    return printer.out.toString();
  }

  private void node(PlanNode node, int depth) {
    if (!printed.add(node)) {
      line(depth, title(node) + ", the one above");
      return;
    }
    line(depth, title(node));
    for (PlanNode.Attribute attribute : attributes(node)) {
      line(depth + 1, attribute.name() + ": " + attribute.value());
    }
    line(depth + 1, "columns: " + columns(node.properties()));
    line(depth + 1, "changes: " + changes(node.properties()));
    if (node instanceof OperatorNode operator) {
      for (TableSpec table : operator.stateTables()) {
        line(depth + 1, "state: " + state(table));
      }
    }
    for (int input = 0; input < node.inputs().size(); input++) {
      input(node, input, depth + 1);
    }
  }

  private void input(PlanNode node, int input, int depth) {
    PlanNode child = node.inputs().get(input);
    Distribution distribution = node.requiredDistribution(input);
    if (distribution.kind() != Distribution.Kind.ANY) {
      line(depth, "distributed: " + distribution.describe(child.properties().schema().names()));
    }
    node(child, depth);
  }

  private static String title(PlanNode node) {
    return node instanceof SourceNode source ? source.name() + " " + source.table() : node.name();
  }

  private static List<PlanNode.Attribute> attributes(PlanNode node) {
    if (!(node instanceof SourceNode source)) {
      return node.attributes();
    }
    List<PlanNode.Attribute> attributes = new ArrayList<>();
    attributes.add(new PlanNode.Attribute("reads", source.source().describe()));
    attributes.add(
        new PlanNode.Attribute("from columns", source.source().schema().names().toString()));
    String computed = computed(source);
    if (!computed.isEmpty()) {
      attributes.add(new PlanNode.Attribute("computes", computed));
    }
    source
        .watermark()
        .ifPresent(
            spec ->
                attributes.add(
                    new PlanNode.Attribute(
                        "watermark",
                        spec.watermark()
                            + " for "
                            + source.properties().schema().name(spec.rowtime())
                            + (spec.idleTimeoutMillis() > 0
                                ? ", idle after " + spec.idleTimeoutMillis() + " ms"
                                : ""))));
    return attributes;
  }

  private static String computed(SourceNode source) {
    List<String> computed = new ArrayList<>();
    for (int i = 0; i < source.columns().size(); i++) {
      String expression = source.columns().get(i).toString();
      String name = source.properties().schema().name(i);
      if (!expression.equals(name)) {
        computed.add(expression + " AS " + name);
      }
    }
    return String.join(", ", computed);
  }

  private static String columns(StreamProperties properties) {
    List<String> columns = new ArrayList<>();
    for (int i = 0; i < properties.schema().size(); i++) {
      TimeAttribute time = properties.timeAttributes().get(i);
      String mark =
          time == TimeAttribute.NONE ? "" : " *" + time.name().toLowerCase(Locale.ROOT) + "*";
      columns.add(
          properties.schema().name(i) + " " + properties.schema().type(i).toString() + mark);
    }
    return String.join(", ", columns);
  }

  private static String changes(StreamProperties properties) {
    List<String> names = properties.schema().names();
    String key =
        properties.upsertKey().stream().map(names::get).collect(Collectors.joining(", ", "(", ")"));
    return switch (properties.changelog()) {
          case INSERT_ONLY -> "rows are only inserted";
          case UPSERT -> "rows are replaced by " + key;
          case RETRACT -> "rows are updated and deleted, old rows included";
        }
        + uniqueKeys(properties, names);
  }

  private static String uniqueKeys(StreamProperties properties, List<String> names) {
    if (properties.uniqueKeys().isEmpty() || properties.changelog() == ChangelogKind.UPSERT) {
      return "";
    }
    return properties.uniqueKeys().stream()
        .map(
            key ->
                key.isEmpty()
                    ? "one row"
                    : key.stream().map(names::get).collect(Collectors.joining(", ", "(", ")")))
        .sorted()
        .collect(Collectors.joining(", ", "; unique: ", ""));
  }

  private static String state(TableSpec table) {
    String contents =
        table.shape() == TableSpec.Shape.AGGREGATE
            ? table.cells().stream()
                .map(TableSpec.Cell::name)
                .collect(Collectors.joining(", ", "[", "]"))
            : table.value().names().toString();
    return table.name()
        + (table.windowed() ? " by window and " : " by ")
        + table.key().names()
        + " holds "
        + contents
        + (table.ttlMillis() > 0 ? ", forgotten after " + table.ttlMillis() + " ms" : "");
  }

  private void line(int depth, String text) {
    out.append("  ".repeat(depth)).append(text).append('\n');
  }
}
