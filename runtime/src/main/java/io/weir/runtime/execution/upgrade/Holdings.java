package io.weir.runtime.execution.upgrade;

import io.weir.runtime.execution.checkpoint.Checkpoint;
import io.weir.runtime.execution.graph.PlanOperator;
import io.weir.runtime.execution.graph.PlanOperator.Kind;
import io.weir.runtime.state.StateSnapshot.TableDeclaration;
import io.weir.runtime.state.TableSpec;
import java.util.List;

/**
 * What a checkpoint holds for one step.
 *
 * @param hasPositions whether it says where the step reads on
 * @param tables the step's state tables
 * @param hasOwnState whether an instance handed over a state of its own
 * @param hasUnconfirmed whether output is prepared of which it is not known that it was published
 */
record Holdings(
    boolean hasPositions, List<TableSpec> tables, boolean hasOwnState, boolean hasUnconfirmed) {
  static Holdings of(Checkpoint base, PlanOperator operator) {
    List<TableSpec> tables =
        base.state().stream()
            .flatMap(state -> state.tables().stream())
            .filter(table -> table.operatorId().equals(operator.id()))
            .map(TableDeclaration::spec)
            .toList();
    boolean hasOwnState =
        base.operators().getOrDefault(operator.id(), List.of()).stream()
            .anyMatch(instance -> instance.state().length > 0);
    boolean hasUnconfirmed =
        base.unconfirmed().stream().anyMatch(commit -> commit.operatorId().equals(operator.id()));
    return new Holdings(operator.kind() == Kind.SOURCE, tables, hasOwnState, hasUnconfirmed);
  }

  boolean isSomething() {
    return hasPositions || !tables.isEmpty() || hasOwnState || hasUnconfirmed;
  }
}
