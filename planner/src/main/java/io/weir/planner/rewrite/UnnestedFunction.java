package io.weir.planner.rewrite;

import io.weir.planner.relation.TableFunctionJoin;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;

/**
 * A table function within a subquery, over rows that are free of the columns of the outer query. If
 * it is called with such columns, the values of the outer rows come to the rows first.
 *
 * <pre>
 * TableFunctionJoin(UNNEST(outer.l))       TableFunctionJoin(UNNEST(l))   on l IS NOT DISTINCT FROM outer.l
 *   Values(one row)                  →       Aggregate(by l)
 *                                              the outer rows
 * </pre>
 */
final class UnnestedFunction {
  private final TableFunctionJoin function;
  private final RexBuilder builder;

  private UnnestedFunction(TableFunctionJoin function) {
    this.function = function;
    this.builder = function.getCluster().getRexBuilder();
  }

  /** The function's rows, or nothing if what it uses of the outer row stands in the way. */
  static Optional<Unnested> of(TableFunctionJoin function, Unnested input, OuterRows outerRows) {
    List<RexNode> used = new ArrayList<>();
    used.add(function.call().accept(new PushFilters.Substitute(input.outputs())));
    if (function.isOuter()) {
      used.addAll(input.outputs());
      function.condition().ifPresent(used::add);
    }
    UnnestedFunction unnested = new UnnestedFunction(function);
    if (used.stream().noneMatch(outerRows::areUsedBy)) {
      return Optional.of(unnested.joined(input, new RexShuttle(), outerRows));
    }
    if (!outerRows.areRepeatable()) {
      return Optional.empty();
    }
    OuterRows.Beside beside = outerRows.beside(input, used);
    return Optional.of(unnested.joined(beside.subquery(), beside.fields(), outerRows));
  }

  /**
   * The rows with what the function adds.
   *
   * @param fields puts columns of the rows in the place of the outer row's fields
   */
  private Unnested joined(Unnested input, RexShuttle fields, OuterRows outerRows) {
    int size = input.rel().getRowType().getFieldCount();
    RexCall call =
        (RexCall)
            function.call().accept(new PushFilters.Substitute(input.outputs())).accept(fields);
    List<Integer> kept = IntStream.range(0, size).boxed().toList();
    TableFunctionJoin joined =
        TableFunctionJoin.create(
            input.rel(), call, kept, function.functionFields(), function.isOuter());
    List<RexNode> outputs = new ArrayList<>();
    function.kept().forEach(column -> outputs.add(input.outputs().get(column)));
    for (int i = 0; i < function.functionFields().size(); i++) {
      outputs.add(builder.makeInputRef(joined, size + i));
    }
    List<RexNode> conditions = new ArrayList<>(input.conditions());
    if (function.condition().isPresent()) {
      PushFilters.Substitute substitute = new PushFilters.Substitute(outputs);
      for (RexNode conjunct : Conjuncts.of(function.condition().get(), builder)) {
        RexNode condition = conjunct.accept(substitute).accept(fields);
        if (outerRows.areUsedBy(condition)) {
          conditions.add(condition);
        } else {
          joined = joined.filtered(condition);
        }
      }
    }
    return new Unnested(joined, outputs, conditions, false, List.of());
  }
}
