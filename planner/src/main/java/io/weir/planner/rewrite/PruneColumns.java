package io.weir.planner.rewrite;

import io.weir.planner.relation.TableFunctionJoin;
import io.weir.planner.validate.WindowFunction;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.logical.LogicalMatch;
import org.apache.calcite.rel.logical.LogicalTableFunctionScan;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexPatternFieldRef;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.rex.RexVisitorImpl;
import org.apache.calcite.sql2rel.RelFieldTrimmer;
import org.apache.calcite.tools.RelBuilder;
import org.apache.calcite.util.ImmutableBitSet;
import org.apache.calcite.util.mapping.Mapping;
import org.apache.calcite.util.mapping.MappingType;
import org.apache.calcite.util.mapping.Mappings;

/**
 * Drops columns that nobody uses and that break no ties, down to the sources.
 *
 * <pre>
 * Project(a)                  Project(a)
 *   Scan(a, b, c)      →        Project(a)
 *                                 Scan(a, b, c)
 * </pre>
 */
final class PruneColumns implements Phase {
  @Override
  public String name() {
    return "prune columns";
  }

  @Override
  public RelNode apply(RelNode query, RelBuilder builder) {
    return new Trimmer(builder).trim(query);
  }

  /** Calcite's trimmer, which knows all operations but window functions. Public for reflection. */
  public static final class Trimmer extends RelFieldTrimmer {
    Trimmer(RelBuilder builder) {
      super(null, builder);
    }

    /** Columns that break ties are used, whether or not anybody looks at them. */
    @Override
    public TrimResult trimFields(
        Project project, ImmutableBitSet used, Set<RelDataTypeField> extra) {
      return super.trimFields(project, used.union(TieColumns.ofProjection(project)), extra);
    }

    /** An aggregate of everything has one row, even if nobody looks at its columns. */
    @Override
    public TrimResult trimFields(
        Aggregate aggregate, ImmutableBitSet used, Set<RelDataTypeField> extra) {
      boolean isAllUnused = aggregate.getGroupCount() == 0 && used.isEmpty();
      return super.trimFields(aggregate, isAllUnused ? ImmutableBitSet.of(0) : used, extra);
    }

    @Override
    protected TrimResult trimChild(
        RelNode rel, RelNode input, ImmutableBitSet used, Set<RelDataTypeField> extra) {
      ImmutableBitSet ties =
          rel instanceof Project project ? TieColumns.ofInput(project) : ImmutableBitSet.of();
      return super.trimChild(rel, input, used.union(ties), extra);
    }

    /** A window function needs its time column; it always makes all three window columns. */
    @Override
    public TrimResult trimFields(
        LogicalTableFunctionScan scan, ImmutableBitSet used, Set<RelDataTypeField> extra) {
      RexNode call = scan.getCall();
      if (!(call instanceof RexCall function)
          || !(function.getOperator() instanceof WindowFunction)) {
        return super.trimFields(scan, used, extra);
      }
      RelNode input = scan.getInput(0);
      int inputSize = input.getRowType().getFieldCount();
      ImmutableBitSet needed =
          used.intersect(ImmutableBitSet.range(inputSize)).union(RelOptUtil.InputFinder.bits(call));
      TrimResult trimmed = trimChild(scan, input, needed, Set.of());
      RelNode newInput = trimmed.left;
      Mapping inputMapping = trimmed.right;
      int newSize = newInput.getRowType().getFieldCount();
      RexNode newCall = call.accept(new Renumber(inputMapping));
      List<RelDataTypeField> fields = new ArrayList<>(newInput.getRowType().getFieldList());
      List<RelDataTypeField> all = scan.getRowType().getFieldList();
      fields.addAll(all.subList(inputSize, all.size()));
      RelDataTypeFactory factory = scan.getCluster().getTypeFactory();
      RelDataType type =
          factory.builder().kind(scan.getRowType().getStructKind()).addAll(fields).build();
      LogicalTableFunctionScan pruned =
          LogicalTableFunctionScan.create(
              scan.getCluster(), List.of(newInput), newCall, scan.getElementType(), type, Set.of());
      Mapping mapping =
          Mappings.create(
              MappingType.INVERSE_SURJECTION, all.size(), newSize + all.size() - inputSize);
      for (int i = 0; i < inputSize; i++) {
        int target = inputMapping.getTargetOpt(i);
        if (target >= 0) {
          mapping.set(i, target);
        }
      }
      for (int i = inputSize; i < all.size(); i++) {
        mapping.set(i, newSize + i - inputSize);
      }
      return result(pruned, mapping, scan);
    }

    /**
     * A pattern needs its keys and what its conditions and measures read; it gives all of these.
     */
    public TrimResult trimFields(
        LogicalMatch match, ImmutableBitSet used, Set<RelDataTypeField> extra) {
      ImmutableBitSet.Builder read = ImmutableBitSet.builder();
      read.addAll(match.getPartitionKeys());
      match.getOrderKeys().getFieldCollations().forEach(key -> read.set(key.getFieldIndex()));
      RexVisitorImpl<Void> collector =
          new RexVisitorImpl<>(true) {
            @Override
            public Void visitPatternFieldRef(RexPatternFieldRef reference) {
              read.set(reference.getIndex());
              return null;
            }
          };
      match.getMeasures().values().forEach(measure -> measure.accept(collector));
      match.getPatternDefinitions().values().forEach(condition -> condition.accept(collector));
      TrimResult trimmed = trimChild(match, match.getInput(), read.build(), Set.of());
      Renumber renumber = new Renumber(trimmed.right);
      LogicalMatch pruned =
          LogicalMatch.create(
              trimmed.left,
              match.getRowType(),
              match.getPattern(),
              match.isStrictStart(),
              match.isStrictEnd(),
              renumbered(match.getPatternDefinitions(), renumber),
              renumbered(match.getMeasures(), renumber),
              match.getAfter(),
              match.getSubsets(),
              match.isAllRows(),
              Mappings.apply(trimmed.right, match.getPartitionKeys()),
              RexUtil.apply(trimmed.right, match.getOrderKeys()),
              match.getInterval());
      return result(pruned, Mappings.createIdentity(match.getRowType().getFieldCount()), match);
    }

    private static Map<String, RexNode> renumbered(
        Map<String, RexNode> expressions, Renumber renumber) {
      Map<String, RexNode> renumbered = new LinkedHashMap<>();
      expressions.forEach((name, e) -> renumbered.put(name, e.accept(renumber)));
      return renumbered;
    }

    /** A table function needs its arguments; it always gives all of its columns. */
    public TrimResult trimFields(
        TableFunctionJoin join, ImmutableBitSet used, Set<RelDataTypeField> extra) {
      int keptCount = join.kept().size();
      ImmutableBitSet result =
          join.condition()
              .map(RelOptUtil.InputFinder::bits)
              .orElse(ImmutableBitSet.of())
              .union(used);
      List<Integer> keptNow = new ArrayList<>();
      for (int i = 0; i < keptCount; i++) {
        if (result.get(i)) {
          keptNow.add(i);
        }
      }
      ImmutableBitSet needed =
          ImmutableBitSet.of(keptNow.stream().map(join.kept()::get).toList())
              .union(RelOptUtil.InputFinder.bits(join.call()));
      TrimResult trimmed = trimChild(join, join.getInput(), needed, Set.of());
      int functionColumns = join.functionFields().size();
      Mapping mapping =
          Mappings.create(
              MappingType.INVERSE_SURJECTION,
              keptCount + functionColumns,
              keptNow.size() + functionColumns);
      for (int i = 0; i < keptNow.size(); i++) {
        mapping.set(keptNow.get(i), i);
      }
      for (int i = 0; i < functionColumns; i++) {
        mapping.set(keptCount + i, keptNow.size() + i);
      }
      TableFunctionJoin pruned =
          join.over(
              trimmed.left,
              (RexCall) join.call().accept(new Renumber(trimmed.right)),
              keptNow.stream().map(i -> trimmed.right.getTarget(join.kept().get(i))).toList(),
              join.condition().map(condition -> condition.accept(new Renumber(mapping))));
      return result(pruned, mapping, join);
    }
  }

  /** Moves input references to where their columns are now. */
  private static final class Renumber extends RexShuttle {
    private final Mapping mapping;

    Renumber(Mapping mapping) {
      this.mapping = mapping;
    }

    @Override
    public RexNode visitInputRef(RexInputRef reference) {
      return new RexInputRef(mapping.getTarget(reference.getIndex()), reference.getType());
    }

    @Override
    public RexNode visitPatternFieldRef(RexPatternFieldRef reference) {
      return new RexPatternFieldRef(
          reference.getAlpha(), mapping.getTarget(reference.getIndex()), reference.getType());
    }
  }
}
