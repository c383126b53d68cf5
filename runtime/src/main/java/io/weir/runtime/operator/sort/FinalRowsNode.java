package io.weir.runtime.operator.sort;

import io.weir.runtime.operator.Operator;
import io.weir.runtime.operator.OperatorContext;
import io.weir.runtime.plan.ChangelogKind;
import io.weir.runtime.plan.Distribution;
import io.weir.runtime.plan.OperatorNode;
import io.weir.runtime.plan.PlanNode;
import io.weir.runtime.plan.StreamProperties;
import io.weir.runtime.plan.TimeAttribute;
import io.weir.runtime.state.TableSpec;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Turns a changelog over bounded input into the rows that are left at its end.
 *
 * @param input the changelog
 * @param properties of the result: the input's columns, insert-only
 */
public record FinalRowsNode(PlanNode input, StreamProperties properties) implements OperatorNode {
  /** The final rows of {@code input}. */
  public static FinalRowsNode of(PlanNode input) {
    return new FinalRowsNode(input, finalProperties(input.properties()));
  }

  static StreamProperties finalProperties(StreamProperties input) {
    return new StreamProperties(
        input.schema(),
        ChangelogKind.INSERT_ONLY,
        List.of(),
        Collections.nCopies(input.schema().size(), TimeAttribute.NONE),
        input.uniqueKeys());
  }

  @Override
  public String name() {
    return "FinalRows";
  }

  @Override
  public List<PlanNode> inputs() {
    return List.of(input);
  }

  @Override
  public Distribution requiredDistribution(int input) {
    StreamProperties from = this.input.properties();
    List<Integer> columns =
        from.changelog() == ChangelogKind.UPSERT
            ? from.upsertKey()
            : IntStream.range(0, from.schema().size()).boxed().toList();
    return columns.isEmpty() ? Distribution.SINGLE : Distribution.hash(columns);
  }

  @Override
  public int maxParallelism() {
    return requiredDistribution(0).kind() == Distribution.Kind.SINGLE ? 1 : Integer.MAX_VALUE;
  }

  @Override
  public List<Attribute> attributes() {
    StreamProperties from = input.properties();
    return from.changelog() == ChangelogKind.UPSERT
        ? List.of(new Attribute("key", from.schema().project(from.upsertKey()).names().toString()))
        : List.of();
  }

  @Override
  public List<TableSpec> stateTables() {
    return List.of(FinalRowsOperator.spec(this));
  }

  @Override
  public Operator create(OperatorContext context) {
    return new FinalRowsOperator(this, context);
  }
}
