package io.weir.planner.relation;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelWriter;
import org.apache.calcite.rel.SingleRel;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;

/**
 * Each row of the input with the rows that a table function gives for it: what a correlation with a
 * table function means, without a correlation variable.
 */
public final class TableFunctionJoin extends SingleRel {
  private final RexCall call;
  private final List<Integer> kept;
  private final Optional<RexNode> condition;
  private final boolean isOuter;

  /**
   * @param call of a {@code RegistryTableFunction} over the input's columns
   * @param kept the input's columns that the result begins with
   * @param condition over the result's columns: which rows of the function stay
   * @param isOuter whether a row without any stays once
   * @param rowType the kept columns, then the function's
   */
  public TableFunctionJoin(
      RelOptCluster cluster,
      RelTraitSet traits,
      RelNode input,
      RexCall call,
      List<Integer> kept,
      Optional<RexNode> condition,
      boolean isOuter,
      RelDataType rowType) {
    super(cluster, traits, input);
    this.call = Objects.requireNonNull(call, "call");
    this.kept = List.copyOf(kept);
    this.condition = condition;
    this.isOuter = isOuter;
    this.rowType = rowType;
  }

  /**
   * A join with all rows of the function that keeps some columns.
   *
   * @param functionRow the columns of the function
   */
  public static TableFunctionJoin create(
      RelNode input,
      RexCall call,
      List<Integer> kept,
      List<RelDataTypeField> functionRow,
      boolean isOuter) {
    return new TableFunctionJoin(
        input.getCluster(),
        input.getTraitSet(),
        input,
        call,
        kept,
        Optional.empty(),
        isOuter,
        rowType(input, kept, functionRow, isOuter));
  }

  private static RelDataType rowType(
      RelNode input, List<Integer> kept, List<RelDataTypeField> functionRow, boolean isOuter) {
    RelDataTypeFactory factory = input.getCluster().getTypeFactory();
    List<RelDataTypeField> fields = input.getRowType().getFieldList();
    RelDataTypeFactory.Builder builder = factory.builder();
    builder.kind(input.getRowType().getStructKind());
    kept.forEach(column -> builder.add(fields.get(column)));
    for (RelDataTypeField field : functionRow) {
      RelDataType type = field.getType();
      builder.add(field.getName(), isOuter ? factory.createTypeWithNullability(type, true) : type);
    }
    return builder.uniquify().build();
  }

  /** The call, over the input's columns. */
  public RexCall call() {
    return call;
  }

  /** The input's columns that the result begins with. */
  public List<Integer> kept() {
    return kept;
  }

  /** Over the result's columns: which rows of the function stay. */
  public Optional<RexNode> condition() {
    return condition;
  }

  /** Whether a row without any stays once. */
  public boolean isOuter() {
    return isOuter;
  }

  /** The function's columns in the result. */
  public List<RelDataTypeField> functionFields() {
    List<RelDataTypeField> all = rowType.getFieldList();
    return all.subList(kept.size(), all.size());
  }

  /** The same with a further condition. */
  public TableFunctionJoin filtered(RexNode further) {
    RexNode both =
        condition
            .map(
                first ->
                    org.apache.calcite.rex.RexUtil.composeConjunction(
                        getCluster().getRexBuilder(), List.of(first, further)))
            .orElse(further);
    return new TableFunctionJoin(
        getCluster(), traitSet, input, call, kept, Optional.of(both), isOuter, rowType);
  }

  /** The same over an input with other columns. */
  public TableFunctionJoin over(
      RelNode newInput, RexCall newCall, List<Integer> newKept, Optional<RexNode> newCondition) {
    List<RelDataTypeField> functionRow = new ArrayList<>(functionFields());
    TableFunctionJoin plain = create(newInput, newCall, newKept, functionRow, isOuter);
    return newCondition.map(plain::filtered).orElse(plain);
  }

  @Override
  public RelNode accept(RexShuttle shuttle) {
    RexCall newCall = (RexCall) shuttle.apply(call);
    Optional<RexNode> newCondition = condition.map(shuttle::apply);
    boolean isSame = newCall == call && newCondition.equals(condition);
    return isSame
        ? this
        : new TableFunctionJoin(
            getCluster(), traitSet, input, newCall, kept, newCondition, isOuter, rowType);
  }

  @Override
  public RelNode copy(RelTraitSet traits, List<RelNode> inputs) {
    return new TableFunctionJoin(
        getCluster(), traits, inputs.get(0), call, kept, condition, isOuter, rowType);
  }

  @Override
  public RelWriter explainTerms(RelWriter writer) {
    return super.explainTerms(writer)
        .item("type", isOuter ? "left" : "inner")
        .item("call", call)
        .item("kept", kept)
        .itemIf("condition", condition.orElse(null), condition.isPresent());
  }
}
