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
    all.addAll(List.of(ForgetfulQuery.values()));
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

  /**
   * The columns of which no two rows of the result have the same values at any time, and which have
   * the same values in every run; empty if none are.
   */
  default List<Integer> key() {
    return List.of();
  }

  /**
   * What is the same in every run about the rows of the result, sorted; the rows themselves unless
   * the query forgets state.
   */
  default List<List<Long>> settled(List<List<Long>> rows) {
    return rows;
  }

  /** Whether {@link #settled} says less than the rows. */
  default boolean isForgetful() {
    return false;
  }

  /** The plan; {@code other} is the second table. */
  PlanNode plan(PlanNode input, PlanNode other);

  /** The rows of the result, and how many input rows are late. */
  Oracle.Expected expected(List<SimulatedInput> inputs, SimulatedInput other);
}
