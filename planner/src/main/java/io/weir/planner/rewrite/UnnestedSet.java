package io.weir.planner.rewrite;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.SetOp;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.apache.calcite.sql.validate.SqlValidatorUtil;

/**
 * UNION, INTERSECT and EXCEPT within a subquery, of inputs that are free of the columns of the
 * outer query: what the outer row is compared with becomes columns of the rows, by which rows for
 * one outer row are told from those for another. If the inputs do not compare the same, the values
 * of the outer rows come to each of them.
 *
 * <pre>
 * Union(all)                         Union(all)                 on k = outer.k
 *   Filter(k = outer.k)                Project(x, k)
 *     Scan(k, x)              →          Scan(k, x)
 *   Filter(a = outer.k)                Project(y, a)
 *     Scan(a, y)                         Scan(a, y)
 * </pre>
 */
final class UnnestedSet {
  private final SetOp set;
  private final OuterRows outerRows;
  private final RexBuilder builder;

  private UnnestedSet(SetOp set, OuterRows outerRows) {
    this.set = set;
    this.outerRows = outerRows;
    this.builder = set.getCluster().getRexBuilder();
  }

  /** The set of some inputs, or nothing if what they use of the outer row stands in the way. */
  static Optional<Unnested> of(SetOp set, List<Unnested> inputs, OuterRows outerRows) {
    UnnestedSet unnested = new UnnestedSet(set, outerRows);
    Optional<List<List<OuterEquality>>> same = unnested.compareTheSame(inputs);
    if (same.isPresent()) {
      return Optional.of(unnested.compared(inputs, same.get()));
    }
    if (!outerRows.areRepeatable()) {
      return Optional.empty();
    }
    List<RexNode> all =
        inputs.stream()
            .flatMap(input -> Stream.concat(input.conditions().stream(), input.outputs().stream()))
            .toList();
    List<Unnested> beside =
        inputs.stream().map(input -> outerRows.beside(input, all).subquery()).toList();
    return unnested.compareTheSame(beside).map(keys -> unnested.compared(beside, keys));
  }

  /** By input what it compares, if all compare nothing but the same by equality. */
  private Optional<List<List<OuterEquality>>> compareTheSame(List<Unnested> inputs) {
    List<List<OuterEquality>> all = new ArrayList<>();
    for (Unnested input : inputs) {
      List<OuterEquality> equalities =
          input.conditions().stream()
              .flatMap(condition -> OuterEquality.of(condition, outerRows).stream())
              .toList();
      boolean isPlain =
          equalities.size() == input.conditions().size()
              && input.outputs().stream().noneMatch(outerRows::areUsedBy);
      if (!isPlain) {
        return Optional.empty();
      }
      List<OuterEquality> first = all.isEmpty() ? equalities : all.get(0);
      List<OuterEquality> ordered =
          first.stream()
              .flatMap(
                  one ->
                      equalities.stream()
                          .filter(other -> isSame(one, other))
                          .limit(1)
                          .toList()
                          .stream())
              .toList();
      if (ordered.size() != equalities.size() || ordered.size() != first.size()) {
        return Optional.empty();
      }
      all.add(ordered);
    }
    return Optional.of(all);
  }

  private boolean isSame(OuterEquality one, OuterEquality other) {
    return one.isNullSafe() == other.isNullSafe()
        && one.others().equals(other.others())
        && SqlTypeUtil.equalSansNullability(
            builder.getTypeFactory(), one.own().getType(), other.own().getType());
  }

  private Unnested compared(List<Unnested> inputs, List<List<OuterEquality>> equalities) {
    List<RelNode> rows = new ArrayList<>();
    for (int i = 0; i < inputs.size(); i++) {
      rows.add(withKeys(inputs.get(i), equalities.get(i)));
    }
    RelNode made = set.copy(set.getTraitSet(), rows);
    int size = set.getRowType().getFieldCount();
    List<RexNode> outputs = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      outputs.add(builder.makeInputRef(made, i));
    }
    List<RexNode> conditions = new ArrayList<>();
    for (OuterEquality equality : equalities.get(0)) {
      RexNode own = builder.makeInputRef(made, size + conditions.size());
      conditions.add(equality.of(own, builder));
    }
    return new Unnested(made, outputs, conditions, false, List.of());
  }

  private RelNode withKeys(Unnested input, List<OuterEquality> equalities) {
    List<RexNode> columns = new ArrayList<>(input.outputs());
    List<String> names = new ArrayList<>(set.getRowType().getFieldNames());
    for (OuterEquality equality : equalities) {
      columns.add(equality.own());
      names.add("k" + names.size());
    }
    return LogicalProject.create(
        input.rel(), List.of(), columns, SqlValidatorUtil.uniquify(names, true), Set.of());
  }
}
