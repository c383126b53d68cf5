package io.weir.runtime.simulation;

import io.weir.runtime.plan.PlanNode;
import java.util.ArrayList;
import java.util.List;

/** A query over {@link SimulatedSource#SCHEMA}, and what it should say. */
interface SimulatedQuery {
  /** Every query that runs are made of. */
  static List<SimulatedQuery> all() {
    List<SimulatedQuery> all = new ArrayList<>(List.of(Query.values()));
    all.addAll(List.of(RowQuery.values()));
    all.addAll(List.of(JoinQuery.values()));
    return all;
  }

  /** The name, for errors. */
  String name();

  /** Whether its result is a function of the data only where no row is late. */
  default boolean needsOrder() {
    return true;
  }

  /** Whether it reads a second table, of which no row is late and no split pauses. */
  default boolean isJoin() {
    return false;
  }

  /** The plan; {@code other} is the second table. */
  PlanNode plan(PlanNode input, PlanNode other);

  /** The rows of the result, and how many input rows are late. */
  Oracle.Expected expected(List<SimulatedInput> inputs, SimulatedInput other);
}
